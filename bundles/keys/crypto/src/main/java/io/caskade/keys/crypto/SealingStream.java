package io.caskade.keys.crypto;

import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.util.Arrays;

/** Encrypts block by block; closing writes the last one. */
final class SealingStream extends OutputStream {
  private final OutputStream target;
  private final Framing framing;
  private final byte[] clear = new byte[AeadBlocks.CLEAR];
  private int filled;
  private boolean closed;

  SealingStream(OutputStream target, Framing framing) {
    this.target = target;
    this.framing = framing;
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
      // A full block waits for more: it may be the last.
      if (filled == clear.length) {
        writeBlock(false);
      }
      int taken = Math.min(left, clear.length - filled);
      System.arraycopy(bytes, at, clear, filled, taken);
      filled += taken;
      at += taken;
      left -= taken;
    }
  }

  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try (target) {
      writeBlock(true);
    } finally {
      Arrays.fill(clear, (byte) 0);
      framing.destroy();
    }
  }

  private void writeBlock(boolean last) throws IOException {
    try {
      framing.write(target, clear, filled, last);
      filled = 0;
    } catch (GeneralSecurityException e) {
      throw new IOException("cannot seal", e);
    }
  }
}
