package io.caskade.faces.console.commands.generators;

import io.caskade.api.ops.MessageTrace;
import io.caskade.faces.console.commands.Output;
import io.caskade.faces.console.commands.ShowingCommand;
import io.caskade.faces.console.commands.Table;
import java.util.Comparator;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.jspecify.annotations.Nullable;

/** What the commands about messages and captures share. */
abstract class TraceCommand extends ShowingCommand {
  @Reference(optional = true)
  @Nullable List<MessageTrace> traces;

  /** Name as these commands show and take it, for example {@code ecmg-main}. */
  static String label(MessageTrace trace) {
    return trace.kind() + "-" + trace.name();
  }

  /** Those of a name, with or without its kind; all for an empty one. */
  final List<MessageTrace> traces(Output output, String wanted) {
    List<MessageTrace> found =
        traces == null
            ? List.of()
            : traces.stream()
                .filter(t -> wanted.isEmpty() || t.name().equals(wanted) || label(t).equals(wanted))
                .sorted(Comparator.comparing(TraceCommand::label))
                .toList();
    if (found.isEmpty() && !wanted.isEmpty()) {
      output.say("trace.unknown", wanted);
    }
    return found;
  }

  final void captures(Output output, List<MessageTrace> of) {
    Table table = output.table("name", "running", "since", "messages", "bytes", "file", "detail");
    for (MessageTrace trace : of) {
      MessageTrace.Capture c = trace.capture();
      table.row(label(trace), c.running(), c.since(), c.messages(), c.bytes(), c.file(), c.end());
    }
    table.print();
  }
}
