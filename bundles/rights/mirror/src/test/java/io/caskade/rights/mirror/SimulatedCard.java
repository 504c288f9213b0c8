package io.caskade.rights.mirror;

import io.caskade.api.base.Octets;
import io.caskade.api.keys.CardKey;
import io.caskade.api.keys.RekeyedCipher;
import java.nio.ByteBuffer;

/**
 * A viewing card in a box that may be off (tvcas3 chapters 3.2, 5 and 6.6): takes the EMMs of its
 * own key and judges by its memory alone. Times are seconds since 1970-01-01 UTC.
 */
final class SimulatedCard {
  private static final int CIPHER_TEXT_AT = 14;
  private static final int CLEAR_LENGTH = 48;

  private final CardKey key;
  private final RekeyedCipher cipher;

  boolean on = true;
  int host = 1;
  int rememberedHost;
  long lastEmm;
  boolean paired;
  private int mask;
  private long start;
  private long stop;

  SimulatedCard(CardKey key, RekeyedCipher cipher) {
    this.key = key;
    this.cipher = cipher;
  }

  /** What an EMM says in clear. */
  record Message(int mask, long start, long stop, boolean paired) {}

  Message read(Octets section) {
    byte[] bytes = section.toByteArray();
    cipher.decrypt(key, bytes, CIPHER_TEXT_AT, CLEAR_LENGTH);
    ByteBuffer clear = ByteBuffer.wrap(bytes, CIPHER_TEXT_AT + 4, CLEAR_LENGTH - 4);
    int products = clear.getInt();
    long from = Integer.toUnsignedLong(clear.getInt());
    long to = Integer.toUnsignedLong(clear.getInt());
    clear.getInt();
    return new Message(products, from, to, clear.get() != 0);
  }

  void take(Message message, long now) {
    mask = message.mask();
    start = message.start();
    stop = message.stop();
    paired = message.paired();
    if (!paired || rememberedHost == 0) {
      rememberedHost = host;
    }
    lastEmm = now;
  }

  /** The products that it opens, in the host that it remembers. */
  int open(long ecmTime) {
    return start < ecmTime && ecmTime < stop ? mask : 0;
  }

  boolean knowsItsHost() {
    return !paired || rememberedHost == host;
  }
}
