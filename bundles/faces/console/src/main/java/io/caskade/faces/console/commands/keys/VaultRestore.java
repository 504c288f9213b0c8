package io.caskade.faces.console.commands.keys;

import io.caskade.api.keys.KeyEscrow;
import io.caskade.api.keys.RecoveryShare;
import io.caskade.faces.console.commands.CasCommand;
import io.caskade.faces.console.commands.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.jspecify.annotations.Nullable;

/** {@code cas:vault-restore}. */
@Service
@Command(
    scope = "cas",
    name = "vault-restore",
    description = "Brings a lost vault back from recovery shares: files, or asked for one by one")
public final class VaultRestore extends CasCommand {
  @Argument(name = "files", multiValued = true, description = "One share each; none: it asks")
  @Completion(FileCompleter.class)
  List<String> files = new ArrayList<>();

  @Reference(optional = true)
  @Nullable KeyEscrow escrow;

  @Override
  protected void run(Output output) throws IOException {
    var shares = new ArrayList<RecoveryShare>();
    try {
      for (String file : files) {
        shares.add(new RecoveryShare(Files.readString(Path.of(file)).strip()));
      }
      if (files.isEmpty()) {
        ask(shares);
      }
      need(escrow, KeyEscrow.class).restore(shares);
    } finally {
      shares.forEach(RecoveryShare::destroy);
    }
    output.say("vault.restored");
  }

  /** An empty line ends it. */
  private void ask(List<RecoveryShare> shares) throws IOException {
    String typed = prompt().hidden("prompt.share", Integer.toString(1));
    while (!typed.isBlank()) {
      shares.add(new RecoveryShare(typed.strip()));
      typed = prompt().hidden("prompt.share", Integer.toString(shares.size() + 1));
    }
  }
}
