package io.caskade.keys.crypto;

import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/** Encrypts block by block; closing writes the last one. */
final class SealingStream extends OutputStream {
  private final OutputStream target;
  private final SealedBlock block;
  private final byte[] clear = new byte[SealedBlock.CLEAR];
  private final byte[] sealed = new byte[SealedBlock.CLEAR + SealedBlock.TAG];
  private int filled;
  private boolean closed;

  SealingStream(OutputStream target, SecretKeySpec key) {
    this.target = target;
    block = new SealedBlock(key, Cipher.ENCRYPT_MODE);
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
      int taken = Math.min(left, clear.length - filled);
      System.arraycopy(bytes, at, clear, filled, taken);
      filled += taken;
      at += taken;
      left -= taken;
      if (filled == clear.length) {
        writeBlock();
      }
    }
  }

  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try (target) {
      writeBlock();
    } finally {
      Arrays.fill(clear, (byte) 0);
    }
  }

  private void writeBlock() throws IOException {
    try {
      target.write(sealed, 0, block.turn(clear, filled, sealed));
      filled = 0;
    } catch (GeneralSecurityException e) {
      throw new IOException("cannot seal", e);
    }
  }
}
