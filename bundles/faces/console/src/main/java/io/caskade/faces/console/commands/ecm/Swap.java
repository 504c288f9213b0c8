package io.caskade.faces.console.commands.ecm;

import io.caskade.api.ecm.InstalledProfile;
import io.caskade.api.ecm.ProfileControl;
import io.caskade.faces.console.commands.CasCommand;
import io.caskade.faces.console.commands.Output;
import java.net.URI;
import java.nio.file.Path;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.jspecify.annotations.Nullable;

/** {@code cas:swap}. */
@Service
@Command(
    scope = "cas",
    name = "swap",
    description = "Swaps a profile for the one in a bundle file, without losing an ECM")
public final class Swap extends CasCommand {
  @Argument(name = "file", required = true, description = "Bundle file of the profile")
  @Completion(FileCompleter.class)
  String file = "";

  @Reference(optional = true)
  @Nullable ProfileControl control;

  @Override
  protected void run(Output output) {
    URI bundle =
        file.startsWith("file:") ? URI.create(file) : Path.of(file).toAbsolutePath().toUri();
    InstalledProfile serving = need(control, ProfileControl.class).swap(bundle);
    output.say("profile.swapped", serving.name(), serving.version(), serving.bundleId());
  }
}
