package io.caskade.cards.virtual.card;

import io.caskade.api.base.ProductMask;
import io.caskade.api.keys.Ciphers;
import io.caskade.api.keys.EcmKey;
import io.caskade.api.keys.KeyedCipher;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Opens ECMs (tvcas3, 2 and 6.6). Confined to the card's thread. */
final class EcmDesk implements AutoCloseable {
  /** Bytes of a control word. */
  static final int WORD = 8;

  /** Place of the odd word in a clear message. */
  static final int ODD_WORD = 4;

  /** Place of the even word in a clear message. */
  static final int EVEN_WORD = 12;

  private static final int SECTION = 55;
  private static final int MESSAGE = 7;
  private static final int ACCESS_CRITERIA = 20;
  private static final int EVEN_TABLE = 0x80;
  private static final int ODD_TABLE = 0x81;
  private static final int HALF_KEY = 16;
  private static final byte[] FORM = {0x70, 0x34, 0x70, 0x32, 0x64, 0x21};
  private static final long UNSIGNED = 0xFFFF_FFFFL;

  private final CardMode mode;
  private final CardMemory memory;
  private final KeyedCipher even;
  private final KeyedCipher odd;
  private final byte[] clear = new byte[ClearText.LENGTH];
  private final ByteBuffer fields = ByteBuffer.wrap(clear);

  EcmDesk(EcmKey key, Ciphers ciphers, CardMode mode, CardMemory memory) {
    this.mode = mode;
    this.memory = memory;
    even = ciphers.tripleDes(key, 0);
    odd = ciphers.tripleDes(key, HALF_KEY);
  }

  /**
   * Judges an ECM.
   *
   * @param command holds the section from {@code at} on
   * @param host that the card sits in, three bytes as a number
   * @return what is to be fetched
   */
  byte[] open(byte[] command, int at, int host) {
    memory.counts = memory.counts.ecm();
    if (!hasForm(command, at)) {
      return CardAnswers.refused();
    }
    boolean oddPeriod = (command[at] & 0xFF) == ODD_TABLE;
    System.arraycopy(command, at + MESSAGE, clear, 0, clear.length);
    try {
      (oddPeriod ? odd : even).decrypt(clear, 0, clear.length);
      boolean opens = mode == CardMode.PROMISED ? promised(oddPeriod, host) : compatible(host);
      return opens ? CardAnswers.opened(clear) : CardAnswers.refused();
    } finally {
      Arrays.fill(clear, (byte) 0);
    }
  }

  private boolean hasForm(byte[] command, int at) {
    if (command.length - at < SECTION) {
      return false;
    }
    int table = command[at] & 0xFF;
    boolean exact =
        command.length - at == SECTION
            && Arrays.equals(command, at + 1, at + 1 + FORM.length, FORM, 0, FORM.length);
    // The old firmware looks at the table id alone.
    return (table == EVEN_TABLE || table == ODD_TABLE) && (exact || mode != CardMode.PROMISED);
  }

  private boolean compatible(int host) {
    boolean blocked = memory.counter.blocked();
    // The time counts even if the sum is wrong.
    boolean counted = memory.counter.count(time());
    if (blocked != memory.counter.blocked()) {
      memory.save();
    }
    return ClearText.sumIsRight(clear) && entitled(host) && counted;
  }

  private boolean promised(boolean oddPeriod, int host) {
    if (!ClearText.sumIsRight(clear)) {
      return false;
    }
    boolean blocked = memory.limit.blocked();
    long oddWord = fields.getLong(ODD_WORD);
    long evenWord = fields.getLong(EVEN_WORD);
    memory.limit.passes(time());
    boolean opens =
        entitled(host)
            && memory.limit.opens(
                time(), oddPeriod ? oddWord : evenWord, oddPeriod ? evenWord : oddWord);
    if (blocked != memory.limit.blocked()) {
      memory.save();
    }
    return opens;
  }

  private boolean entitled(int host) {
    Entitlement entitlement = memory.entitlement;
    return entitlement.opens(new ProductMask(fields.getInt(ACCESS_CRITERIA)), time())
        && (!entitlement.paired() || memory.host == host);
  }

  private long time() {
    return fields.getInt(0) & UNSIGNED;
  }

  @Override
  public void close() {
    even.close();
    odd.close();
  }
}
