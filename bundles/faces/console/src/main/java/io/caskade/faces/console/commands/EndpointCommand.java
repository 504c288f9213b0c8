package io.caskade.faces.console.commands;

import io.caskade.api.ops.Endpoint;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.jspecify.annotations.Nullable;

/** What the commands about listeners and outputs share. */
abstract class EndpointCommand extends CasCommand {
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
      table.row(
          e.name(),
          output.texts().get("state." + e.state()),
          e.since(),
          e.peers().size(),
          e.counters().entrySet().stream()
              .filter(counter -> counter.getValue() != 0)
              .map(counter -> counter.getKey() + "=" + counter.getValue())
              .collect(Collectors.joining(" ")),
          e.detail());
    }
    table.print();
  }

  final void peers(Output output, String kind) {
    Table table = output.table("name", "peer", "since", "facts");
    for (Endpoint e : endpoints(kind)) {
      e.peers()
          .forEach(
              peer ->
                  table.row(
                      e.name(),
                      peer.address(),
                      peer.since(),
                      peer.facts().entrySet().stream()
                          .map(fact -> fact.getKey() + "=" + fact.getValue())
                          .collect(Collectors.joining(" "))));
    }
    table.print();
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
      output.say("endpoint.state", name, output.texts().get("state." + e.state()), e.detail());
    }
  }
}
