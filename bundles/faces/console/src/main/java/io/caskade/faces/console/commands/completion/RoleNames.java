package io.caskade.faces.console.commands.completion;

import io.caskade.api.rights.Role;
import io.caskade.faces.console.commands.Words;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;

/** Roles. */
@Service
public final class RoleNames implements Completer {

  @Override
  public int complete(Session session, CommandLine line, List<String> candidates) {
    var names = new StringsCompleter();
    names.getStrings().addAll(Words.all(Role.class));
    return names.complete(session, line, candidates);
  }
}
