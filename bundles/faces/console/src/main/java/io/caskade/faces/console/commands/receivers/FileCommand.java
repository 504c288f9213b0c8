package io.caskade.faces.console.commands.receivers;

import io.caskade.api.base.CardSerial;
import io.caskade.api.rights.receivers.ReceiverRules;
import io.caskade.api.rights.receivers.files.FileKind;
import io.caskade.api.rights.receivers.files.FileOptions;
import io.caskade.api.rights.receivers.files.FileText;
import io.caskade.api.rights.receivers.files.ReceiverFile;
import io.caskade.faces.console.commands.NetworkCommand;
import io.caskade.faces.console.commands.Words;
import io.caskade.faces.console.commands.cards.Windows;
import io.caskade.faces.console.commands.completion.ReceiverProtocols;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.support.completers.StringsCompleter;

/** Options that say how a file of another server is read. */
abstract class FileCommand extends NetworkCommand {
  @Option(
      name = "-k",
      aliases = "--kind",
      description = "cccam-cfg, oscam-user, cccam-providers; else by the name of the file")
  @Completion(
      value = StringsCompleter.class,
      values = {"cccam-cfg", "oscam-user", "cccam-providers"})
  String kind = "";

  @Option(name = "-w", aliases = "--window", description = "MASK:START:FINISH sold to each card")
  String window = "";

  @Option(name = "-s", aliases = "--services", description = "Services at a time, 1 to 64")
  int services = ReceiverRules.DEFAULT.services();

  @Option(
      name = "-p",
      aliases = "--protocol",
      multiValued = true,
      description = "Of accounts about which the file says nothing; none: all")
  @Completion(ReceiverProtocols.class)
  List<String> protocols = new ArrayList<>();

  @Option(name = "--rename", description = "Takes the proposed name where a name cannot be taken")
  boolean renames;

  @Option(name = "--make-passwords", description = "Makes a password where one cannot be taken")
  boolean makesPasswords;

  @Option(name = "--guides", description = "Field 4 of an F line is downhops, as guides have it")
  boolean guides;

  final ReceiverFile file(String name, String firstCard) throws IOException {
    byte[] bytes = Files.readAllBytes(Path.of(name));
    try {
      return new ReceiverFile(network(), kind(name), new FileText(bytes), options(firstCard));
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  private FileKind kind(String name) {
    if (!kind.isEmpty()) {
      return Words.read(FileKind.class, "kind", kind);
    }
    String end = name.toLowerCase(Locale.ROOT);
    if (end.endsWith(".user")) {
      return FileKind.OSCAM_USER;
    }
    return end.endsWith(".providers") ? FileKind.CCCAM_PROVIDERS : FileKind.CCCAM_CFG;
  }

  private FileOptions options(String firstCard) {
    return new FileOptions(
        CardSerial.parse(firstCard),
        Words.given(window).map(text -> Windows.read(text, zone())),
        rules(),
        renames,
        makesPasswords,
        guides);
  }

  private ReceiverRules rules() {
    ReceiverRules usual = ReceiverRules.DEFAULT;
    return new ReceiverRules(
        services, Set.copyOf(protocols), usual.addresses(), usual.newestWins(), usual.downhops());
  }
}
