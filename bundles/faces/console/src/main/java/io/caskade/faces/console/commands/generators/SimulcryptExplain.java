package io.caskade.faces.console.commands.generators;

import io.caskade.api.ops.Explained;
import io.caskade.api.ops.MessageTrace;
import io.caskade.faces.console.commands.Output;
import io.caskade.faces.console.commands.Table;
import io.caskade.faces.console.commands.completion.EndpointNames;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code cas:simulcrypt-explain}. */
@Service
@Command(
    scope = "cas",
    name = "simulcrypt-explain",
    description = "Explains messages of muxes that were refused or odd")
public final class SimulcryptExplain extends TraceCommand {
  @Argument(name = "name", description = "Listener or output; all without it")
  @Completion(EndpointNames.class)
  String name = "";

  @Override
  protected void run(Output output) {
    Table table = output.table("name", "peer", "since", "times", "code", "text", "cure");
    boolean none = true;
    for (MessageTrace trace : traces(output, name)) {
      for (Explained e : trace.explanations()) {
        none = false;
        Explained.Words words = e.in(output.texts().locale());
        table.row(label(trace), e.peer(), e.at(), e.times(), e.code(), words.text(), words.cure());
        output.say(
            "explained", e.at(), label(trace), e.peer(), words.text(), words.cure(), e.times());
      }
    }
    if (output.json()) {
      table.print();
    } else if (none) {
      output.say("explained.none");
    }
  }
}
