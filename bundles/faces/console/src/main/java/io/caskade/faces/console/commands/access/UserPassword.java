package io.caskade.faces.console.commands.access;

import io.caskade.api.rights.access.Password;
import io.caskade.faces.console.commands.Output;
import java.io.IOException;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code cas:user-password}. */
@Service
@Command(
    scope = "cas",
    name = "user-password",
    description = "Sets a new password, asked for without echo, and lifts a lock-out")
public final class UserPassword extends OneUserCommand {
  @Override
  protected void run(Output output) throws IOException {
    Password password = prompt().newPassword(login);
    try {
      accounts().resetPassword(caller(), login, password);
    } finally {
      password.destroy();
    }
    output.say("user.password", login);
  }
}
