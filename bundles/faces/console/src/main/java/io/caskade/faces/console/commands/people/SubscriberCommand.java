package io.caskade.faces.console.commands.people;

import io.caskade.api.rights.people.Subscriber;
import io.caskade.api.rights.people.SubscriberManagement;
import io.caskade.faces.console.commands.NetworkCommand;
import io.caskade.faces.console.commands.Output;
import io.caskade.faces.console.commands.Table;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.jspecify.annotations.Nullable;

/** What the commands about subscribers share. */
abstract class SubscriberCommand extends NetworkCommand {
  @Reference(optional = true)
  @Nullable SubscriberManagement management;

  final SubscriberManagement subscribers() {
    return need(management, SubscriberManagement.class);
  }

  final void show(Output output, List<Subscriber> found) {
    Table table = output.table("subscriber", "name", "contract", "phones", "region", "tags");
    found.forEach(s -> table.row(s.id(), s.name(), s.contract(), s.phones(), s.region(), s.tags()));
    table.print();
  }
}
