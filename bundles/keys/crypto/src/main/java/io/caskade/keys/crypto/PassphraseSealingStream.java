package io.caskade.keys.crypto;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;

/** Encrypts block by block; closing writes the last one. */
final class PassphraseSealingStream extends OutputStream {
  private final OutputStream target;
  private final PassphraseBlocks blocks;
  private final byte[] clear = new byte[PassphraseBlocks.CLEAR];
  private final byte[] sealed = new byte[PassphraseBlocks.CLEAR + PassphraseBlocks.TAG];
  private int filled;
  private boolean closed;

  PassphraseSealingStream(OutputStream target, PassphraseHeader.Opened opened) {
    this.target = target;
    blocks = new PassphraseBlocks(opened, Cipher.ENCRYPT_MODE);
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
      blocks.destroy();
    }
  }

  private void writeBlock(boolean last) throws IOException {
    byte[] prefix =
        ByteBuffer.allocate(PassphraseBlocks.PREFIX)
            .put((byte) (last ? 1 : 0))
            .putInt(filled)
            .array();
    try {
      int length = blocks.turn(last, clear, filled, sealed);
      target.write(prefix);
      target.write(sealed, 0, length);
      filled = 0;
    } catch (GeneralSecurityException e) {
      throw new IOException("cannot seal", e);
    }
  }
}
