package io.caskade.tools.simulator.card;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.Octets;
import io.caskade.api.base.ProductMask;
import io.caskade.api.ecm.CasProfile;
import io.caskade.api.ecm.EcmDatagram;
import io.caskade.api.ecm.EcmOpener;
import io.caskade.api.ecm.OpenedEcm;
import io.caskade.api.keys.CardKey;
import io.caskade.api.keys.Ciphers;
import io.caskade.api.keys.EcmKey;
import io.caskade.api.keys.RekeyedCipher;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;

/**
 * A TVCAS3 viewing card without its serial line: takes EMMs, judges ECMs (tvcas3 chapters 3.2 and
 * 6.6). Pairing and the request counter are the card emulator's, not the simulator's. Confined to a
 * thread.
 */
public final class SoftwareCard implements AutoCloseable {
  private static final int EMM_TABLE_ID = 0x82;
  private static final int EMM_LENGTH = 62;
  private static final int SERIAL_AT = 6;
  private static final int CIPHER_TEXT_AT = 14;
  private static final int CLEAR_LENGTH = 48;

  private final CardSerial serial;
  private final CardKey key;
  private final EcmOpener opener;
  private final RekeyedCipher cipher;
  private Subscription subscription = Subscription.NONE;
  private long emms;

  /** What became of an ECM. */
  public sealed interface Verdict {
    /** The words; the box destroys them. */
    record Granted(OpenedEcm words) implements Verdict {}

    /** The card has no rights, or none now. */
    record Refused() implements Verdict {}

    /** Not an ECM of this card's operator. */
    record Foreign() implements Verdict {}
  }

  public SoftwareCard(
      CardSerial serial, CardKey key, EcmKey ecmKey, CasProfile profile, Ciphers ciphers) {
    this.serial = serial;
    this.key = key;
    this.opener = profile.ecmOpener(ecmKey);
    this.cipher = ciphers.tripleDesPerMessage();
  }

  public CardSerial serial() {
    return serial;
  }

  /** EMMs that were taken. */
  public long emms() {
    return emms;
  }

  /** Takes an EMM section; false when it is not for this card. */
  public boolean emm(Octets section) {
    if (section.length() != EMM_LENGTH || section.at(0) != EMM_TABLE_ID) {
      return false;
    }
    byte[] bytes = section.toByteArray();
    if (unsigned(bytes, SERIAL_AT) != serial.value()) {
      return false;
    }
    cipher.decrypt(key, bytes, CIPHER_TEXT_AT, CLEAR_LENGTH);
    if (unsigned(bytes, CIPHER_TEXT_AT) != serial.value()) {
      return false;
    }
    ByteBuffer clear = ByteBuffer.wrap(bytes, CIPHER_TEXT_AT, CLEAR_LENGTH);
    clear.getInt();
    subscription =
        new Subscription(
            new ProductMask(clear.getInt()), instant(clear.getInt()), instant(clear.getInt()));
    emms++;
    return true;
  }

  /** Judges an ECM section. */
  public Verdict ecm(Octets section) {
    Optional<OpenedEcm> opened = opener.open(new EcmDatagram(section));
    if (opened.isEmpty()) {
      return new Verdict.Foreign();
    }
    OpenedEcm words = opened.get();
    if (subscription.opens(mask(words), words.issuedAt())) {
      return new Verdict.Granted(words);
    }
    words.odd().destroy();
    words.even().destroy();
    return new Verdict.Refused();
  }

  @Override
  public void close() {
    opener.close();
    cipher.close();
    key.destroy();
  }

  private static ProductMask mask(OpenedEcm words) {
    return ProductMask.parse(words.accessCriteria().octets().hex());
  }

  private static long unsigned(byte[] bytes, int at) {
    return ByteBuffer.wrap(bytes).getInt(at) & 0xFFFF_FFFFL;
  }

  private static Instant instant(int seconds) {
    return Instant.ofEpochSecond(seconds & 0xFFFF_FFFFL);
  }
}
