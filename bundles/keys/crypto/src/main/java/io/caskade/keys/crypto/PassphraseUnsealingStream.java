package io.caskade.keys.crypto;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Objects;
import javax.crypto.Cipher;

/** Gives out a block after its tag was found right; the end after the last block was. */
final class PassphraseUnsealingStream extends InputStream {
  private final InputStream source;
  private final PassphraseBlocks blocks;
  private final byte[] clear = new byte[PassphraseBlocks.CLEAR];
  private final byte[] sealed = new byte[PassphraseBlocks.CLEAR + PassphraseBlocks.TAG];
  private long position = PassphraseHeader.LENGTH;
  private int at;
  private int filled;
  private boolean ended;

  PassphraseUnsealingStream(InputStream source, PassphraseHeader.Opened opened) {
    this.source = source;
    blocks = new PassphraseBlocks(opened, Cipher.DECRYPT_MODE);
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
    byte[] prefix = source.readNBytes(PassphraseBlocks.PREFIX);
    if (prefix.length < PassphraseBlocks.PREFIX) {
      throw new CaskadeException(ErrorCode.SEAL_CUT_OFF);
    }
    int mark = prefix[0];
    int length = ByteBuffer.wrap(prefix).getInt(1);
    boolean last = mark == 1;
    if (mark < 0
        || mark > 1
        || length < 0
        || length > PassphraseBlocks.CLEAR
        || !last && length != PassphraseBlocks.CLEAR) {
      throw altered();
    }
    int whole = length + PassphraseBlocks.TAG;
    if (source.readNBytes(sealed, 0, whole) < whole) {
      throw new CaskadeException(ErrorCode.SEAL_CUT_OFF);
    }
    at = 0;
    filled = 0;
    try {
      filled = blocks.turn(last, sealed, whole, clear);
    } catch (GeneralSecurityException e) {
      throw altered(e);
    }
    position += PassphraseBlocks.PREFIX + whole;
    if (last) {
      ended = true;
      if (source.read() >= 0) {
        filled = 0;
        throw altered();
      }
    }
  }

  private CaskadeException altered() {
    return new CaskadeException(ErrorCode.SEAL_ALTERED, Long.toString(position));
  }

  private CaskadeException altered(Throwable cause) {
    return new CaskadeException(cause, ErrorCode.SEAL_ALTERED, Long.toString(position));
  }

  @Override
  public void close() throws IOException {
    Arrays.fill(clear, (byte) 0);
    at = filled;
    ended = true;
    blocks.destroy();
    source.close();
  }
}
