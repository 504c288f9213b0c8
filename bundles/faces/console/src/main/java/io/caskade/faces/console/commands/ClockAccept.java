package io.caskade.faces.console.commands;

import io.caskade.api.ecm.EcmClock;
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
  @Reference @Nullable EcmClock clock;

  @Override
  void run(Output output) {
    injected(clock).accept();
    ClockShow.print(output, injected(clock).state());
  }
}
