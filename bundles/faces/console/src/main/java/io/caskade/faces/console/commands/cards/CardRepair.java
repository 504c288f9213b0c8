package io.caskade.faces.console.commands.cards;

import io.caskade.faces.console.commands.Output;
import java.time.Duration;
import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code cas:card-repair}. */
@Service
@Command(
    scope = "cas",
    name = "card-repair",
    description = "Lets a paired card learn a new host: free for a while, then paired")
public final class CardRepair extends OneCardCommand {
  @Option(name = "-h", aliases = "--hours", description = "How long it is free, 1 to 720")
  int hours = 24;

  @Override
  protected void run(Output output) {
    show(output, List.of(cards().repair(caller(), network(), serial(), Duration.ofHours(hours))));
  }
}
