package io.caskade.faces.console.commands.receivers;

import io.caskade.faces.console.commands.Output;
import io.caskade.faces.console.commands.completion.ReceiverNames;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code cas:receiver-remove}. */
@Service
@Command(
    scope = "cas",
    name = "receiver-remove",
    description = "Removes a receiver account; its card stays")
public final class ReceiverRemove extends ReceiverCommand {
  @Argument(name = "name", required = true, description = "Name of the account")
  @Completion(ReceiverNames.class)
  String name = "";

  @Override
  protected void run(Output output) {
    receivers().remove(caller(), network(), name);
    output.say("receiver.removed", name);
  }
}
