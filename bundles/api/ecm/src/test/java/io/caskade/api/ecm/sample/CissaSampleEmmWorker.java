package io.caskade.api.ecm.sample;

import io.caskade.api.base.CardRights;
import io.caskade.api.base.CardSerial;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.EmmDatagram;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.Octets;
import io.caskade.api.base.ProductMask;
import io.caskade.api.ecm.EmmWorker;
import io.caskade.api.keys.CardKey;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.ZoneOffset;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * EMMs of one AES block.
 *
 * <pre>
 * 0..2   82 70 14   section_length 20
 * 3..6   serial in clear, for the filter of the box
 * 7..22  under the card key: serial (4), products (4), start (4), finish (4)
 * </pre>
 */
final class CissaSampleEmmWorker implements EmmWorker {
  static final int CARD_KEY_LENGTH = 16;

  private static final int HEADER = 0x827014;
  private static final int CLEAR_LENGTH = 7;
  private static final int FIRST_YEAR = 1990;
  private static final int LAST_YEAR = 2069;

  private boolean closed;

  @Override
  public EmmDatagram emm(CardSerial serial, CardKey key, CardRights rights) {
    if (closed) {
      throw new IllegalStateException("used after it was closed");
    }
    if (key.length() != CARD_KEY_LENGTH) {
      throw new CaskadeException(
          ErrorCode.KEY_LENGTH, serial.toString(), key.length(), CARD_KEY_LENGTH);
    }
    int number = (int) serial.value();
    byte[] block =
        ByteBuffer.allocate(CARD_KEY_LENGTH)
            .putInt(number)
            .putInt(rights.products().bits())
            .putInt(seconds(rights.start()))
            .putInt(seconds(rights.finish()))
            .array();
    return new EmmDatagram(
        Octets.of(
            ByteBuffer.allocate(CLEAR_LENGTH + CARD_KEY_LENGTH)
                .put((byte) (HEADER >> 16))
                .putShort((short) HEADER)
                .putInt(number)
                .put(encrypt(key, block))
                .array()));
  }

  private static int seconds(Instant instant) {
    int year = instant.atOffset(ZoneOffset.UTC).getYear();
    if (year < FIRST_YEAR || year > LAST_YEAR) {
      throw new CaskadeException(ErrorCode.DATE_OUT_OF_RANGE, instant.toString());
    }
    return (int) instant.getEpochSecond();
  }

  private static byte[] encrypt(CardKey key, byte[] block) {
    byte[] bytes = new byte[key.length()];
    key.copyTo(bytes, 0);
    try {
      Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
      cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(bytes, "AES"));
      return cipher.doFinal(block);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES does not encrypt", e);
    }
  }

  @Override
  public EmmDatagram dummy(Instant now) {
    return emm(
        new CardSerial(1),
        new CardKey(new byte[CARD_KEY_LENGTH]),
        new CardRights(ProductMask.NONE, now, now, false, false));
  }

  @Override
  public void close() {
    closed = true;
  }
}
