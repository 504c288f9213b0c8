package io.caskade.faces.console.commands.people;

import io.caskade.api.rights.people.Subscriber;
import io.caskade.faces.console.commands.Output;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code cas:subscriber-add}. */
@Service
@Command(scope = "cas", name = "subscriber-add", description = "Adds a subscriber")
public final class SubscriberAdd extends SubscriberCommand {
  @Argument(name = "subscriber", required = true, description = "Id: A-Z a-z 0-9 . _ -")
  String id = "";

  @Option(name = "--name", description = "Name")
  String name = "";

  @Option(name = "-c", aliases = "--contract", description = "Contract number")
  String contract = "";

  @Option(name = "--billing-address", description = "Address for bills")
  String billing = "";

  @Option(name = "--installation-address", description = "Address of the set-top box")
  String installation = "";

  @Option(name = "-p", aliases = "--phone", multiValued = true, description = "Phone; repeatable")
  List<String> phones = new ArrayList<>();

  @Option(name = "--email", description = "E-mail address")
  String email = "";

  @Option(name = "--notes", description = "Notes")
  String notes = "";

  @Option(name = "-r", aliases = "--region", description = "Region")
  String region = "";

  @Option(name = "-t", aliases = "--tag", multiValued = true, description = "Tag; repeatable")
  List<String> tags = new ArrayList<>();

  @Override
  protected void run(Output output) {
    var subscriber =
        new Subscriber(
            network(),
            id,
            0,
            name,
            contract,
            billing,
            installation,
            phones,
            email,
            notes,
            region,
            tags,
            false,
            Instant.now());
    show(output, List.of(subscribers().save(caller(), subscriber)));
  }
}
