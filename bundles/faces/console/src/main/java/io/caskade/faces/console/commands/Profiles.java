package io.caskade.faces.console.commands;

import io.caskade.api.ecm.InstalledProfile;
import io.caskade.api.ecm.ProfileControl;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** {@code cas:profiles}. */
@Service
@Command(scope = "cas", name = "profiles", description = "Lists the installed card profiles")
public final class Profiles extends CasCommand {
  @Reference @Nullable ProfileControl control;

  @Override
  void run(Output output) {
    Table table = output.table("profile", "version", "bundle", "state", "pinned", "detail");
    for (InstalledProfile p : injected(control).profiles()) {
      table.row(
          p.name(),
          p.version(),
          p.bundleId(),
          p.state(),
          output.texts().get(p.pinned() ? "yes" : "no"),
          p.detail());
    }
    table.print();
  }
}
