package io.caskade.faces.console.commands.access;

import io.caskade.api.rights.access.Authentication;
import io.caskade.faces.console.commands.Output;
import io.caskade.faces.console.commands.Table;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** {@code cas:sessions}. */
@Service
@Command(scope = "cas", name = "sessions", description = "Lists the live sessions of an account")
public final class Sessions extends OneUserCommand {
  @Reference(optional = true)
  @Nullable Authentication authentication;

  @Override
  protected void run(Output output) {
    Table table = output.table("session", "source", "since", "last-seen");
    need(authentication, Authentication.class)
        .sessions(caller(), login)
        .forEach(live -> table.row(live.id(), live.source(), live.since(), live.lastSeen()));
    table.print();
  }
}
