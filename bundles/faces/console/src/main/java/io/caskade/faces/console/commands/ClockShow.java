package io.caskade.faces.console.commands;

import io.caskade.api.ecm.EcmClock;
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
public final class ClockShow extends CasCommand {
  @Reference @Nullable EcmClock clock;

  @Override
  void run(Output output) {
    print(output, injected(clock).state());
  }

  static void print(Output output, EcmClock.EcmClockState state) {
    output.say("clock.state", state.ecmTime(), state.systemTime(), state.floor());
    if (!state.pendingStep().isZero()) {
      output.say("clock.pending", state.pendingStep().toMillis() / 1000.0);
    }
  }
}
