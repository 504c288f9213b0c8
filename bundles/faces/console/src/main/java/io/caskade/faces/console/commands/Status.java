package io.caskade.faces.console.commands;

import io.caskade.api.ops.Alarm;
import io.caskade.api.ops.AlarmSource;
import io.caskade.api.ops.Endpoint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** {@code cas:status}. */
@Service
@Command(scope = "cas", name = "status", description = "Shows listeners, outputs and alarms")
public final class Status extends CasCommand {
  @Reference(optional = true)
  @Nullable List<Endpoint> endpoints;

  @Reference(optional = true)
  @Nullable List<AlarmSource> sources;

  @Override
  void run(Output output) {
    Table table = output.table("kind", "name", "state", "peers", "detail");
    List<Endpoint> shown = endpoints == null ? List.of() : new ArrayList<>(endpoints);
    shown.stream()
        .sorted(Comparator.comparing(Endpoint::kind).thenComparing(Endpoint::name))
        .forEach(
            e ->
                table.row(
                    e.kind(),
                    e.name(),
                    output.texts().get("state." + e.state()),
                    e.peers().size(),
                    e.detail()));
    table.print();
    alarms(output, shown);
  }

  private void alarms(Output output, List<Endpoint> shown) {
    // The shell hands over by class, not by registration: an endpoint is among the sources too.
    Set<AlarmSource> raisers = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Alarm> alarms = new ArrayList<>();
    Stream.concat(shown.stream(), sources == null ? Stream.of() : sources.stream())
        .filter(raisers::add)
        .forEach(raiser -> alarms.addAll(raiser.alarms()));
    if (alarms.isEmpty()) {
      output.say("alarms.none");
    }
    for (Alarm alarm : alarms) {
      output.say(
          "alarm",
          output.texts().get("severity." + alarm.code().severity()),
          alarm.subject(),
          alarm.text(output.texts().locale()),
          alarm.cure(output.texts().locale()),
          alarm.since());
    }
  }
}
