package io.caskade.faces.console.commands;

import io.caskade.api.base.CardRights;
import io.caskade.api.base.ProductMask;
import io.caskade.api.rights.Card;
import java.time.ZoneId;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code cas:card-rights}. */
@Service
@Command(scope = "cas", name = "card-rights", description = "Changes packages and dates of a card")
public final class CardRightsChange extends CardCommand {
  @Argument(index = 0, name = "serial", required = true, description = "Serial number")
  String serial = "";

  @Option(name = "-m", aliases = "--packages", description = "Eight hexadecimal digits")
  String packages = "";

  @Option(name = "-s", aliases = "--start", description = "Date, date and time, or Unix seconds")
  String start = "";

  @Option(name = "-f", aliases = "--finish", description = "Likewise")
  String finish = "";

  @Option(name = "-p", aliases = "--paired", description = "yes or no")
  String paired = "";

  @Override
  void run(Output output) {
    ZoneId zone = zone();
    Card card = cards().show(network(), serial(serial));
    CardRights now = card.rights();
    var wanted =
        new CardRights(
            packages.isEmpty() ? now.products() : ProductMask.parse(packages),
            start.isEmpty() ? now.start() : Times.read(start, zone),
            finish.isEmpty() ? now.finish() : Times.read(finish, zone),
            paired.isEmpty() ? now.paired() : "yes".equals(paired),
            now.protectedCard());
    show(output, List.of(cards().changeRights(actor(), network(), card.serial(), wanted)));
  }
}
