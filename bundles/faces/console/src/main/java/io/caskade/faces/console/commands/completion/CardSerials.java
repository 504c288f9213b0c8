package io.caskade.faces.console.commands.completion;

import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.AiredCard;
import io.caskade.api.rights.CardTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.jspecify.annotations.Nullable;

/** Serials on air that begin as typed. */
@Service
public final class CardSerials implements Completer {
  @Reference(optional = true)
  @Nullable CardTable cards;

  /** More would only fill the screen. */
  private static final int MOST = 30;

  private static final int DIGITS = 10;

  @Override
  public int complete(Session session, CommandLine line, List<String> candidates) {
    var names = new StringsCompleter();
    CardTable table = cards;
    String typed = line.getCursorArgument() == null ? "" : line.getCursorArgument();
    String digits = typed.substring(0, line.getArgumentPosition()).replace("-", "");
    if (table != null && digits.length() <= DIGITS && digits.matches("[0-9]*")) {
      names.getStrings().addAll(Known.names(caller -> from(table, Known.network(line), digits)));
    }
    return names.complete(session, line, candidates);
  }

  /** Serials of ten digits, beginning at the first one with these digits in front. */
  private static List<String> from(CardTable table, NetworkId network, String digits) {
    var serials = new ArrayList<String>();
    long after = Long.parseLong(digits + "0".repeat(DIGITS - digits.length())) - 1;
    Optional<AiredCard> card = table.next(network, after);
    while (card.isPresent() && serials.size() < MOST) {
      String serial = card.get().serial().toString();
      card.get().key().destroy();
      if (!serial.startsWith(digits)) {
        break;
      }
      serials.add(serial);
      card = table.next(network, Long.parseLong(serial));
    }
    return serials;
  }
}
