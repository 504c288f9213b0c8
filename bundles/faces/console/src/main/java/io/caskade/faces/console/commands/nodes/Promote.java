package io.caskade.faces.console.commands.nodes;

import io.caskade.api.ops.ReplicaControl;
import io.caskade.faces.console.commands.CasCommand;
import io.caskade.faces.console.commands.Output;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** {@code cas:promote}. */
@Service
@Command(
    scope = "cas",
    name = "promote",
    description = "Makes this standby the active node of a pair without a shared database")
public final class Promote extends CasCommand {
  @Option(
      name = "-y",
      aliases = "--yes",
      description = "The active node is lost, and with it what this one did not get any more")
  boolean yes;

  @Option(
      name = "-s",
      aliases = "--switch",
      description = "The active node lives: changes places with it, nothing is lost")
  boolean change;

  @Reference(optional = true)
  @Nullable ReplicaControl replica;

  @Override
  protected void run(Output output) {
    ReplicaControl control = Replica.required(replica);
    output.line(control.status().detail());
    if (change) {
      control.changePlaces();
    } else if (yes) {
      Replica.atStake(output, control.status());
      control.promote();
    } else {
      Replica.atStake(output, control.status());
      output.say("replica.promote-how");
      return;
    }
    output.say("replica.promoted", control.status().node(), control.status().epoch());
  }
}
