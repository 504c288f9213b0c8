package io.caskade.store.jpa.journal;

import io.caskade.api.base.Octets;
import io.caskade.api.keys.MacSession;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A position of the chain: each row's hash covers the hash before it.
 *
 * <p>hash = SHA-256 over the former hash (32 bytes, zeros at the beginning), the sequence number (8
 * bytes), the change id (16 bytes), the time in milliseconds (8 bytes), and actor, source,
 * operation, urgency, network, serial, target, result, before, after as UTF-8, each behind its
 * length in bytes (4 bytes, -1 for null). Numbers are big-endian; the serial is written in decimal
 * digits.
 *
 * @param seq of the last row, 0 when there is none
 * @param hash 32 bytes
 */
record ChainLink(long seq, Octets hash) {
  static final ChainLink BEGINNING = new ChainLink(0, Octets.of(new byte[32]));

  /** The link that {@code row} makes behind this one. */
  ChainLink next(ChangeRow row) {
    MessageDigest digest = sha256();
    digest.update(hash.toByteArray());
    digest.update(ByteBuffer.allocate(8).putLong(seq + 1).flip());
    digest.update(row.idBytes());
    digest.update(ByteBuffer.allocate(8).putLong(row.madeAt()).flip());
    add(digest, row.actor());
    add(digest, row.source());
    add(digest, row.operation());
    add(digest, row.urgency());
    add(digest, row.network());
    add(digest, row.serial() == null ? null : row.serial().toString());
    add(digest, row.target());
    add(digest, row.result());
    add(digest, row.before());
    add(digest, row.after());
    return new ChainLink(seq + 1, Octets.of(digest.digest()));
  }

  /** Authenticates the head: sequence number (8 bytes, big-endian) and hash. */
  Octets mac(MacSession session) {
    session.update(ByteBuffer.allocate(8).putLong(seq).array(), 0, 8);
    session.update(hash.toByteArray(), 0, hash.length());
    return session.finish();
  }

  String hex() {
    return HexFormat.of().formatHex(hash.toByteArray());
  }

  private static void add(MessageDigest digest, @Nullable String text) {
    byte[] bytes = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(4).putInt(text == null ? -1 : bytes.length).flip());
    digest.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
