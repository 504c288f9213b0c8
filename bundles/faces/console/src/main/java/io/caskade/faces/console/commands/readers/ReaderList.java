package io.caskade.faces.console.commands.readers;

import io.caskade.api.cards.CardReaders;
import io.caskade.api.cards.ReaderStatus;
import io.caskade.api.cards.ReaderStatus.LastError;
import io.caskade.faces.console.commands.Output;
import io.caskade.faces.console.commands.ShowingCommand;
import io.caskade.faces.console.commands.Table;
import java.util.Locale;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** {@code cas:reader-list}. */
@Service
@Command(scope = "cas", name = "reader-list", description = "Lists the card readers")
public final class ReaderList extends ShowingCommand {
  @Reference(optional = true)
  @Nullable CardReaders readers;

  @Override
  protected void run(Output output) {
    Locale locale = output.texts().locale();
    Table table =
        output.table(
            "name", "driver", "state", "since", "serial", "exchanges", "failures", "last-error");
    for (ReaderStatus reader : need(readers, CardReaders.class).list()) {
      table.row(
          reader.name(),
          reader.driver(),
          reader.state(),
          reader.since(),
          reader.serial(),
          reader.exchanges(),
          reader.failures(),
          reader.lastError().map(error -> told(error, locale)));
    }
    table.print();
  }

  /** What went wrong and, since a technician reads it beside the reader, what to do. */
  private static String told(LastError error, Locale locale) {
    Object[] arguments = error.arguments().toArray();
    return error.code().text(locale, arguments) + " " + error.code().cure(locale, arguments);
  }
}
