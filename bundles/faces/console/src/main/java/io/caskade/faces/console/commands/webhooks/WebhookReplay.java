package io.caskade.faces.console.commands.webhooks;

import io.caskade.faces.console.commands.Output;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code cas:webhook-replay}. */
@Service
@Command(
    scope = "cas",
    name = "webhook-replay",
    description = "Sends a webhook everything behind a number again")
public final class WebhookReplay extends WebhookCommand {
  @Argument(index = 0, name = "webhook", required = true, description = "Id")
  String id = "";

  @Argument(index = 1, name = "seq", required = true, description = "Number of the journal")
  long seq;

  @Override
  protected void run(Output output) {
    show(output, List.of(webhooks().replay(caller(), network(), id, seq)));
  }
}
