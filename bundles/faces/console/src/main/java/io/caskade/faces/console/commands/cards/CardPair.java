package io.caskade.faces.console.commands.cards;

import io.caskade.api.rights.CardEdit;
import io.caskade.faces.console.commands.Output;
import io.caskade.faces.console.commands.Words;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;

/** {@code cas:card-pair}. */
@Service
@Command(
    scope = "cas",
    name = "card-pair",
    description = "Pairs a card with the host that it remembers, or frees it")
public final class CardPair extends OneCardCommand {
  @Argument(index = 1, name = "paired", description = "yes or no; default: yes")
  @Completion(
      value = StringsCompleter.class,
      values = {"yes", "no"})
  String paired = "yes";

  @Override
  protected void run(Output output) {
    CardEdit edit = Edits.of(Optional.empty(), Optional.of(Words.yes("paired", paired)));
    show(
        output, List.of(cards().change(caller(), network(), serial(), edit, OptionalLong.empty())));
  }
}
