package io.caskade.faces.console.commands.receivers;

import io.caskade.api.base.CardSerial;
import io.caskade.api.receivers.ReceiverPassword;
import io.caskade.api.rights.receivers.NewReceiverAccount;
import io.caskade.api.rights.receivers.ReceiverManagement;
import io.caskade.api.rights.receivers.ReceiverRules;
import io.caskade.faces.console.commands.Output;
import io.caskade.faces.console.commands.completion.CardSerials;
import java.io.IOException;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code cas:receiver-add}. */
@Service
@Command(
    scope = "cas",
    name = "receiver-add",
    description = "Adds a receiver account for a card and shows its password")
public final class ReceiverAdd extends RulesCommand {
  @Argument(index = 0, name = "name", required = true, description = "1 to 20 of a-z 0-9 . _ -")
  String name = "";

  @Argument(index = 1, name = "card", required = true, description = "Serial of its card")
  @Completion(CardSerials.class)
  String card = "";

  @Option(name = "--make-card", description = "The card does not exist yet: it is added, active")
  boolean makeCard;

  @Option(name = "--ask", description = "Asks for the password instead of making one")
  boolean ask;

  @Override
  protected void run(Output output) throws IOException {
    Optional<ReceiverPassword> given =
        ask ? Optional.of(prompt().newReceiverPassword(name)) : Optional.empty();
    try {
      ReceiverManagement.Made made =
          receivers()
              .add(
                  caller(),
                  new NewReceiverAccount(
                      network(),
                      name,
                      CardSerial.parse(card),
                      makeCard,
                      given,
                      rules(ReceiverRules.DEFAULT)));
      show(output, name, made.password());
    } finally {
      given.ifPresent(ReceiverPassword::destroy);
    }
  }
}
