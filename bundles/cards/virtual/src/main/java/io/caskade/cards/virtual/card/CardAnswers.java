package io.caskade.cards.virtual.card;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.Octets;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** What waits to be fetched after a command (tvcas3, 6.3 and 6.4). */
final class CardAnswers {
  private static final int VERSION = 0x40;
  private static final int CAID_HIGH = 0x0B;
  private static final byte[] BLOCKED = "CARD BLOCKED   ".getBytes(StandardCharsets.US_ASCII);

  private CardAnswers() {}

  /** Tag 10: version, CA_system_id, maturity, number of addresses. */
  static byte[] cardType(int caIdLow, int maturity) {
    return new byte[] {
      0x20,
      1,
      VERSION,
      0x28,
      2,
      CAID_HIGH,
      (byte) caIdLow,
      0x2F,
      2,
      0,
      0x2C,
      0x30,
      1,
      (byte) maturity,
      0x23,
      1,
      2
    };
  }

  /** Tag 11: the host's own word back, unique and shared address. */
  static byte[] addresses(int caIdLow, int host, CardSerial serial, Octets shared) {
    ByteBuffer answer = ByteBuffer.allocate(26);
    answer.put(new byte[] {0x22, 0x18, 9, 4, CAID_HIGH, (byte) caIdLow});
    answer.put((byte) (host >> 16)).put((byte) (host >> 8));
    answer.put(new byte[] {0x23, 7, 0, 0, 0}).putInt((int) serial.value());
    answer.put(new byte[] {0x23, 7, 0, 0, 0, 0}).put(shared.toByteArray());
    return answer.array();
  }

  /** Tag 66. */
  static byte[] serial(CardSerial serial) {
    return ByteBuffer.allocate(6)
        .put((byte) 0x74)
        .put((byte) 4)
        .putInt((int) serial.value())
        .array();
  }

  /** Tag 1C: the entitlement, and diagnostics in the form of a second one. */
  static byte[] subscription(
      Octets name, Entitlement entitlement, boolean blocked, CardState.Counts counts) {
    ByteBuffer answer = ByteBuffer.allocate(49);
    answer.put(new byte[] {0x32, 0x2F, 0x10, 0x10, 1, 15}).put(shown(name, entitlement, blocked));
    dates(answer, entitlement);
    answer.put((byte) 0x20).put((byte) 4).putInt(entitlement.products().bits());
    dates(answer, entitlement);
    answer.put((byte) 0x20).put((byte) 4);
    answer.put((byte) counts.emms()).put((byte) counts.computed());
    answer.put((byte) counts.received()).put((byte) counts.ecms());
    return answer.array();
  }

  private static byte[] shown(Octets name, Entitlement entitlement, boolean blocked) {
    if (blocked) {
      return BLOCKED;
    }
    byte[] shown = name.toByteArray();
    if (entitlement.paired()) {
      shown[shown.length - 1] = '+';
    }
    return shown;
  }

  private static void dates(ByteBuffer answer, Entitlement entitlement) {
    answer.put((byte) 0x30).put((byte) 2).putShort((short) entitlement.startDate());
    answer.put((byte) 0x30).put((byte) 2).putShort((short) entitlement.finishDate());
  }

  /** Tag 14, opened: both words of a decrypted ECM, the odd one first. */
  static byte[] opened(byte[] clear) {
    ByteBuffer answer = ByteBuffer.allocate(34);
    answer.put(new byte[] {0x25, 0x0D, 0, 0, 1, 0, 0}).put(clear, EcmDesk.ODD_WORD, EcmDesk.WORD);
    answer.put(new byte[] {0x25, 0x0D, 0, 0, 0, 0, 0}).put(clear, EcmDesk.EVEN_WORD, EcmDesk.WORD);
    answer.put(new byte[] {0x31, 2, 0x40, 0});
    return answer.array();
  }

  /** Tag 14, refused for whatever reason: not found. */
  static byte[] refused() {
    return new byte[] {0x31, 2, 0, 0};
  }
}
