package io.caskade.keys.crypto;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StreamCorruptedException;
import java.security.GeneralSecurityException;

/** Blocks of a file that is sealed under the vault; {@link SealedStreams} draws the form. */
final class VaultFraming implements Framing {
  private static final byte UNMARKED = 0;

  private final AeadBlocks blocks;
  private final byte[] sealed = new byte[AeadBlocks.CLEAR + AeadBlocks.TAG];
  private boolean ended;

  /**
   * @param direction of {@link javax.crypto.Cipher}
   */
  VaultFraming(JceKey key, int direction) {
    blocks = new AeadBlocks(AeadBlocks.Algorithm.CHACHA20_POLY1305, key, new byte[0], direction);
  }

  @Override
  public void write(OutputStream target, byte[] clear, int length, boolean last)
      throws IOException, GeneralSecurityException {
    writeBlock(target, clear, length);
    // A full block is never the last.
    if (last && length == AeadBlocks.CLEAR) {
      writeBlock(target, clear, 0);
    }
  }

  private void writeBlock(OutputStream target, byte[] clear, int length)
      throws IOException, GeneralSecurityException {
    target.write(sealed, 0, blocks.turn(UNMARKED, clear, length, sealed));
  }

  @Override
  public int read(InputStream source, byte[] clear) throws IOException {
    int length = source.readNBytes(sealed, 0, sealed.length);
    try {
      int opened = blocks.turn(UNMARKED, sealed, length, clear);
      ended = length < sealed.length;
      return opened;
    } catch (GeneralSecurityException e) {
      var corrupted = new StreamCorruptedException("the sealed file is damaged or not ours");
      corrupted.initCause(e);
      throw corrupted;
    }
  }

  @Override
  public boolean ended() {
    return ended;
  }

  @Override
  public void destroy() {
    blocks.destroy();
  }
}
