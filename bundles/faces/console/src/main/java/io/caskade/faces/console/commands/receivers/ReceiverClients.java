package io.caskade.faces.console.commands.receivers;

import io.caskade.api.receivers.ReceiverClient;
import io.caskade.api.receivers.Refusal;
import io.caskade.faces.console.commands.Output;
import io.caskade.faces.console.commands.Table;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code cas:receiver-clients}. */
@Service
@Command(
    scope = "cas",
    name = "receiver-clients",
    description = "Lists the receivers that are logged in, with what they were given")
public final class ReceiverClients extends DeskCommand {
  @Argument(name = "account", description = "Those of this account only")
  String account = "";

  @Override
  protected void run(Output output) {
    Table table =
        output.table(
            "account",
            "protocol",
            "address",
            "client",
            "since",
            "last-asked",
            "service",
            "hops",
            "found",
            "denied",
            "timed-out",
            "slow",
            "too-slow",
            "last-micros",
            "average-micros",
            "p99-micros",
            "last-refusal");
    desk().clients().stream()
        .filter(client -> account.isEmpty() || account.equals(client.name()))
        .forEach(client -> row(table, client));
    table.print();
  }

  private static void row(Table table, ReceiverClient client) {
    table.row(
        client.name(),
        client.protocol(),
        client.address().getAddress().getHostAddress(),
        client.client(),
        client.since(),
        client.lastAsked(),
        client.service(),
        client.hops(),
        client.found(),
        client.denied(),
        client.timedOut(),
        client.slow(),
        client.tooSlow(),
        client.lastMicros(),
        client.averageMicros(),
        client.p99Micros(),
        client.lastRefusal().map(Refusal::word));
  }
}
