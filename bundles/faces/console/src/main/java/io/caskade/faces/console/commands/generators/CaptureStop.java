package io.caskade.faces.console.commands.generators;

import io.caskade.api.ops.MessageTrace;
import io.caskade.faces.console.commands.Output;
import io.caskade.faces.console.commands.completion.EndpointNames;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code cas:capture-stop}. */
@Service
@Command(
    scope = "cas",
    name = "capture-stop",
    description = "Ends a recording of messages and shows its file")
public final class CaptureStop extends TraceCommand {
  @Argument(name = "name", description = "Listener or output; all without it")
  @Completion(EndpointNames.class)
  String name = "";

  @Override
  protected void run(Output output) {
    List<MessageTrace> found = traces(output, name);
    found.forEach(MessageTrace::stopCapture);
    captures(output, found);
  }
}
