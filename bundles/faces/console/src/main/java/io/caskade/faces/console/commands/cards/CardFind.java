package io.caskade.faces.console.commands.cards;

import io.caskade.api.base.CardSerial;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.CardQuery;
import io.caskade.faces.console.commands.Output;
import io.caskade.faces.console.commands.Words;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code cas:card-find}. */
@Service
@Command(
    scope = "cas",
    name = "card-find",
    description = "Finds cards by number, subscriber, status, package, region or end")
public final class CardFind extends CardSearchCommand {
  @Option(name = "-a", aliases = "--after", description = "Only serials above this one")
  String after = "";

  @Option(name = "-l", aliases = "--limit", description = "Rows at most, up to 1000")
  int limit = 50;

  @Option(name = "-c", aliases = "--count", description = "Says only how many there are")
  boolean count;

  @Override
  protected void run(Output output) {
    Optional<CardSerial> cursor = Words.given(after).map(CardSerial::parse);
    CardQuery query = query(Instant.now(), cursor, limit);
    if (count) {
      output.sheet().put("cards", cards().count(caller(), query)).print();
      return;
    }
    List<Card> page = cards().find(caller(), query);
    show(output, page);
    if (page.size() == limit) {
      output.say("more", "cas:card-find", page.get(page.size() - 1).serial().toString());
    }
  }
}
