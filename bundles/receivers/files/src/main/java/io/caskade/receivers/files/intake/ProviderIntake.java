package io.caskade.receivers.files.intake;

import io.caskade.lib.cccamcfg.CccamProviders;
import java.util.List;
import java.util.Locale;

/** Shows the names of a CCcam.providers: they name, and nothing more. */
final class ProviderIntake {
  private final Remarks remarks;

  ProviderIntake(Remarks remarks) {
    this.remarks = remarks;
  }

  FileContent read(String text) {
    CccamProviders providers = CccamProviders.read(text);
    providers.findings().forEach(found -> remarks.add(found.line(), RemarkCode.of(found.fault())));
    providers
        .names()
        .forEach(
            name ->
                remarks.add(
                    name.line(),
                    RemarkCode.PROVIDER_NAME,
                    String.format(Locale.ROOT, "%04X", name.caid()),
                    String.format(Locale.ROOT, "%06X", name.ident()),
                    name.name()));
    return new FileContent(List.of(), List.of());
  }
}
