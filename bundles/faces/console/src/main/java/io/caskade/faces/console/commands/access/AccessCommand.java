package io.caskade.faces.console.commands.access;

import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.access.Account;
import io.caskade.api.rights.access.AccountManagement;
import io.caskade.faces.console.commands.Output;
import io.caskade.faces.console.commands.ShowingCommand;
import io.caskade.faces.console.commands.Table;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.jspecify.annotations.Nullable;

/** What the commands about accounts and tokens share. */
abstract class AccessCommand extends ShowingCommand {
  @Reference(optional = true)
  @Nullable AccountManagement management;

  final AccountManagement accounts() {
    return need(management, AccountManagement.class);
  }

  static Set<NetworkId> networks(List<String> names) {
    return names.stream().map(NetworkId::new).collect(Collectors.toSet());
  }

  final void show(Output output, List<Account> accounts) {
    Table table =
        output.table(
            "user",
            "name",
            "role",
            "networks",
            "second-factor",
            "quota",
            "disabled",
            "locked-until",
            "password-changed");
    for (Account account : accounts) {
      table.row(
          account.login(),
          account.name(),
          account.role(),
          account.networks().stream().sorted().toList(),
          account.totp().isPresent(),
          account.quota().isPresent() ? account.quota().getAsInt() : null,
          account.disabled(),
          account.lockedUntil(),
          account.passwordChangedAt());
    }
    table.print();
  }
}
