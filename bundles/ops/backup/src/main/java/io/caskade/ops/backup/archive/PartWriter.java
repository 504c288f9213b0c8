package io.caskade.ops.backup.archive;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * Writes named parts one behind the other, compressed, and their digests at the end.
 *
 * <pre>
 * archive = (name | (length > 0 | bytes)* | 0)* | ""
 * </pre>
 *
 * <p>Names as {@link DataOutputStream#writeUTF} does, lengths of 4 bytes. The last part is {@link
 * #SUMS}: one line a part, its SHA-256, two blanks, its name.
 */
final class PartWriter implements AutoCloseable {
  static final String SUMS = "sums";
  static final int CHUNK = 1 << 16;

  private final Deflater deflater = new Deflater(Deflater.BEST_SPEED);
  private final DataOutputStream out;
  private final StringBuilder sums = new StringBuilder();

  /**
   * @param target closed with this
   */
  PartWriter(OutputStream target) {
    out = new DataOutputStream(new DeflaterOutputStream(target, deflater, CHUNK));
  }

  interface Content {
    void write(OutputStream target) throws IOException;
  }

  void part(String name, Content content) throws IOException {
    MessageDigest digest = Digests.sha256();
    out.writeUTF(name);
    var chunks = new Chunks(digest);
    content.write(chunks);
    chunks.end();
    sums.append(HexFormat.of().formatHex(digest.digest())).append("  ").append(name).append('\n');
  }

  void part(String name, byte[] content) throws IOException {
    part(name, target -> target.write(content));
  }

  /** Writes the sums and the end. */
  void finish() throws IOException {
    String all = sums.toString();
    part(SUMS, all.getBytes(StandardCharsets.UTF_8));
    out.writeUTF("");
  }

  @Override
  public void close() throws IOException {
    try (out) {
      out.flush();
    } finally {
      deflater.end();
    }
  }

  private final class Chunks extends OutputStream {
    private final MessageDigest digest;
    private final byte[] waiting = new byte[CHUNK];
    private int filled;

    Chunks(MessageDigest digest) {
      this.digest = digest;
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      int at = offset;
      int left = length;
      while (left > 0) {
        int taken = Math.min(left, CHUNK - filled);
        System.arraycopy(bytes, at, waiting, filled, taken);
        filled += taken;
        at += taken;
        left -= taken;
        if (filled == CHUNK) {
          send();
        }
      }
    }

    private void send() throws IOException {
      if (filled > 0) {
        digest.update(waiting, 0, filled);
        out.writeInt(filled);
        out.write(waiting, 0, filled);
        filled = 0;
      }
    }

    void end() throws IOException {
      send();
      out.writeInt(0);
    }
  }
}
