package io.caskade.faces.console.commands.access;

import io.caskade.faces.console.commands.Output;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code cas:user-totp-remove}. */
@Service
@Command(
    scope = "cas",
    name = "user-totp-remove",
    description = "Takes the second factor off an account whose owner lost it")
public final class UserTotpRemove extends OneUserCommand {
  @Override
  protected void run(Output output) {
    accounts().removeTotp(caller(), login);
    output.say("user.totp-removed", login);
  }
}
