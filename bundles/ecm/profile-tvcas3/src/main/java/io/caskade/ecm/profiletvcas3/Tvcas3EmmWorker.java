package io.caskade.ecm.profiletvcas3;

import io.caskade.api.base.CardRights;
import io.caskade.api.base.CardSerial;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.EmmDatagram;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.Octets;
import io.caskade.api.base.ProductMask;
import io.caskade.api.ecm.EmmWorker;
import io.caskade.api.keys.CardKey;
import io.caskade.api.keys.RekeyedCipher;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;

/**
 * Makes EMMs (tvcas3 chapter 3). Everything in one is a function of the card's row, so an unchanged
 * row gives the same 62 bytes as the original did.
 */
final class Tvcas3EmmWorker implements EmmWorker {
  static final int CARD_KEY_LENGTH = 16;

  /** Nobody's card; what follows it is the dummy of the original (tvcas3 chapter 3.7). */
  private static final CardSerial DUMMY_SERIAL = new CardSerial(2_199_999_999L);

  private static final ProductMask ALL_PRODUCTS = new ProductMask(-1);
  private static final String DUMMY_KEY = "1234567890A0B1C21234567890A0B1C2";
  private static final Duration DUMMY_BEFORE = Duration.ofDays(1);
  private static final Duration DUMMY_AFTER = Duration.ofMinutes(5);

  private final RekeyedCipher cipher;
  private final CardDates dates;
  private final EmmPadding padding = new EmmPadding();
  private final byte[] section = EmmSection.blank();
  private final CardKey dummyKey = new CardKey(HexFormat.of().parseHex(DUMMY_KEY));

  /**
   * @param cipher closed with the worker
   */
  Tvcas3EmmWorker(RekeyedCipher cipher, CardDates dates) {
    this.cipher = cipher;
    this.dates = dates;
  }

  @Override
  public EmmDatagram emm(CardSerial serial, CardKey key, CardRights rights) {
    requireLength(serial, key);
    long start = rights.start().getEpochSecond();
    long finish = rights.finish().getEpochSecond();
    int startDate = dates.date(start);
    int finishDate = dates.date(finish);
    ClearMessage.putInt(section, EmmSection.ADDRESS, (int) serial.value());
    ClearMessage.putInt(section, EmmSection.SERIAL, (int) serial.value());
    ClearMessage.putInt(section, EmmSection.ACCESS_CRITERIA, rights.products().bits());
    ClearMessage.putInt(section, EmmSection.START, (int) start);
    ClearMessage.putInt(section, EmmSection.STOP, (int) (finish + 1));
    ClearMessage.putShort(section, EmmSection.START_DATE, startDate);
    ClearMessage.putShort(section, EmmSection.FINISH_DATE, finishDate);
    section[EmmSection.PAIR] = (byte) (rights.paired() ? 1 : 0);
    section[EmmSection.PROTECTION] = (byte) (rights.protectedCard() ? 1 : 0);
    section[EmmSection.PROTECTION + 1] = 0;
    byte firstSum =
        ClearMessage.sum(section, EmmSection.MESSAGE, EmmSection.FIRST_SUM - EmmSection.MESSAGE);
    section[EmmSection.FIRST_SUM] = firstSum;
    padding.write(section, EmmSection.PADDING, start, finish, firstSum & 0xFF);
    ClearMessage.seal(section, EmmSection.MESSAGE);
    cipher.encrypt(key, section, EmmSection.MESSAGE, ClearMessage.LENGTH);
    return new EmmDatagram(Octets.of(section));
  }

  private static void requireLength(CardSerial serial, CardKey key) {
    if (key.length() != CARD_KEY_LENGTH) {
      throw new CaskadeException(
          ErrorCode.KEY_LENGTH, serial.toString(), key.length(), CARD_KEY_LENGTH);
    }
  }

  @Override
  public EmmDatagram dummy(Instant now) {
    return emm(
        DUMMY_SERIAL,
        dummyKey,
        new CardRights(ALL_PRODUCTS, now.minus(DUMMY_BEFORE), now.plus(DUMMY_AFTER), false, false));
  }

  @Override
  public void close() {
    cipher.close();
  }
}
