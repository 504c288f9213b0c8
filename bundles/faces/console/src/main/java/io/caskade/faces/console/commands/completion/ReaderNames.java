package io.caskade.faces.console.commands.completion;

import io.caskade.api.cards.CardReaders;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.jspecify.annotations.Nullable;

/** Names of card readers. */
@Service
public final class ReaderNames implements Completer {
  @Reference(optional = true)
  @Nullable CardReaders readers;

  @Override
  public int complete(Session session, CommandLine line, List<String> candidates) {
    var names = new StringsCompleter();
    if (readers != null) {
      readers.list().forEach(reader -> names.getStrings().add(reader.name()));
    }
    return names.complete(session, line, candidates);
  }
}
