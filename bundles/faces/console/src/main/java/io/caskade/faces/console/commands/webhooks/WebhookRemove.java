package io.caskade.faces.console.commands.webhooks;

import io.caskade.faces.console.commands.Output;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code cas:webhook-remove}. */
@Service
@Command(scope = "cas", name = "webhook-remove", description = "Removes a webhook")
public final class WebhookRemove extends WebhookCommand {
  @Argument(name = "webhook", required = true, description = "Id")
  String id = "";

  @Override
  protected void run(Output output) {
    webhooks().remove(caller(), network(), id);
    output.say("removed", id);
  }
}
