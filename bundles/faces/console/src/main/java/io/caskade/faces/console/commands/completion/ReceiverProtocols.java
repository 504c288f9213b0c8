package io.caskade.faces.console.commands.completion;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;

/** Protocols of receivers. */
@Service
public final class ReceiverProtocols implements Completer {
  @Override
  public int complete(Session session, CommandLine line, List<String> candidates) {
    return new StringsCompleter(List.of("any", "cccam", "newcamd", "camd35", "cs378x"))
        .complete(session, line, candidates);
  }
}
