package io.caskade.keys.crypto;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;

/**
 * Blocks of a file that is sealed under a passphrase, behind its {@link PassphraseHeader}, which is
 * authenticated with each.
 *
 * <pre>
 * block = 1 for the last, 0 before (1) | length of the clear text (4) | ciphertext | tag (16)
 * </pre>
 *
 * <p>All but the last have {@link AeadBlocks#CLEAR} bytes; its mark is part of the nonce.
 */
final class PassphraseFraming implements Framing {
  /** Mark and length. */
  static final int PREFIX = 5;

  private static final byte LAST = 1;
  private static final byte NOT_LAST = 0;

  private final AeadBlocks blocks;
  private final byte[] sealed = new byte[AeadBlocks.CLEAR + AeadBlocks.TAG];
  private long position = PassphraseHeader.LENGTH;
  private boolean ended;

  /**
   * @param direction of {@link javax.crypto.Cipher}
   */
  PassphraseFraming(PassphraseHeader.Opened opened, int direction) {
    blocks =
        new AeadBlocks(
            AeadBlocks.Algorithm.AES_256_GCM,
            opened.key(),
            opened.header().toByteArray(),
            direction);
  }

  @Override
  public void write(OutputStream target, byte[] clear, int length, boolean last)
      throws IOException, GeneralSecurityException {
    byte mark = last ? LAST : NOT_LAST;
    int turned = blocks.turn(mark, clear, length, sealed);
    target.write(ByteBuffer.allocate(PREFIX).put(mark).putInt(length).array());
    target.write(sealed, 0, turned);
  }

  @Override
  public int read(InputStream source, byte[] clear) throws IOException {
    byte[] prefix = source.readNBytes(PREFIX);
    if (prefix.length < PREFIX) {
      throw new CaskadeException(ErrorCode.SEAL_CUT_OFF);
    }
    byte mark = prefix[0];
    int length = ByteBuffer.wrap(prefix).getInt(1);
    if (!isPossible(mark, length)) {
      throw new CaskadeException(ErrorCode.SEAL_ALTERED, Long.toString(position));
    }
    int whole = length + AeadBlocks.TAG;
    if (source.readNBytes(sealed, 0, whole) < whole) {
      throw new CaskadeException(ErrorCode.SEAL_CUT_OFF);
    }
    int opened;
    try {
      opened = blocks.turn(mark, sealed, whole, clear);
    } catch (GeneralSecurityException e) {
      throw new CaskadeException(e, ErrorCode.SEAL_ALTERED, Long.toString(position));
    }
    position += PREFIX + whole;
    ended = mark == LAST;
    if (ended && source.read() >= 0) {
      throw new CaskadeException(ErrorCode.SEAL_ALTERED, Long.toString(position));
    }
    return opened;
  }

  private static boolean isPossible(byte mark, int length) {
    return switch (mark) {
      case LAST -> length >= 0 && length <= AeadBlocks.CLEAR;
      case NOT_LAST -> length == AeadBlocks.CLEAR;
      default -> false;
    };
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
