package io.caskade.keys.crypto;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;

/** Gives out a block after its tag was found right; the end after the last block was. */
final class UnsealingStream extends InputStream {
  private final InputStream source;
  private final Framing framing;
  private final byte[] clear = new byte[AeadBlocks.CLEAR + AeadBlocks.TAG];
  private int at;
  private int filled;
  private boolean ended;

  UnsealingStream(InputStream source, Framing framing) {
    this.source = source;
    this.framing = framing;
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
    while (at == filled) {
      if (ended) {
        return -1;
      }
      readBlock();
    }
    int taken = Math.min(length, filled - at);
    System.arraycopy(clear, at, target, offset, taken);
    at += taken;
    return taken;
  }

  private void readBlock() throws IOException {
    at = 0;
    filled = 0;
    filled = framing.read(source, clear);
    ended = framing.ended();
  }

  @Override
  public void close() throws IOException {
    Arrays.fill(clear, (byte) 0);
    at = filled;
    ended = true;
    framing.destroy();
    source.close();
  }
}
