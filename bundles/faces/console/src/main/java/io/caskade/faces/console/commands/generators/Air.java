package io.caskade.faces.console.commands.generators;

import io.caskade.api.ops.Endpoint;
import io.caskade.api.ops.Peer;
import io.caskade.faces.console.commands.Output;
import io.caskade.faces.console.commands.Table;
import java.util.Map;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code cas:air}. */
@Service
@Command(
    scope = "cas",
    name = "air",
    description = "Shows what the air watch sees of each service and test card")
public final class Air extends EndpointCommand {
  private static final String CARD = "card ";

  @Override
  protected void run(Output output) {
    Table services =
        output.table(
            "name", "service", "scrambled", "ecm", "word", "criteria", "sold", "cards", "alarms");
    Table cards = output.table("name", "card", "expected", "emm-age", "alarms");
    for (Endpoint probe : endpoints("air-watch")) {
      for (Peer peer : probe.peers()) {
        Map<String, String> facts = peer.facts();
        if (peer.address().startsWith(CARD)) {
          cards.row(
              probe.name(),
              peer.address().substring(CARD.length()),
              of(facts, "expected"),
              of(facts, "emm_age_s"),
              of(facts, "alarms"));
        } else {
          services.row(
              probe.name(),
              peer.address(),
              of(facts, "scrambled"),
              of(facts, "ecm"),
              of(facts, "word"),
              of(facts, "criteria"),
              of(facts, "sold"),
              of(facts, "cards"),
              of(facts, "alarms"));
        }
      }
    }
    output.sheet().table("services", services).table("cards", cards).print();
  }

  private static String of(Map<String, String> facts, String name) {
    return facts.getOrDefault(name, "");
  }
}
