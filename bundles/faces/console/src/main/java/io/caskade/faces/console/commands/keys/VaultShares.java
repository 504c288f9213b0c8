package io.caskade.faces.console.commands.keys;

import io.caskade.api.keys.KeyEscrow;
import io.caskade.api.keys.RecoveryShare;
import io.caskade.faces.console.commands.CasCommand;
import io.caskade.faces.console.commands.Output;
import io.caskade.faces.console.commands.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.jspecify.annotations.Nullable;

/** {@code cas:vault-shares}. */
@Service
@Command(
    scope = "cas",
    name = "vault-shares",
    description = "Cuts the vault's master key into recovery shares, printed once or one file each")
public final class VaultShares extends CasCommand {
  @Option(name = "-k", aliases = "--threshold", description = "How many bring it back")
  int threshold = 2;

  @Option(name = "-n", aliases = "--shares", description = "How many are made, 2 to 16")
  int number = 3;

  @Option(name = "-d", aliases = "--dir", description = "Writes share-1.txt and so on there")
  @Completion(FileCompleter.class)
  String directory = "";

  @Reference(optional = true)
  @Nullable KeyEscrow escrow;

  @Override
  protected void run(Output output) throws IOException {
    List<RecoveryShare> shares = need(escrow, KeyEscrow.class).shares(threshold, number);
    for (int i = 0; i < shares.size(); i++) {
      String share = shares.get(i).reveal();
      if (directory.isEmpty()) {
        output.line(share);
      } else {
        Path file = OwnerOnly.create(Path.of(directory, "share-" + (i + 1) + ".txt"));
        Files.writeString(file, share + "\n");
        output.say("vault.share-file", file.toString());
      }
      shares.get(i).destroy();
    }
    output.say("vault.shares", Integer.toString(threshold));
  }
}
