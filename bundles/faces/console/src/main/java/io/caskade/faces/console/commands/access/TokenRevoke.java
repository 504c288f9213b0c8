package io.caskade.faces.console.commands.access;

import io.caskade.faces.console.commands.Output;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code cas:token-revoke}. */
@Service
@Command(scope = "cas", name = "token-revoke", description = "Makes a token worthless at once")
public final class TokenRevoke extends AccessCommand {
  @Argument(name = "token", required = true, description = "Id, as cas:tokens shows it")
  String id = "";

  @Override
  protected void run(Output output) {
    accounts().revokeToken(caller(), id);
    output.say("token.revoked", id);
  }
}
