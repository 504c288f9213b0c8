package io.caskade.keys.crypto;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.GeneralSecurityException;

/**
 * How the blocks of one form of sealed file stand behind its header, and how the last of them is
 * known. For one file and one direction; confined to a thread.
 */
interface Framing {
  /**
   * Encrypts the next block.
   *
   * @param length bytes of clear text; {@link AeadBlocks#CLEAR} in all but the last block
   */
  void write(OutputStream target, byte[] clear, int length, boolean last)
      throws IOException, GeneralSecurityException;

  /**
   * Decrypts the next block; its bytes are given out only when its tag was right.
   *
   * @param clear has room for a block and its tag
   * @return bytes of clear text
   * @throws IOException or the refusal of the form: cut off, damaged, not ours
   */
  int read(InputStream source, byte[] clear) throws IOException;

  /** The last block was read. */
  boolean ended();

  /** Wipes the key. */
  void destroy();
}
