package io.caskade.faces.console.commands.ecm;

import io.caskade.api.ecm.EcmClock;
import io.caskade.faces.console.commands.CasCommand;
import io.caskade.faces.console.commands.Output;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** {@code cas:clock-accept}. */
@Service
@Command(
    scope = "cas",
    name = "clock-accept",
    description = "Lets the ECM time follow a step of the system clock that was checked")
public final class ClockAccept extends CasCommand {
  @Reference(optional = true)
  @Nullable EcmClock clock;

  @Override
  protected void run(Output output) {
    need(clock, EcmClock.class).accept();
    ClockShow.print(output, need(clock, EcmClock.class).state());
  }
}
