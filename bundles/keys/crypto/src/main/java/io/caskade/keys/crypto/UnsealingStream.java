package io.caskade.keys.crypto;

import java.io.IOException;
import java.io.InputStream;
import java.io.StreamCorruptedException;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Objects;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/** Gives out a block after its tag was found right; the end after the last block was. */
final class UnsealingStream extends InputStream {
  private final InputStream source;
  private final SealedBlock block;
  private final byte[] clear = new byte[SealedBlock.CLEAR + SealedBlock.TAG];
  private final byte[] sealed = new byte[SealedBlock.CLEAR + SealedBlock.TAG];
  private int at;
  private int filled;
  private boolean ended;

  UnsealingStream(InputStream source, SecretKeySpec key) {
    this.source = source;
    block = new SealedBlock(key, Cipher.DECRYPT_MODE);
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
    int length = source.readNBytes(sealed, 0, sealed.length);
    at = 0;
    filled = 0;
    try {
      filled = block.turn(sealed, length, clear);
      // A full block is never the last: the writer closes with a shorter one.
      ended = length < sealed.length;
    } catch (GeneralSecurityException e) {
      var corrupted = new StreamCorruptedException("the sealed file is damaged or not ours");
      corrupted.initCause(e);
      throw corrupted;
    }
  }

  @Override
  public void close() throws IOException {
    Arrays.fill(clear, (byte) 0);
    at = filled;
    ended = true;
    source.close();
  }
}
