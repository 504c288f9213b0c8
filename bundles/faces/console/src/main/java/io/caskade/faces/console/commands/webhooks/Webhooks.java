package io.caskade.faces.console.commands.webhooks;

import io.caskade.faces.console.commands.Output;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code cas:webhooks}. */
@Service
@Command(scope = "cas", name = "webhooks", description = "Lists who is told of changes")
public final class Webhooks extends WebhookCommand {
  @Override
  protected void run(Output output) {
    show(output, webhooks().list(caller(), network()));
  }
}
