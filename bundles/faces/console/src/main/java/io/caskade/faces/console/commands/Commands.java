package io.caskade.faces.console.commands;

import java.util.Comparator;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code cas:commands}. */
@Service
@Command(
    scope = "cas",
    name = "commands",
    description = "Lists all commands of the head-end in the language of the session")
public final class Commands extends ShowingCommand {
  @Argument(name = "text", description = "Part of a name")
  String text = "";

  @Override
  protected void run(Output output) {
    Table table = output.table("command", "purpose");
    session().getRegistry().getCommands().stream()
        .filter(command -> command.getScope().equals("cas") && command.getName().contains(text))
        .sorted(Comparator.comparing(command -> command.getName()))
        .forEach(
            command ->
                table.row(
                    "cas:" + command.getName(),
                    output.texts().command(command.getName()).orElse(command.getDescription())));
    table.print();
  }
}
