package io.caskade.faces.console.commands.people;

import io.caskade.faces.console.commands.Output;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code cas:subscriber-forget}. */
@Service
@Command(
    scope = "cas",
    name = "subscriber-forget",
    description = "Erases the personal data of a subscriber; the bare id stays")
public final class SubscriberForget extends SubscriberCommand {
  @Argument(name = "subscriber", required = true, description = "Id")
  String id = "";

  @Override
  protected void run(Output output) {
    show(output, List.of(subscribers().forget(caller(), network(), id)));
  }
}
