package io.caskade.faces.console.commands.ecm;

import io.caskade.api.ecm.ProfileControl;
import io.caskade.faces.console.commands.CasCommand;
import io.caskade.faces.console.commands.Output;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** {@code cas:profile-pin}. */
@Service
@Command(
    scope = "cas",
    name = "profile-pin",
    description = "Makes one version of a profile serve; without a version the pin is lifted")
public final class ProfilePin extends CasCommand {
  @Argument(index = 0, name = "profile", required = true, description = "Name, as tvcas3")
  String profile = "";

  @Argument(index = 1, name = "version", description = "Version, as cas:profiles shows it")
  String version = "";

  @Reference(optional = true)
  @Nullable ProfileControl control;

  @Override
  protected void run(Output output) {
    need(control, ProfileControl.class).pin(profile, version);
    output.say(version.isEmpty() ? "profile.unpinned" : "profile.pinned", profile, version);
  }
}
