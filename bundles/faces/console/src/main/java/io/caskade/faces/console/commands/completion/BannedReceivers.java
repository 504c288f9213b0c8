package io.caskade.faces.console.commands.completion;

import io.caskade.api.receivers.ReceiverDesk;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.jspecify.annotations.Nullable;

/** Addresses that are banned. */
@Service
public final class BannedReceivers implements Completer {
  @Reference(optional = true)
  @Nullable ReceiverDesk desk;

  @Override
  public int complete(Session session, CommandLine line, List<String> candidates) {
    var names = new StringsCompleter();
    if (desk != null) {
      desk.banned().forEach(ban -> names.getStrings().add(ban.address().getHostAddress()));
    }
    return names.complete(session, line, candidates);
  }
}
