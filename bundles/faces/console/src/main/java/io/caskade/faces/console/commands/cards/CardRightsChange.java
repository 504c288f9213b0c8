package io.caskade.faces.console.commands.cards;

import io.caskade.api.base.ProductMask;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.CardEdit;
import io.caskade.api.rights.Sold;
import io.caskade.api.rights.Window;
import io.caskade.faces.console.commands.Output;
import io.caskade.faces.console.commands.Times;
import io.caskade.faces.console.commands.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code cas:card-rights}. */
@Service
@Command(scope = "cas", name = "card-rights", description = "Changes packages and dates of a card")
public final class CardRightsChange extends OneCardCommand {
  @Option(name = "-m", aliases = "--packages", description = "Eight hexadecimal digits")
  String packages = "";

  @Option(name = "-s", aliases = "--start", description = "Date, date and time, or Unix seconds")
  String start = "";

  @Option(name = "-f", aliases = "--finish", description = "Likewise")
  String finish = "";

  @Option(name = "-p", aliases = "--paired", description = "yes or no")
  String paired = "";

  @Option(
      name = "-w",
      aliases = "--window",
      multiValued = true,
      description = "MASK:START:FINISH; these windows replace the present ones")
  List<String> windows = new ArrayList<>();

  @Override
  protected void run(Output output) {
    Card card = cards().show(caller(), network(), serial());
    Optional<Boolean> pair = Words.given(paired).map(text -> Words.yes("paired", text));
    Optional<List<Window>> sold =
        windows.isEmpty()
            ? changed(card.sold())
            : Optional.of(windows.stream().map(w -> Windows.read(w, zone())).toList());
    OptionalLong seen = OptionalLong.of(card.version());
    CardEdit edit = Edits.of(sold, pair);
    show(output, List.of(cards().change(caller(), network(), card.serial(), edit, seen)));
  }

  private Optional<List<Window>> changed(Sold sold) {
    if (String.join("", packages, start, finish).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        List.of(
            Windows.change(
                sold,
                Words.given(packages).map(ProductMask::parse),
                Times.given(start, zone()),
                Times.given(finish, zone()))));
  }
}
