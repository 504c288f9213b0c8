package io.caskade.faces.console.commands;

import io.caskade.api.rights.Card;
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
  void run(Output output) {
    List<Card> page =
        cards()
            .list(
                network(),
                after.isEmpty() ? Optional.empty() : Optional.of(serial(after)),
                Math.max(1, limit));
    show(output, page);
    if (page.size() == limit) {
      output.say("card.more", page.get(page.size() - 1).serial().toString());
    }
  }
}
