package io.caskade.faces.console.commands.receivers;

import io.caskade.api.rights.receivers.ReceiverAccount;
import io.caskade.faces.console.commands.Output;
import io.caskade.faces.console.commands.Words;
import io.caskade.faces.console.commands.completion.ReceiverNames;
import java.util.List;
import java.util.OptionalLong;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code cas:receiver-change}. */
@Service
@Command(
    scope = "cas",
    name = "receiver-change",
    description = "Changes the rules of a receiver account, or switches it off and on")
public final class ReceiverChange extends RulesCommand {
  @Argument(name = "name", required = true, description = "Name of the account")
  @Completion(ReceiverNames.class)
  String name = "";

  @Option(name = "-e", aliases = "--enabled", description = "yes or no: whether it may log in")
  String enabled = "";

  @Override
  protected void run(Output output) {
    ReceiverAccount before = receivers().show(caller(), network(), name);
    ReceiverAccount after =
        receivers()
            .change(
                caller(),
                network(),
                name,
                rules(before.rules()),
                enabled.isEmpty() ? before.enabled() : Words.yes("enabled", enabled),
                OptionalLong.of(before.version()));
    show(output, List.of(after));
  }
}
