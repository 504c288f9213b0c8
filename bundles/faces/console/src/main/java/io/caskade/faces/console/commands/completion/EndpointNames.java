package io.caskade.faces.console.commands.completion;

import io.caskade.api.ops.Endpoint;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.jspecify.annotations.Nullable;

/** Names of listeners and outputs. */
@Service
public final class EndpointNames implements Completer {
  @Reference(optional = true)
  @Nullable List<Endpoint> endpoints;

  @Override
  public int complete(Session session, CommandLine line, List<String> candidates) {
    var names = new StringsCompleter();
    if (endpoints != null) {
      endpoints.forEach(endpoint -> names.getStrings().add(endpoint.name()));
    }
    return names.complete(session, line, candidates);
  }
}
