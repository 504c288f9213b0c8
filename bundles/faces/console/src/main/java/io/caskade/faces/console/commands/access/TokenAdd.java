package io.caskade.faces.console.commands.access;

import io.caskade.api.rights.Permission;
import io.caskade.api.rights.Role;
import io.caskade.api.rights.access.AccountManagement;
import io.caskade.faces.console.commands.Output;
import io.caskade.faces.console.commands.Times;
import io.caskade.faces.console.commands.Words;
import io.caskade.faces.console.commands.completion.NetworkNames;
import io.caskade.faces.console.commands.completion.RoleNames;
import io.caskade.faces.console.commands.completion.ScopeNames;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code cas:token-add}. */
@Service
@Command(
    scope = "cas",
    name = "token-add",
    description = "Makes a token for a program and shows it once")
public final class TokenAdd extends AccessCommand {
  @Argument(index = 0, name = "name", required = true, description = "Which program")
  String name = "";

  @Argument(index = 1, name = "role", required = true, description = "Role")
  @Completion(RoleNames.class)
  String role = "";

  @Argument(index = 2, name = "scopes", required = true, multiValued = true, description = "Scopes")
  @Completion(ScopeNames.class)
  List<String> scopes = new ArrayList<>();

  @Option(name = "-n", aliases = "--network", multiValued = true, description = "Only these")
  @Completion(NetworkNames.class)
  List<String> networks = new ArrayList<>();

  @Option(name = "-a", aliases = "--address", multiValued = true, description = "As 192.0.2.0/24")
  List<String> addresses = new ArrayList<>();

  @Option(name = "--per-minute", description = "Calls a minute; 0: no limit")
  int perMinute;

  @Option(name = "--expires", description = "Date, in UTC; default: never")
  String expires = "";

  @Override
  protected void run(Output output) {
    AccountManagement.NewToken made =
        accounts()
            .addToken(
                caller(),
                name,
                Words.read(Role.class, "role", role),
                Words.readAll(Permission.class, "scopes", scopes),
                networks(networks),
                new LinkedHashSet<>(addresses),
                perMinute,
                Times.given(expires, ZoneOffset.UTC));
    output.sheet().put("token", made.kept().id()).put("secret", made.token().reveal()).print();
    made.token().destroy();
    output.say("shown-once");
  }
}
