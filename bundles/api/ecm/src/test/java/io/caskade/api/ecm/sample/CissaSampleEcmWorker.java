package io.caskade.api.ecm.sample;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.Octets;
import io.caskade.api.ecm.ControlWord;
import io.caskade.api.ecm.CryptoPeriodWord;
import io.caskade.api.ecm.EcmDatagram;
import io.caskade.api.ecm.EcmInput;
import io.caskade.api.ecm.EcmWorker;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Message: time (8 bytes), even word (16), odd word (16), access criteria (1 to 255). */
final class CissaSampleEcmWorker implements EcmWorker {
  static final int FIXED_LENGTH = Long.BYTES + 2 * CissaSampleProfile.WORD_LENGTH;

  private static final int EVEN_TABLE = 0x80;
  private static final int WORDS = 2;
  private static final int MOST_CRITERIA = 255;

  private final CissaSampleCipher cipher;
  private final RandomGenerator padding;

  /**
   * @param cipher closed with the worker
   */
  CissaSampleEcmWorker(CissaSampleCipher cipher, RandomGenerator padding) {
    this.cipher = cipher;
    this.padding = padding;
  }

  @Override
  public EcmDatagram ecm(EcmInput input) {
    int parity = input.cpNumber() & 1;
    ControlWord present = word(input.words(), input.cpNumber());
    ControlWord next = word(input.words(), input.cpNumber() + 1 & 0xFFFF);
    byte[] message = new byte[FIXED_LENGTH + criteria(input).length()];
    ByteBuffer.wrap(message).putLong(input.issuedAt());
    (parity == 0 ? present : next).copyTo(message, Long.BYTES);
    (parity == 0 ? next : present).copyTo(message, Long.BYTES + CissaSampleProfile.WORD_LENGTH);
    criteria(input).copyTo(message, FIXED_LENGTH);
    byte[] nonce = new byte[CissaSampleCipher.NONCE_LENGTH];
    padding.nextBytes(nonce);
    try {
      return new EcmDatagram(Octets.of(cipher.seal(EVEN_TABLE | parity, nonce, message)));
    } finally {
      Arrays.fill(message, (byte) 0);
    }
  }

  private static ControlWord word(List<CryptoPeriodWord> words, int cpNumber) {
    List<ControlWord> found =
        words.stream()
            .filter(word -> word.cpNumber() == cpNumber)
            .map(CryptoPeriodWord::word)
            .toList();
    if (words.size() != WORDS || found.size() != 1) {
      throw new CaskadeException(ErrorCode.CONTROL_WORDS_MISSING, WORDS, words.size());
    }
    ControlWord word = found.get(0);
    if (word.length() != CissaSampleProfile.WORD_LENGTH) {
      throw new CaskadeException(
          ErrorCode.CONTROL_WORD_LENGTH, word.length(), CissaSampleProfile.WORD_LENGTH);
    }
    return word;
  }

  private static Octets criteria(EcmInput input) {
    Octets octets = input.accessCriteria().octets();
    if (octets.length() == 0) {
      throw new CaskadeException(ErrorCode.ACCESS_CRITERIA_MISSING);
    }
    if (octets.length() > MOST_CRITERIA) {
      throw new CaskadeException(ErrorCode.ACCESS_CRITERIA_INVALID, octets.length());
    }
    return octets;
  }

  @Override
  public void close() {
    cipher.close();
  }
}
