package io.caskade.faces.console.commands.webhooks;

import io.caskade.api.rights.webhooks.WebhookManagement;
import io.caskade.faces.console.commands.Output;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code cas:webhook-add}. */
@Service
@Command(
    scope = "cas",
    name = "webhook-add",
    description = "Adds a webhook and shows the secret of its signatures once")
public final class WebhookAdd extends WebhookCommand {
  @Argument(name = "url", required = true, description = "https, or a loopback address")
  String url = "";

  @Option(name = "-o", aliases = "--operation", multiValued = true, description = "As SUSPEND")
  List<String> operations = new ArrayList<>();

  @Override
  protected void run(Output output) {
    WebhookManagement.NewWebhook made =
        webhooks().add(caller(), network(), url, new LinkedHashSet<>(operations));
    byte[] secret = new byte[made.secret().length()];
    made.secret().copyTo(secret, 0);
    made.secret().destroy();
    output
        .sheet()
        .put("webhook", made.kept().id())
        .put("secret", HexFormat.of().withUpperCase().formatHex(secret))
        .print();
    Arrays.fill(secret, (byte) 0);
    output.say("shown-once");
  }
}
