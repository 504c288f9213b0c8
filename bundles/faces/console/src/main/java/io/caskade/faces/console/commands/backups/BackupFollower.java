package io.caskade.faces.console.commands.backups;

import io.caskade.api.base.Secret;
import io.caskade.api.ops.BackupListener;
import io.caskade.faces.console.commands.Output;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/** Shows a new passphrase once, and rows now and then. */
final class BackupFollower implements BackupListener {
  private static final long TELL_EVERY = 100_000;

  private final Output output;

  BackupFollower(Output output) {
    this.output = output;
  }

  @Override
  public void rows(long rows) {
    if (rows > 0 && rows % TELL_EVERY == 0) {
      output.say("backup.rows", Long.toString(rows));
    }
  }

  @Override
  public void passphraseMade(Secret passphrase, Path file) {
    byte[] clear = new byte[passphrase.length()];
    passphrase.copyTo(clear, 0);
    output.say("backup.passphrase", file.toString());
    output.line("    " + new String(clear, StandardCharsets.US_ASCII));
    Arrays.fill(clear, (byte) 0);
  }
}
