package io.caskade.cards.virtual.store;

import io.caskade.api.base.Octets;
import io.caskade.cards.virtual.card.CardConfig;
import io.caskade.cards.virtual.card.CardFormatException;
import io.caskade.cards.virtual.card.CardPin;
import io.caskade.cards.virtual.card.CardState;
import io.caskade.cards.virtual.card.Entitlement;
import io.caskade.cards.virtual.limit.RequestCounter;
import io.caskade.cards.virtual.limit.ServiceLimit;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A card's state as bytes, big-endian:
 *
 * <pre>
 *  "CASKCARD"(8) version(2) identity(16)
 *  entitlement(19) host(4) EMMs(1) computed(1) received(1) ECMs(1) maturity(1) PIN(4)
 *  counter(2) mode(1) mark(4)            of the request counter
 *  meter(2) blocked(1) blocked at(4)     of the service limit
 *  count(2) digests(count * 16)          of EMMs that ended a block
 *  SHA-256 of all before it(32)
 * </pre>
 */
final class StateCodec {
  /** Longer than any state: a file above it is none. */
  static final int MOST = 8_192;

  private static final byte[] MAGIC = "CASKCARD".getBytes(StandardCharsets.US_ASCII);
  private static final short VERSION = 1;
  private static final int DIGEST = 16;
  private static final int SUM = 32;
  private static final int HEAD = 8 + 2 + CardConfig.IDENTITY;
  private static final int BODY = Entitlement.LENGTH + 4 + 4 + 1 + CardPin.LENGTH + 7 + 7 + 2;
  private static final long WORD = 0xFFFF_FFFFL;
  private static final int BYTE = 0xFF;

  private StateCodec() {}

  /** The bytes; the caller wipes them, there is a PIN in them. */
  static byte[] encode(Octets identity, CardState state) {
    List<Octets> unblocks = state.unblocks();
    ByteBuffer to = ByteBuffer.allocate(HEAD + BODY + unblocks.size() * DIGEST + SUM);
    to.put(MAGIC).putShort(VERSION).put(identity.toByteArray());
    state.entitlement().write(to);
    to.putInt(state.host());
    CardState.Counts counts = state.counts();
    to.put((byte) counts.emms()).put((byte) counts.computed());
    to.put((byte) counts.received()).put((byte) counts.ecms()).put((byte) state.maturity());
    state.pin().copyTo(to.array(), to.position());
    to.position(to.position() + CardPin.LENGTH);
    RequestCounter.State counter = state.counter();
    to.putShort((short) counter.counter()).put((byte) counter.mode().ordinal());
    to.putInt((int) counter.mark());
    ServiceLimit.State limit = state.limit();
    to.putShort((short) limit.meter()).put((byte) (limit.blocked() ? 1 : 0));
    to.putInt((int) limit.blockedAt());
    to.putShort((short) unblocks.size());
    unblocks.forEach(digest -> to.put(digest.toByteArray()));
    to.put(sum(to.array(), to.position()));
    return to.array();
  }

  /**
   * The state in a file.
   *
   * @param identity of the card that it must be of
   * @throws CardFormatException when it is damaged, of another version or of another card
   */
  static CardState decode(Octets identity, byte[] file) throws CardFormatException {
    if (file.length < MAGIC.length
        || !Arrays.equals(file, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      throw new CardFormatException("is not the state of a virtual card");
    }
    ByteBuffer from = ByteBuffer.wrap(file);
    from.position(MAGIC.length);
    if (from.remaining() >= 2 && from.getShort() != VERSION) {
      throw new CardFormatException("was written by a newer build");
    }
    if (file.length < HEAD + BODY + SUM || !sumIsRight(file)) {
      throw new CardFormatException("is damaged: it was cut off or altered");
    }
    if (!Octets.of(file, from.position(), CardConfig.IDENTITY).equals(identity)) {
      throw new CardFormatException(
          "is the state of another card: its serial or its keys are not those of the CONFIG file");
    }
    from.position(HEAD);
    try {
      return state(from);
    } catch (IllegalArgumentException e) {
      throw new CardFormatException("holds values that no card has: " + e.getMessage());
    }
  }

  private static boolean sumIsRight(byte[] file) {
    int end = file.length - SUM;
    return Arrays.equals(sum(file, end), Arrays.copyOfRange(file, end, file.length));
  }

  private static CardState state(ByteBuffer from) throws CardFormatException {
    Entitlement entitlement = Entitlement.read(from);
    int host = from.getInt();
    CardState.Counts counts =
        new CardState.Counts(
            from.get() & BYTE, from.get() & BYTE, from.get() & BYTE, from.get() & BYTE);
    int maturity = from.get() & BYTE;
    byte[] pin = new byte[CardPin.LENGTH];
    from.get(pin);
    RequestCounter.State counter =
        new RequestCounter.State(from.getShort(), mode(from.get() & BYTE), from.getInt() & WORD);
    ServiceLimit.State limit =
        new ServiceLimit.State(from.getShort(), from.get() != 0, from.getInt() & WORD);
    int count = from.getShort() & 0xFFFF;
    if (from.remaining() != count * DIGEST + SUM) {
      throw new CardFormatException("is damaged: its length is wrong");
    }
    List<Octets> unblocks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] digest = new byte[DIGEST];
      from.get(digest);
      unblocks.add(Octets.of(digest));
    }
    return new CardState(
        entitlement, host, counts, maturity, new CardPin(pin), counter, limit, unblocks);
  }

  private static RequestCounter.Mode mode(int ordinal) {
    RequestCounter.Mode[] modes = RequestCounter.Mode.values();
    if (ordinal >= modes.length) {
      throw new IllegalArgumentException("mode " + ordinal);
    }
    return modes[ordinal];
  }

  private static byte[] sum(byte[] bytes, int length) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(bytes, 0, length);
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java runtime has no SHA-256", e);
    }
  }
}
