package io.caskade.faces.console.commands.access;

import io.caskade.api.rights.access.Account;
import io.caskade.faces.console.commands.completion.UserLogins;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Completion;

/** A command about one account. */
abstract class OneUserCommand extends AccessCommand {
  @Argument(index = 0, name = "user", required = true, description = "Login")
  @Completion(UserLogins.class)
  String login = "";

  /** Lets an account in or keeps it out. */
  final Account disabled(boolean disabled) {
    Account now = accounts().account(caller(), login);
    return accounts()
        .change(
            caller(),
            new Account(
                now.login(),
                now.version(),
                now.name(),
                now.role(),
                now.networks(),
                now.password(),
                now.totp(),
                now.lastTotpStep(),
                now.quota(),
                now.mustChange(),
                disabled,
                now.failures(),
                now.lockedUntil(),
                now.passwordChangedAt()));
  }
}
