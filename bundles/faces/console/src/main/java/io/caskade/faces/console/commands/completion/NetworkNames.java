package io.caskade.faces.console.commands.completion;

import io.caskade.api.base.NetworkDirectory;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.jspecify.annotations.Nullable;

/** Names of operator networks. */
@Service
public final class NetworkNames implements Completer {
  @Reference(optional = true)
  @Nullable NetworkDirectory directory;

  @Override
  public int complete(Session session, CommandLine line, List<String> candidates) {
    var names = new StringsCompleter();
    if (directory != null) {
      directory.networks().forEach(network -> names.getStrings().add(network.id().value()));
    }
    return names.complete(session, line, candidates);
  }
}
