package io.caskade.faces.console.commands.ecm;

import io.caskade.api.ecm.InstalledProfile;
import io.caskade.api.ecm.ProfileControl;
import io.caskade.faces.console.commands.Output;
import io.caskade.faces.console.commands.ShowingCommand;
import io.caskade.faces.console.commands.Table;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** {@code cas:profiles}. */
@Service
@Command(scope = "cas", name = "profiles", description = "Lists the installed card profiles")
public final class Profiles extends ShowingCommand {
  @Reference(optional = true)
  @Nullable ProfileControl control;

  @Override
  protected void run(Output output) {
    Table table = output.table("profile", "version", "bundle", "state", "pinned", "detail");
    for (InstalledProfile p : need(control, ProfileControl.class).profiles()) {
      table.row(p.name(), p.version(), p.bundleId(), p.state(), p.pinned(), p.detail());
    }
    table.print();
  }
}
