package io.caskade.ecm.issuer;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Padding: an AES-256-CTR key stream made in pieces, under a fresh key from {@link SecureRandom}
 * after each {@value #PIECES_PER_SEED} pieces (1 MiB). Two blocks of an ECM are nothing but
 * padding, so a predictable source would hand out known plain text in every ECM (ecm-path chapter
 * 6). Confined to one thread; seeded at first use.
 */
final class Keystream implements RandomGenerator, AutoCloseable {
  private static final int PIECE = 2_048;
  private static final int PIECES_PER_SEED = 512;
  private static final int KEY_LENGTH = 32;
  private static final int BLOCK = 16;

  private final SecureRandom seeds;
  private final byte[] piece = new byte[PIECE];
  private int next = PIECE;
  private int piecesLeft;
  private @Nullable Cipher cipher;

  Keystream(SecureRandom seeds) {
    this.seeds = seeds;
  }

  @Override
  public void nextBytes(byte[] bytes) {
    int done = 0;
    while (done < bytes.length) {
      if (next == PIECE) {
        refill();
      }
      int length = Math.min(PIECE - next, bytes.length - done);
      System.arraycopy(piece, next, bytes, done, length);
      next += length;
      done += length;
    }
  }

  @Override
  public long nextLong() {
    if (PIECE - next < Long.BYTES) {
      refill();
    }
    long bits = 0;
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      bits |= (piece[next++] & 0xFFL) << shift;
    }
    return bits;
  }

  private void refill() {
    try {
      Cipher stream = cipher;
      if (stream == null || piecesLeft == 0) {
        stream = seeded();
        cipher = stream;
        piecesLeft = PIECES_PER_SEED;
      }
      Arrays.fill(piece, (byte) 0);
      stream.update(piece, 0, PIECE, piece, 0);
      piecesLeft--;
      next = 0;
    } catch (ShortBufferException e) {
      throw new IllegalStateException("a stream cipher made more than it was given", e);
    }
  }

  private Cipher seeded() {
    byte[] seed = new byte[KEY_LENGTH + BLOCK];
    seeds.nextBytes(seed);
    try {
      Cipher stream = Cipher.getInstance("AES/CTR/NoPadding");
      stream.init(
          Cipher.ENCRYPT_MODE,
          new SecretKeySpec(seed, 0, KEY_LENGTH, "AES"),
          new IvParameterSpec(seed, KEY_LENGTH, BLOCK));
      return stream;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no AES/CTR", e);
    } finally {
      Arrays.fill(seed, (byte) 0);
    }
  }

  /** Wipes what was made and not yet used. */
  @Override
  public void close() {
    Arrays.fill(piece, (byte) 0);
    next = PIECE;
    piecesLeft = 0;
    cipher = null;
  }
}
