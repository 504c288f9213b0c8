package io.caskade.lib.ts.scrambling;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * DVB-CSA2: the whole blocks of 8 bytes are chained backwards through the block cipher (a CBC whose
 * last block comes first and whose start value is 0), and then all but the first block are covered
 * with the stream cipher, which that first block has seeded. The residue below 8 bytes knows only
 * the stream cipher; a payload below 8 bytes stays clear.
 */
final class Csa2Cipher implements PayloadCipher {
  private static final int BLOCK = 8;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final Csa2BlockCipher block;
  private final Csa2StreamCipher stream;
  private boolean destroyed;

  Csa2Cipher(byte[] controlWord) {
    long key = (long) LONGS.get(controlWord, 0);
    this.block = new Csa2BlockCipher(key);
    this.stream = new Csa2StreamCipher(key);
  }

  @Override
  public void encrypt(byte[] buffer, int offset, int length) {
    requireAlive();
    int residue = offset + length - length % BLOCK;
    if (residue == offset) {
      return;
    }
    long chained = 0;
    for (int at = residue - BLOCK; at >= offset; at -= BLOCK) {
      chained = block.encrypt((long) LONGS.get(buffer, at) ^ chained);
      LONGS.set(buffer, at, chained);
    }
    stream.seed(chained);
    for (int at = offset + BLOCK; at < residue; at += BLOCK) {
      LONGS.set(buffer, at, (long) LONGS.get(buffer, at) ^ stream.next());
    }
    cover(buffer, residue, offset + length);
  }

  @Override
  public void decrypt(byte[] buffer, int offset, int length) {
    requireAlive();
    int residue = offset + length - length % BLOCK;
    if (residue == offset) {
      return;
    }
    long here = (long) LONGS.get(buffer, offset);
    stream.seed(here);
    for (int at = offset + BLOCK; at < residue; at += BLOCK) {
      long following = (long) LONGS.get(buffer, at) ^ stream.next();
      LONGS.set(buffer, at - BLOCK, block.decrypt(here) ^ following);
      here = following;
    }
    LONGS.set(buffer, residue - BLOCK, block.decrypt(here));
    cover(buffer, residue, offset + length);
  }

  private void cover(byte[] buffer, int from, int to) {
    if (from == to) {
      return;
    }
    long key = stream.next();
    for (int at = from, shift = 56; at < to; at++, shift -= 8) {
      buffer[at] ^= (byte) (key >>> shift);
    }
  }

  private void requireAlive() {
    if (destroyed) {
      throw new IllegalStateException("The DVB-CSA2 control word was destroyed");
    }
  }

  @Override
  public void destroy() {
    block.wipe();
    stream.wipe();
    destroyed = true;
  }
}
