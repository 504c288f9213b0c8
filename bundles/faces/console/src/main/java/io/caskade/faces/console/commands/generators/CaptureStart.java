package io.caskade.faces.console.commands.generators;

import io.caskade.api.ops.MessageTrace;
import io.caskade.faces.console.commands.Output;
import io.caskade.faces.console.commands.completion.EndpointNames;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code cas:capture-start}. */
@Service
@Command(
    scope = "cas",
    name = "capture-start",
    description = "Records SimulCrypt messages, without control words")
public final class CaptureStart extends TraceCommand {
  @Argument(name = "name", required = true, description = "Listener or output, as ecmg-main")
  @Completion(EndpointNames.class)
  String name = "";

  @Option(name = "--peer", description = "Only this mux: host or host:port")
  String peer = "";

  @Option(name = "--minutes", description = "Ends by itself after so long, 1 to 1440")
  int minutes = 60;

  @Override
  protected void run(Output output) throws IOException {
    List<MessageTrace> found = traces(output, name);
    for (MessageTrace trace : found) {
      trace.startCapture(peer, Duration.ofMinutes(Math.max(1, minutes)));
    }
    captures(output, found);
  }
}
