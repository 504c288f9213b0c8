package io.caskade.faces.console.commands.ecm;

import io.caskade.api.ecm.EcmClock;
import io.caskade.faces.console.commands.Output;
import io.caskade.faces.console.commands.ShowingCommand;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** {@code cas:clock-show}. */
@Service
@Command(
    scope = "cas",
    name = "clock-show",
    description = "Shows the time that ECMs are stamped with")
public final class ClockShow extends ShowingCommand {
  @Reference(optional = true)
  @Nullable EcmClock clock;

  @Override
  protected void run(Output output) {
    print(output, need(clock, EcmClock.class).state());
  }

  static void print(Output output, EcmClock.EcmClockState state) {
    if (output.json()) {
      output
          .sheet()
          .put("ecm-time", state.ecmTime())
          .put("system-time", state.systemTime())
          .put("floor", state.floor())
          .put("pending-step-ms", state.pendingStep().toMillis())
          .print();
      return;
    }
    output.say("clock.state", state.ecmTime(), state.systemTime(), state.floor());
    if (!state.pendingStep().isZero()) {
      output.say("clock.pending", state.pendingStep().toMillis() / 1000.0);
    }
  }
}
