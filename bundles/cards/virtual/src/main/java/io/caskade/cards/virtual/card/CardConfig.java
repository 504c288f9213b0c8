package io.caskade.cards.virtual.card;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.Octets;
import io.caskade.api.keys.CardKey;
import io.caskade.api.keys.EcmKey;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * The CONFIG file of a card, as the operator's panel offers it (tvcas3, 7.1): exactly 90 bytes.
 *
 * <pre>
 *  serial(4) CAID low(1) shared address(3) name(15) start(4) finish(4) packages(4)
 *  dates(2+2) pair(1) type(1) reserve(1) ECM key(32) EMM key(16)
 * </pre>
 *
 * @param caIdLow second byte of the CA_system_id, 0..255; the first is 0B
 * @param sharedAddress three bytes
 * @param name 15 bytes, padded with blanks
 * @param entitlement until the first EMM
 * @param identity 16 bytes that tell this card from any other and from the same serial with other
 *     keys; tells nothing of the keys
 */
public record CardConfig(
    CardSerial serial,
    int caIdLow,
    Octets sharedAddress,
    Octets name,
    Entitlement entitlement,
    EcmKey ecmKey,
    CardKey cardKey,
    Octets identity) {
  /** Bytes of the file. */
  public static final int LENGTH = 90;

  /** Bytes of {@code identity}. */
  public static final int IDENTITY = 16;

  private static final int SHARED_ADDRESS = 3;
  private static final int NAME = 15;
  private static final int NAME_AT = 8;
  private static final int KEYS_AT = 42;
  private static final int ECM_KEY = 32;
  private static final int CARD_KEY = 16;
  private static final long WORD = 0xFFFF_FFFFL;

  /**
   * Reads a file.
   *
   * @param file its bytes; the caller wipes them
   * @throws CardFormatException when there are not 90
   */
  public static CardConfig parse(byte[] file) throws CardFormatException {
    if (file.length != LENGTH) {
      throw new CardFormatException(
          "is no CONFIG file: it has " + file.length + " bytes, not " + LENGTH);
    }
    ByteBuffer from = ByteBuffer.wrap(file);
    CardSerial serial = new CardSerial(from.getInt() & WORD);
    int caIdLow = from.get() & 0xFF;
    Octets sharedAddress = octets(from, SHARED_ADDRESS);
    Octets name = octets(from, NAME);
    Entitlement entitlement = Entitlement.ofConfig(from);
    byte[] ecmKey = Arrays.copyOfRange(file, KEYS_AT, KEYS_AT + ECM_KEY);
    byte[] cardKey = Arrays.copyOfRange(file, KEYS_AT + ECM_KEY, KEYS_AT + ECM_KEY + CARD_KEY);
    try {
      return new CardConfig(
          serial,
          caIdLow,
          sharedAddress,
          name,
          entitlement,
          new EcmKey(ecmKey),
          new CardKey(cardKey),
          identity(file));
    } finally {
      Arrays.fill(ecmKey, (byte) 0);
      Arrays.fill(cardKey, (byte) 0);
    }
  }

  private static Octets octets(ByteBuffer from, int length) {
    byte[] bytes = new byte[length];
    from.get(bytes);
    return Octets.of(bytes);
  }

  /** Of what no EMM ever changes: addresses and keys. */
  private static Octets identity(byte[] file) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(file, 0, NAME_AT);
      digest.update(file, KEYS_AT, file.length - KEYS_AT);
      return Octets.of(digest.digest(), 0, IDENTITY);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java runtime has no SHA-256", e);
    }
  }

  /** Forgets the keys. */
  public void destroy() {
    ecmKey.destroy();
    cardKey.destroy();
  }
}
