package io.caskade.receivers.edge.wire;

import io.caskade.api.receivers.ReceiverPassword;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A password in the first line of a file. */
final class PasswordLine {
  private PasswordLine() {}

  /**
   * Reads it; no text of it is made on the way.
   *
   * @throws IOException when the file is not to be read, or its first line is empty
   */
  static ReceiverPassword read(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    try {
      int end = 0;
      while (end < bytes.length && bytes[end] != '\n' && bytes[end] != '\r') {
        end++;
      }
      if (end == 0) {
        throw new IOException("its first line is empty");
      }
      byte[] line = Arrays.copyOf(bytes, end);
      try {
        return new ReceiverPassword(line);
      } finally {
        Arrays.fill(line, (byte) 0);
      }
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }
}
