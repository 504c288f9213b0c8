package io.caskade.tools.bench.receivers;

import io.caskade.api.base.ProductMask;
import io.caskade.api.ecm.ControlWord;
import io.caskade.api.ecm.CryptoPeriodWord;
import io.caskade.api.ecm.EcmInput;
import io.caskade.api.ecm.EcmWorker;
import io.caskade.api.keys.EcmKey;
import io.caskade.ecm.profiletvcas3.Tvcas3Profile;
import io.caskade.keys.crypto.BlockCiphers;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;

/** ECMs of any number of channels under the key of a head-end, with the words in them. */
final class CwEcms implements AutoCloseable {
  private static final int CP_MASK = 0xFFFF;
  private static final int HALF = 8;

  private final EcmWorker worker;

  /**
   * @param words even half, then odd half
   */
  record Ecm(int channel, byte[] section, byte[] words) {}

  CwEcms(EcmKey key) {
    worker = new Tvcas3Profile(new BlockCiphers()).ecmWorker(key, new SplittableRandom(5));
  }

  /** The ECM of one crypto period; it carries the word of the next one, too. */
  Ecm ecm(int channel, int period) {
    byte[] now = word(channel, period);
    byte[] next = word(channel, period + 1);
    byte[] section =
        worker
            .ecm(
                new EcmInput(
                    period & CP_MASK,
                    List.of(cpWord(period, now), cpWord(period + 1, next)),
                    new ProductMask(1).toAccessCriteria(),
                    Instant.now().getEpochSecond()))
            .section()
            .toByteArray();
    boolean even = (period & 1) == 0;
    byte[] words =
        ByteBuffer.allocate(2 * HALF).put(even ? now : next).put(even ? next : now).array();
    return new Ecm(channel, section, words);
  }

  private static CryptoPeriodWord cpWord(int period, byte[] word) {
    return new CryptoPeriodWord(period & CP_MASK, new ControlWord(word));
  }

  /** With the checksums that receivers expect (cw-protocols, chapter 7). */
  private static byte[] word(int channel, int period) {
    byte[] word = new byte[HALF];
    new SplittableRandom((long) channel << 32 | period).nextBytes(word);
    word[3] = (byte) (word[0] + word[1] + word[2]);
    word[7] = (byte) (word[4] + word[5] + word[6]);
    return word;
  }

  @Override
  public void close() {
    worker.close();
  }
}
