package io.caskade.faces.console.commands.generators;

import io.caskade.api.ops.Alarm;
import io.caskade.api.ops.AlarmSource;
import io.caskade.api.ops.Endpoint;
import io.caskade.faces.console.commands.Output;
import io.caskade.faces.console.commands.ShowingCommand;
import io.caskade.faces.console.commands.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** {@code cas:status}. */
@Service
@Command(scope = "cas", name = "status", description = "Shows listeners, outputs and alarms")
public final class Status extends ShowingCommand {
  @Reference(optional = true)
  @Nullable List<Endpoint> endpoints;

  @Reference(optional = true)
  @Nullable List<AlarmSource> sources;

  @Override
  protected void run(Output output) {
    Table table = output.table("kind", "name", "state", "peers", "detail");
    List<Endpoint> shown = endpoints == null ? List.of() : new ArrayList<>(endpoints);
    shown.stream()
        .sorted(Comparator.comparing(Endpoint::kind).thenComparing(Endpoint::name))
        .forEach(e -> table.row(e.kind(), e.name(), e.state(), e.peers().size(), e.detail()));
    List<Alarm> alarms = alarms(shown);
    if (output.json()) {
      json(output, table, alarms);
    } else {
      table.print();
      say(output, alarms);
    }
  }

  private List<Alarm> alarms(List<Endpoint> shown) {
    // The shell hands over by class, not by registration: an endpoint is among the sources too.
    Set<AlarmSource> raisers = Collections.newSetFromMap(new IdentityHashMap<>());
    return Stream.concat(shown.stream(), sources == null ? Stream.of() : sources.stream())
        .filter(raisers::add)
        .flatMap(raiser -> raiser.alarms().stream())
        .toList();
  }

  private static void json(Output output, Table endpoints, List<Alarm> alarms) {
    Locale locale = output.texts().locale();
    Table table = output.table("severity", "subject", "text", "cure", "since");
    alarms.forEach(
        a ->
            table.row(a.code().severity(), a.subject(), a.text(locale), a.cure(locale), a.since()));
    output.sheet().table("endpoints", endpoints).table("alarms", table).print();
  }

  private static void say(Output output, List<Alarm> alarms) {
    if (alarms.isEmpty()) {
      output.say("alarms.none");
    }
    Locale locale = output.texts().locale();
    for (Alarm alarm : alarms) {
      output.say(
          "alarm",
          output.texts().get("severity." + alarm.code().severity()),
          alarm.subject(),
          alarm.text(locale),
          alarm.cure(locale),
          alarm.since());
    }
  }
}
