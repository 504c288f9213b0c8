package io.caskade.faces.console.commands.cards;

import io.caskade.api.base.CardSerial;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.ReplacementReason;
import io.caskade.faces.console.commands.Output;
import io.caskade.faces.console.commands.Words;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;

/** {@code cas:card-replace}. */
@Service
@Command(
    scope = "cas",
    name = "card-replace",
    description = "Gives a new card all that a lost, broken or stolen one had")
public final class CardReplace extends OneCardCommand {
  @Argument(index = 1, name = "new", required = true, description = "Serial of a card in stock")
  String replacement = "";

  @Argument(index = 2, name = "reason", required = true, description = "lost, broken or stolen")
  @Completion(
      value = StringsCompleter.class,
      values = {"lost", "broken", "stolen"})
  String reason = "";

  @Override
  protected void run(Output output) {
    ReplacementReason why = Words.read(ReplacementReason.class, "reason", reason);
    CardSerial fresh = CardSerial.parse(replacement);
    Card got = cards().replace(caller(), network(), serial(), fresh, why);
    show(output, List.of(got, cards().show(caller(), network(), serial())));
  }
}
