package io.caskade.faces.console.commands.access;

import io.caskade.api.rights.access.Authentication;
import io.caskade.faces.console.commands.Output;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** {@code cas:session-end}. */
@Service
@Command(scope = "cas", name = "session-end", description = "Ends a session of an account")
public final class SessionEnd extends OneUserCommand {
  @Argument(index = 1, name = "session", required = true, description = "As cas:sessions shows it")
  String id = "";

  @Reference(optional = true)
  @Nullable Authentication authentication;

  @Override
  protected void run(Output output) {
    need(authentication, Authentication.class).endSession(caller(), login, id);
    output.say("session.ended", id);
  }
}
