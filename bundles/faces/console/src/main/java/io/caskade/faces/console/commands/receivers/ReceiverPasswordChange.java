package io.caskade.faces.console.commands.receivers;

import io.caskade.api.receivers.ReceiverPassword;
import io.caskade.faces.console.commands.Output;
import io.caskade.faces.console.commands.completion.ReceiverNames;
import java.io.IOException;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code cas:receiver-password}. */
@Service
@Command(
    scope = "cas",
    name = "receiver-password",
    description = "Makes another password of a receiver account, asks for one, or shows it")
public final class ReceiverPasswordChange extends ReceiverCommand {
  @Argument(name = "name", required = true, description = "Name of the account")
  @Completion(ReceiverNames.class)
  String name = "";

  @Option(name = "--ask", description = "Asks for it instead of making one")
  boolean ask;

  @Option(name = "--show", description = "Shows the present one and changes nothing")
  boolean show;

  @Override
  protected void run(Output output) throws IOException {
    if (show) {
      show(output, name, receivers().password(caller(), network(), name));
      return;
    }
    Optional<ReceiverPassword> given =
        ask ? Optional.of(prompt().newReceiverPassword(name)) : Optional.empty();
    try {
      show(output, name, receivers().changePassword(caller(), network(), name, given).password());
    } finally {
      given.ifPresent(ReceiverPassword::destroy);
    }
    output.say("receiver.password", name);
  }
}
