package io.caskade.faces.console.commands.networks;

import io.caskade.api.base.Network;
import io.caskade.api.base.NetworkDirectory;
import io.caskade.api.keys.KeyVault;
import io.caskade.api.rights.CardTable;
import io.caskade.faces.console.commands.Output;
import io.caskade.faces.console.commands.ShowingCommand;
import io.caskade.faces.console.commands.Table;
import java.util.Locale;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** {@code cas:networks}. */
@Service
@Command(scope = "cas", name = "networks", description = "Lists the operator networks")
public final class Networks extends ShowingCommand {
  @Reference(optional = true)
  @Nullable NetworkDirectory directory;

  @Reference(optional = true)
  @Nullable CardTable cards;

  @Reference(optional = true)
  @Nullable KeyVault vault;

  @Override
  protected void run(Output output) {
    Table table =
        output.table("network", "ca-system-id", "profile", "zone", "php-zone", "key", "cards");
    for (Network network : need(directory, NetworkDirectory.class).networks()) {
      table.row(
          network.id(),
          String.format(Locale.ROOT, "0x%04X", network.caSystemId()),
          network.profile(),
          network.zone(),
          network.legacyPhpZone(),
          need(vault, KeyVault.class).hasEcmKey(network.id()),
          need(cards, CardTable.class).size(network.id()));
    }
    table.print();
  }
}
