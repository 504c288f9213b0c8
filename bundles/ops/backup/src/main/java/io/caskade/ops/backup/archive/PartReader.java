package io.caskade.ops.backup.archive;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UTFDataFormatException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Objects;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/** Reads what {@link PartWriter} wrote, to the very end, and compares the digests. */
final class PartReader {
  private static final int LONGEST_SUMS = 1 << 22;

  private final InputStream source;
  private final DataInputStream in;
  private final StringBuilder sums = new StringBuilder();

  PartReader(InputStream source) {
    this.source = source;
    this.in = new DataInputStream(new InflaterInputStream(source));
  }

  interface Visitor {
    /** The rest of a part that is not read is passed over. */
    void part(String name, InputStream content) throws IOException;
  }

  /**
   * @throws CaskadeException BACKUP_INVALID, and what the source throws
   */
  void read(Visitor visitor) throws IOException {
    try {
      boolean compared = false;
      for (String name = in.readUTF(); !name.isEmpty(); name = in.readUTF()) {
        if (compared) {
          throw invalid("something stands behind its sums");
        }
        compared = part(name, visitor);
      }
      if (!compared) {
        throw invalid("its sums are missing");
      }
      // Only the end of the sealed stream tells that nothing was cut off.
      if (in.read() >= 0 || source.read() >= 0) {
        throw invalid("something stands behind its end");
      }
    } catch (EOFException | UTFDataFormatException | ZipException e) {
      throw new CaskadeException(
          e, ErrorCode.BACKUP_INVALID, "its parts do not fit together (" + e.getMessage() + ")");
    }
  }

  /** True for the sums. */
  private boolean part(String name, Visitor visitor) throws IOException {
    MessageDigest digest = Digests.sha256();
    var content = new Content(digest);
    if (name.equals(PartWriter.SUMS)) {
      String stored = new String(content.readNBytes(LONGEST_SUMS), StandardCharsets.UTF_8);
      content.skipRest();
      if (!stored.equals(sums.toString())) {
        throw invalid("the sums of its parts are wrong");
      }
      return true;
    }
    visitor.part(name, content);
    content.skipRest();
    sums.append(HexFormat.of().formatHex(digest.digest())).append("  ").append(name).append('\n');
    return false;
  }

  private static CaskadeException invalid(String reason) {
    return new CaskadeException(ErrorCode.BACKUP_INVALID, reason);
  }

  private final class Content extends InputStream {
    private final MessageDigest digest;
    private int left;
    private boolean ended;

    Content(MessageDigest digest) {
      this.digest = digest;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      Objects.checkFromIndexSize(offset, length, target.length);
      if (length == 0) {
        return 0;
      }
      if (left == 0 && !ended) {
        left = in.readInt();
        ended = left == 0;
        if (left < 0 || left > PartWriter.CHUNK) {
          throw invalid("a part is longer than it can be");
        }
      }
      if (ended) {
        return -1;
      }
      int taken = Math.min(length, left);
      in.readFully(target, offset, taken);
      digest.update(target, offset, taken);
      left -= taken;
      return taken;
    }

    void skipRest() throws IOException {
      byte[] unused = new byte[PartWriter.CHUNK];
      while (read(unused, 0, unused.length) >= 0) {
        // Counted in the digest.
      }
    }
  }
}
