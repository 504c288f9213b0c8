package io.caskade.faces.console.commands.receivers;

import io.caskade.api.rights.receivers.ReceiverRules;
import io.caskade.faces.console.commands.Words;
import io.caskade.faces.console.commands.completion.ReceiverProtocols;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;

/** Options that say how an account may be used; what is not named stays as it is. */
abstract class RulesCommand extends ReceiverCommand {
  private static final String ANY = "any";

  @Option(name = "-s", aliases = "--services", description = "Services at a time, 1 to 64")
  int services;

  @Option(
      name = "-p",
      aliases = "--protocol",
      multiValued = true,
      description = "cccam, newcamd, camd35, cs378x; any: all of them")
  @Completion(ReceiverProtocols.class)
  List<String> protocols = new ArrayList<>();

  @Option(
      name = "-a",
      aliases = "--address",
      multiValued = true,
      description = "As 192.0.2.0/24; any: from everywhere")
  List<String> addresses = new ArrayList<>();

  @Option(name = "--newest-wins", description = "yes or no: of two addresses the newer one stays")
  String newestWins = "";

  @Option(name = "--downhops", description = "Levels a CCcam client may pass it on, 0 to 9")
  int downhops = -1;

  /** The rules as they are with what was named. */
  final ReceiverRules rules(ReceiverRules before) {
    return new ReceiverRules(
        services == 0 ? before.services() : services,
        protocols.isEmpty() ? before.protocols() : Set.copyOf(named(protocols)),
        addresses.isEmpty() ? before.addresses() : named(addresses),
        newestWins.isEmpty() ? before.newestWins() : Words.yes("newest-wins", newestWins),
        downhops < 0 ? before.downhops() : downhops);
  }

  private static List<String> named(List<String> given) {
    return given.equals(List.of(ANY)) ? List.of() : given;
  }
}
