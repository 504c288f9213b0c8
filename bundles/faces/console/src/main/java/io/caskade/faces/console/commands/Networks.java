package io.caskade.faces.console.commands;

import io.caskade.api.base.Network;
import io.caskade.api.base.NetworkDirectory;
import io.caskade.api.keys.KeyVault;
import io.caskade.api.rights.CardTable;
import java.util.Locale;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** {@code cas:networks}. */
@Service
@Command(scope = "cas", name = "networks", description = "Lists the operator networks")
public final class Networks extends CasCommand {
  @Reference @Nullable NetworkDirectory directory;
  @Reference @Nullable CardTable cards;
  @Reference @Nullable KeyVault vault;

  @Override
  void run(Output output) {
    Table table =
        output.table("network", "ca-system-id", "profile", "zone", "php-zone", "key", "cards");
    for (Network network : injected(directory).networks()) {
      table.row(
          network.id(),
          String.format(Locale.ROOT, "0x%04X", network.caSystemId()),
          network.profile(),
          network.zone(),
          network.legacyPhpZone(),
          output.texts().get(injected(vault).hasEcmKey(network.id()) ? "yes" : "no"),
          injected(cards).size(network.id()));
    }
    table.print();
  }
}
