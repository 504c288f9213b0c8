package io.caskade.faces.console.commands.access;

import io.caskade.api.rights.Role;
import io.caskade.api.rights.access.Password;
import io.caskade.faces.console.commands.Output;
import io.caskade.faces.console.commands.Words;
import io.caskade.faces.console.commands.completion.NetworkNames;
import io.caskade.faces.console.commands.completion.RoleNames;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code cas:user-add}. */
@Service
@Command(
    scope = "cas",
    name = "user-add",
    description =
        "Adds an account; asks for its password, which the owner changes at the first sign-in")
public final class UserAdd extends AccessCommand {
  @Argument(index = 0, name = "user", required = true, description = "Login: a-z 0-9 . _ -")
  String login = "";

  @Argument(index = 1, name = "role", required = true, description = "Role")
  @Completion(RoleNames.class)
  String role = "";

  @Option(name = "--name", description = "Name of the person; default: the login")
  String name = "";

  @Option(name = "-n", aliases = "--network", multiValued = true, description = "Only these")
  @Completion(NetworkNames.class)
  List<String> networks = new ArrayList<>();

  @Option(name = "-q", aliases = "--quota", description = "Cards a dealer may activate")
  int quota = -1;

  @Override
  protected void run(Output output) throws IOException {
    Role given = Words.read(Role.class, "role", role);
    Password password = prompt().newPassword(login);
    try {
      show(
          output,
          List.of(
              accounts()
                  .add(
                      caller(),
                      login,
                      name.isEmpty() ? login : name,
                      given,
                      networks(networks),
                      quota < 0 ? OptionalInt.empty() : OptionalInt.of(quota),
                      password)));
    } finally {
      password.destroy();
    }
  }
}
