package io.caskade.faces.console.commands.receivers;

import io.caskade.api.rights.journal.JournalNotes;
import io.caskade.faces.console.commands.Output;
import io.caskade.faces.console.commands.completion.BlockedReceivers;
import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code cas:receiver-unblock}. */
@Service
@Command(
    scope = "cas",
    name = "receiver-unblock",
    description = "Lets a blocked account watch again")
public final class ReceiverUnblock extends DeskCommand {
  @Argument(name = "account", required = true, description = "As cas:receiver-blocked shows it")
  @Completion(BlockedReceivers.class)
  String account = "";

  @Override
  protected void run(Output output) {
    JournalNotes journal = notes();
    if (!desk().unblock(account)) {
      output.say("receiver.not-blocked", account);
      return;
    }
    journal.done(caller(), "UNBLOCK", "receiver-account:" + account, Map.of());
    output.say("receiver.unblocked", account);
  }
}
