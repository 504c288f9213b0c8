package io.caskade.faces.console.commands.access;

import io.caskade.api.rights.Permission;
import io.caskade.api.rights.RecordFilter;
import io.caskade.api.rights.access.ApiToken;
import io.caskade.faces.console.commands.Output;
import io.caskade.faces.console.commands.Table;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code cas:tokens}. */
@Service
@Command(scope = "cas", name = "tokens", description = "Lists the tokens of programs")
public final class Tokens extends AccessCommand {
  @Option(name = "-l", aliases = "--limit", description = "Rows at most, up to 1000")
  int limit = 200;

  @Override
  protected void run(Output output) {
    Table table =
        output.table(
            "token",
            "name",
            "role",
            "scopes",
            "networks",
            "addresses",
            "per-minute",
            "expires",
            "revoked");
    var filter = RecordFilter.page(Optional.empty(), limit);
    for (ApiToken token : accounts().tokens(caller(), filter)) {
      table.row(
          token.id(),
          token.name(),
          token.role(),
          token.scopes().stream().sorted().map(Permission::scope).toList(),
          token.networks().stream().sorted().toList(),
          token.addresses().stream().sorted().toList(),
          token.perMinute(),
          token.expiresAt(),
          token.revoked());
    }
    table.print();
  }
}
