package io.caskade.cards.virtual.card;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.Octets;
import io.caskade.api.keys.CardKey;
import io.caskade.api.keys.Ciphers;
import io.caskade.api.keys.KeyedCipher;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** Takes EMMs (tvcas3, 3 and 6.6). Confined to the card's thread. */
final class EmmDesk implements AutoCloseable {
  /** Bytes of an EMM section. */
  static final int SECTION = 62;

  /** Place of the address in a section. */
  static final int ADDRESS = 6;

  private static final int MESSAGE = 14;
  private static final int TABLE = 0x82;
  private static final int DIGEST = 16;
  private static final int UNBLOCK = 1;
  private static final byte[] BEGINNING = {0x70, 0x3B};
  private static final byte[] WRAPPER = {0x70, 0x32, 0x64, 0x10};

  private final CardSerial serial;
  private final CardMode mode;
  private final CardMemory memory;
  private final KeyedCipher cipher;
  private final byte[] clear = new byte[ClearText.LENGTH];

  EmmDesk(CardSerial serial, CardKey key, Ciphers ciphers, CardMode mode, CardMemory memory) {
    this.serial = serial;
    this.mode = mode;
    this.memory = memory;
    cipher = ciphers.tripleDes(key, 0);
  }

  /** Whether from {@code at} on there is a section that the card reads at all. */
  static boolean isSection(byte[] command, int at) {
    return command.length - at >= SECTION && (command[at] & 0xFF) == TABLE;
  }

  /**
   * Takes an EMM.
   *
   * @param command holds the section from {@code at} on
   * @param host that the card sits in, three bytes as a number
   */
  EmmOutcome take(byte[] command, int at, int host) {
    if (!isSection(command, at) || mode == CardMode.PROMISED && !hasForm(command, at)) {
      return EmmOutcome.MALFORMED;
    }
    if (ByteBuffer.wrap(command).getInt(at + ADDRESS) != (int) serial.value()) {
      return EmmOutcome.OTHER_CARD;
    }
    System.arraycopy(command, at + MESSAGE, clear, 0, clear.length);
    try {
      cipher.decrypt(clear, 0, clear.length);
      memory.counts = memory.counts.emm(ClearText.sum(clear), ClearText.sent(clear));
      return apply(host);
    } finally {
      Arrays.fill(clear, (byte) 0);
    }
  }

  private static boolean hasForm(byte[] command, int at) {
    int wrapper = at + ADDRESS + Integer.BYTES;
    return command.length - at == SECTION
        && Arrays.equals(command, at + 1, at + 3, BEGINNING, 0, BEGINNING.length)
        && Arrays.equals(command, wrapper, wrapper + WRAPPER.length, WRAPPER, 0, WRAPPER.length);
  }

  private EmmOutcome apply(int host) {
    ByteBuffer fields = ByteBuffer.wrap(clear);
    if (fields.getInt() != (int) serial.value()) {
      return EmmOutcome.OTHER_CARD;
    }
    if (mode == CardMode.PROMISED && !ClearText.sumsOfEmmAreRight(clear)) {
      return EmmOutcome.CHECKSUM_WRONG;
    }
    Entitlement told = Entitlement.ofEmm(fields);
    boolean unblocks = unblocks(told);
    boolean learns = (!told.paired() || memory.host == 0) && memory.host != host;
    boolean changes = learns || !told.equals(memory.entitlement);
    memory.entitlement = told;
    if (learns) {
      memory.host = host;
    }
    if (mode == CardMode.COMPATIBILITY && told.protection() == 1) {
      memory.counter.protect();
    }
    if (changes || unblocks) {
      memory.save();
    }
    if (unblocks) {
      return EmmOutcome.UNBLOCKED;
    }
    return changes ? EmmOutcome.APPLIED : EmmOutcome.REPEATED;
  }

  /** Once for each text: the carousel repeats it, and somebody may have kept it. */
  private boolean unblocks(Entitlement told) {
    boolean first =
        mode == CardMode.PROMISED && told.reserve() == UNBLOCK && memory.isFirst(digest());
    if (first) {
      memory.limit.lift();
    }
    return first;
  }

  private Octets digest() {
    try {
      return Octets.of(MessageDigest.getInstance("SHA-256").digest(clear), 0, DIGEST);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java runtime has no SHA-256", e);
    }
  }

  @Override
  public void close() {
    cipher.close();
  }
}
