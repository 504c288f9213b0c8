package io.caskade.faces.console.commands.webhooks;

import io.caskade.api.rights.webhooks.Webhook;
import io.caskade.api.rights.webhooks.WebhookManagement;
import io.caskade.faces.console.commands.NetworkCommand;
import io.caskade.faces.console.commands.Output;
import io.caskade.faces.console.commands.Table;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.jspecify.annotations.Nullable;

/** What the commands about webhooks share. */
abstract class WebhookCommand extends NetworkCommand {
  @Reference(optional = true)
  @Nullable WebhookManagement management;

  final WebhookManagement webhooks() {
    return need(management, WebhookManagement.class);
  }

  static void show(Output output, List<Webhook> webhooks) {
    Table table = output.table("webhook", "url", "operations", "delivered", "paused");
    webhooks.forEach(
        w ->
            table.row(
                w.id(),
                w.url(),
                w.operations().stream().sorted().toList(),
                w.delivered(),
                w.paused()));
    table.print();
  }
}
