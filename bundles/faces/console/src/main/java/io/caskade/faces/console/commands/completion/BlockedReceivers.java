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

/** Accounts that are blocked. */
@Service
public final class BlockedReceivers implements Completer {
  @Reference(optional = true)
  @Nullable ReceiverDesk desk;

  @Override
  public int complete(Session session, CommandLine line, List<String> candidates) {
    var names = new StringsCompleter();
    if (desk != null) {
      desk.blocked().forEach(block -> names.getStrings().add(block.name()));
    }
    return names.complete(session, line, candidates);
  }
}
