package io.caskade.faces.console.commands.receivers;

import io.caskade.api.receivers.ReceiverPassword;
import io.caskade.api.rights.receivers.ReceiverAccount;
import io.caskade.api.rights.receivers.ReceiverManagement;
import io.caskade.faces.console.commands.NetworkCommand;
import io.caskade.faces.console.commands.Output;
import io.caskade.faces.console.commands.Table;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.jspecify.annotations.Nullable;

/** What the commands about receiver accounts share. */
abstract class ReceiverCommand extends NetworkCommand {
  @Reference(optional = true)
  @Nullable ReceiverManagement management;

  final ReceiverManagement receivers() {
    return need(management, ReceiverManagement.class);
  }

  static void show(Output output, List<ReceiverAccount> accounts) {
    Table table =
        output.table(
            "account",
            "card",
            "enabled",
            "services",
            "protocols",
            "addresses",
            "newest-wins",
            "downhops",
            "version");
    for (ReceiverAccount account : accounts) {
      table.row(
          account.name(),
          account.card(),
          account.enabled(),
          account.rules().services(),
          account.rules().protocols().stream().sorted().toList(),
          account.rules().addresses(),
          account.rules().newestWins(),
          account.rules().downhops(),
          account.version());
    }
    table.print();
  }

  /** As it is entered into a receiver; destroys what it is made of. */
  static void show(Output output, String name, ReceiverPassword password) {
    output.sheet().put("account", name).put("password", text(password)).print();
  }

  /** As it is shown, once; destroys what it is made of. */
  static String text(ReceiverPassword password) {
    byte[] bytes = password.bytes();
    password.destroy();
    try {
      return new String(bytes, StandardCharsets.UTF_8);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }
}
