package io.caskade.faces.console.commands.people;

import io.caskade.api.rights.RecordFilter;
import io.caskade.api.rights.people.Subscriber;
import io.caskade.faces.console.commands.Output;
import io.caskade.faces.console.commands.Table;
import java.util.Map;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code cas:subscriber-show}. */
@Service
@Command(
    scope = "cas",
    name = "subscriber-show",
    description = "Shows a subscriber with cards and set-top boxes")
public final class SubscriberShow extends SubscriberCommand {
  @Argument(name = "subscriber", required = true, description = "Id")
  String id = "";

  @Override
  protected void run(Output output) {
    Subscriber s = subscribers().show(caller(), network(), id);
    Table boxes = output.table("set-top-box", "model", "blacklisted");
    var of = new RecordFilter(Optional.empty(), Map.of("subscriber", id), Optional.empty(), 100);
    subscribers()
        .findBoxes(caller(), network(), of)
        .forEach(box -> boxes.row(box.id(), box.model(), box.blacklisted()));
    output
        .sheet()
        .in(zone())
        .put("subscriber", s.id())
        .put("name", s.name())
        .put("contract", s.contract())
        .put("phones", s.phones())
        .put("email", s.email())
        .put("billing-address", s.billingAddress())
        .put("installation-address", s.installationAddress())
        .put("region", s.region())
        .put("tags", s.tags())
        .put("notes", s.notes())
        .put("forgotten", s.forgotten())
        .put("created", s.createdAt())
        .put("version", s.version())
        .table("set-top-boxes", boxes)
        .print();
    output.say("subscriber.cards", id);
  }
}
