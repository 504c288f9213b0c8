package io.caskade.faces.console.commands.completion;

import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.RecordFilter;
import io.caskade.api.rights.receivers.ReceiverAccount;
import io.caskade.api.rights.receivers.ReceiverManagement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.jspecify.annotations.Nullable;

/** Names of receiver accounts that begin as typed. */
@Service
public final class ReceiverNames implements Completer {
  @Reference(optional = true)
  @Nullable ReceiverManagement receivers;

  /** More would only fill the screen. */
  private static final int MOST = 30;

  @Override
  public int complete(Session session, CommandLine line, List<String> candidates) {
    var names = new StringsCompleter();
    ReceiverManagement known = receivers;
    if (known != null) {
      String typed = line.getCursorArgument() == null ? "" : line.getCursorArgument();
      String begin = typed.substring(0, line.getArgumentPosition());
      var filter =
          new RecordFilter(
              begin.isEmpty() ? Optional.empty() : Optional.of(begin),
              Map.of(),
              Optional.empty(),
              MOST);
      NetworkId network = Known.network(line);
      names
          .getStrings()
          .addAll(
              Known.names(
                  caller ->
                      known.list(caller, network, filter).stream()
                          .map(ReceiverAccount::name)
                          .toList()));
    }
    return names.complete(session, line, candidates);
  }
}
