package io.caskade.faces.console.commands.generators;

import io.caskade.api.ops.Endpoint;
import io.caskade.faces.console.commands.Output;
import io.caskade.faces.console.commands.ShowingCommand;
import io.caskade.faces.console.commands.Table;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.jspecify.annotations.Nullable;

/** What the commands about listeners and outputs share. */
abstract class EndpointCommand extends ShowingCommand {
  @Reference(optional = true)
  @Nullable List<Endpoint> endpoints;

  final List<Endpoint> endpoints(String kind) {
    return endpoints == null
        ? List.of()
        : endpoints.stream()
            .filter(e -> e.kind().equals(kind))
            .sorted(Comparator.comparing(Endpoint::name))
            .toList();
  }

  final void list(Output output, String kind) {
    Table table = output.table("name", "state", "since", "peers", "counters", "detail");
    for (Endpoint e : endpoints(kind)) {
      table.row(e.name(), e.state(), e.since(), e.peers().size(), moved(e.counters()), e.detail());
    }
    table.print();
  }

  final void peers(Output output, String kind) {
    Table table = output.table("name", "peer", "since", "facts");
    for (Endpoint e : endpoints(kind)) {
      e.peers().forEach(peer -> table.row(e.name(), peer.address(), peer.since(), peer.facts()));
    }
    table.print();
  }

  private static Map<String, Long> moved(Map<String, Long> counters) {
    var moved = new LinkedHashMap<>(counters);
    moved.values().removeIf(count -> count == 0);
    return moved;
  }

  /** Starts or stops the endpoint of that name. */
  final void turn(Output output, String kind, String name, boolean on) {
    List<Endpoint> found = endpoints(kind).stream().filter(e -> e.name().equals(name)).toList();
    if (found.isEmpty()) {
      output.say("endpoint.unknown", kind, name);
    }
    for (Endpoint e : found) {
      if (on) {
        e.start();
      } else {
        e.stop();
      }
      output.say("endpoint.state", name, output.texts().word(e.state()), e.detail());
    }
  }
}
