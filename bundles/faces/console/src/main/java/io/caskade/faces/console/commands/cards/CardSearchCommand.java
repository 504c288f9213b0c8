package io.caskade.faces.console.commands.cards;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.ProductMask;
import io.caskade.api.rights.CardQuery;
import io.caskade.api.rights.CardStatus;
import io.caskade.faces.console.commands.Words;
import io.caskade.faces.console.commands.completion.CardStatusNames;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;

/** A command about the cards that a search finds. */
abstract class CardSearchCommand extends CardCommand {
  @Option(
      name = "-t",
      aliases = "--text",
      description = "Part of a serial; beginning of name, contract, phone, e-mail or address")
  String text = "";

  @Option(name = "-s", aliases = "--status", multiValued = true, description = "Any of these")
  @Completion(CardStatusNames.class)
  List<String> statuses = new ArrayList<>();

  @Option(name = "-m", aliases = "--packages", description = "Any of these, eight hex digits")
  String packages = "";

  @Option(name = "-r", aliases = "--region", description = "Region of the card")
  String region = "";

  @Option(name = "-u", aliases = "--subscriber", description = "Id of the subscriber")
  String subscriber = "";

  @Option(name = "-e", aliases = "--expiring", description = "Ends within so many days from now")
  int expiring;

  final CardQuery query(Instant now, Optional<CardSerial> after, int limit) {
    boolean ends = expiring > 0;
    return new CardQuery(
        network(),
        Words.given(text),
        Words.readAll(CardStatus.class, "status", statuses),
        packages.isEmpty() ? ProductMask.NONE : ProductMask.parse(packages),
        Words.given(region),
        Words.given(subscriber),
        ends ? Optional.of(now) : Optional.empty(),
        ends ? Optional.of(now.plus(Duration.ofDays(expiring))) : Optional.empty(),
        after,
        limit);
  }

  /** At least one condition was given. */
  final boolean searches() {
    return expiring > 0
        || !statuses.isEmpty()
        || !String.join("", text, packages, region, subscriber).isEmpty();
  }
}
