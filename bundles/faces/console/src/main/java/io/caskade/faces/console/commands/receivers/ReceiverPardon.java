package io.caskade.faces.console.commands.receivers;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.rights.journal.JournalNotes;
import io.caskade.faces.console.commands.Output;
import io.caskade.faces.console.commands.completion.BannedReceivers;
import io.caskade.lib.cidr.AddressList;
import java.net.InetAddress;
import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code cas:receiver-pardon}. */
@Service
@Command(
    scope = "cas",
    name = "receiver-pardon",
    description = "Lets a banned address log in again")
public final class ReceiverPardon extends DeskCommand {
  @Argument(name = "address", required = true, description = "As cas:receiver-banned shows it")
  @Completion(BannedReceivers.class)
  String address = "";

  @Override
  protected void run(Output output) {
    InetAddress wanted =
        AddressList.address(address)
            .orElseThrow(
                () ->
                    new CaskadeException(
                        ErrorCode.FIELD_INVALID, "address", "an address in digits"));
    JournalNotes journal = notes();
    if (!desk().pardon(wanted)) {
      output.say("receiver.not-banned", address);
      return;
    }
    journal.done(caller(), "PARDON", "receiver-address:" + wanted.getHostAddress(), Map.of());
    output.say("receiver.pardoned", address);
  }
}
