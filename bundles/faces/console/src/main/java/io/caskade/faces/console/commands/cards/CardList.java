package io.caskade.faces.console.commands.cards;

import io.caskade.api.base.CardSerial;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.CardQuery;
import io.caskade.faces.console.commands.Output;
import io.caskade.faces.console.commands.Words;
import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code cas:card-list}. */
@Service
@Command(scope = "cas", name = "card-list", description = "Lists viewing cards by serial number")
public final class CardList extends CardCommand {
  @Option(name = "-a", aliases = "--after", description = "Only serials above this one")
  String after = "";

  @Option(name = "-l", aliases = "--limit", description = "Rows at most")
  int limit = 50;

  @Override
  protected void run(Output output) {
    Optional<CardSerial> cursor = Words.given(after).map(CardSerial::parse);
    List<Card> page = cards().find(caller(), CardQuery.all(network(), cursor, Math.max(1, limit)));
    show(output, page);
    if (page.size() == limit) {
      output.say("more", "cas:card-list", page.get(page.size() - 1).serial().toString());
    }
  }
}
