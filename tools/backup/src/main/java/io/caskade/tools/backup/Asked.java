package io.caskade.tools.backup;

import io.caskade.api.keys.Passphrase;
import io.caskade.ops.backup.archive.PassphraseFile;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** A passphrase from a file, from the terminal, or from a pipe; never from the command line. */
final class Asked {
  private static final int LONGEST = 1_024;

  private Asked() {}

  static Passphrase passphrase(Optional<Path> file, Screen screen) throws IOException {
    if (file.isPresent()) {
      return new PassphraseFile(file.get()).read();
    }
    Console console = System.console();
    if (console != null) {
      char[] typed = console.readPassword("%s ", screen.text("ask"));
      return of(typed == null ? new char[0] : typed);
    }
    return line(System.in);
  }

  private static Passphrase of(char[] typed) {
    ByteBuffer bytes = StandardCharsets.UTF_8.encode(CharBuffer.wrap(typed));
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    try {
      return new Passphrase(copy);
    } finally {
      Arrays.fill(typed, '\0');
      Arrays.fill(copy, (byte) 0);
      Arrays.fill(bytes.array(), (byte) 0);
    }
  }

  private static Passphrase line(InputStream in) throws IOException {
    byte[] bytes = new byte[LONGEST];
    int length = 0;
    for (int next = in.read(); next >= 0 && next != '\n' && length < LONGEST; next = in.read()) {
      bytes[length] = (byte) next;
      length++;
    }
    byte[] copy = Arrays.copyOf(bytes, length);
    try {
      return new Passphrase(copy);
    } finally {
      Arrays.fill(bytes, (byte) 0);
      Arrays.fill(copy, (byte) 0);
    }
  }
}
