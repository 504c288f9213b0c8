package io.caskade.faces.console.commands.access;

import io.caskade.api.rights.RecordFilter;
import io.caskade.faces.console.commands.Output;
import io.caskade.faces.console.commands.Words;
import java.util.Map;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code cas:users}. */
@Service
@Command(scope = "cas", name = "users", description = "Lists the accounts of people")
public final class Users extends AccessCommand {
  @Argument(name = "text", description = "Beginning of login or name")
  String text = "";

  @Option(name = "-l", aliases = "--limit", description = "Rows at most, up to 1000")
  int limit = 200;

  @Override
  protected void run(Output output) {
    var filter = new RecordFilter(Words.given(text), Map.of(), Optional.empty(), limit);
    show(output, accounts().accounts(caller(), filter));
  }
}
