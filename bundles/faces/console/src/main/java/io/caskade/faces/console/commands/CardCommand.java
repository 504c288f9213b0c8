package io.caskade.faces.console.commands;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.NetworkDirectory;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.CardManagement;
import io.caskade.faces.console.commands.completion.NetworkNames;
import java.time.ZoneId;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.jspecify.annotations.Nullable;

/** What the commands about cards share. */
abstract class CardCommand extends CasCommand {
  @Option(name = "-n", aliases = "--network", description = "Operator network")
  @Completion(NetworkNames.class)
  String network = NetworkId.MAIN.value();

  @Reference @Nullable CardManagement management;
  @Reference @Nullable NetworkDirectory directory;

  final CardManagement cards() {
    return injected(management);
  }

  final NetworkId network() {
    return new NetworkId(network);
  }

  static CardSerial serial(String text) {
    return CardSerial.parse(text);
  }

  final ZoneId zone() {
    return injected(directory).networks().stream()
        .filter(n -> n.id().equals(network()))
        .findFirst()
        .orElseThrow(() -> new CaskadeException(ErrorCode.NETWORK_UNKNOWN, network))
        .zone();
  }

  final void show(Output output, Iterable<Card> cards) {
    ZoneId zone = zone();
    Table table =
        output.table(
            "serial", "status", "packages", "start", "finish", "pair", "protected", "region");
    for (Card card : cards) {
      table.row(
          card.serial().printed(),
          output.texts().get("status." + card.status()),
          card.rights().products(),
          Times.show(card.rights().start(), zone),
          Times.show(card.rights().finish(), zone),
          output.texts().get(card.rights().paired() ? "yes" : "no"),
          output.texts().get(card.rights().protectedCard() ? "yes" : "no"),
          card.region());
    }
    table.print();
  }
}
