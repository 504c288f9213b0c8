package io.caskade.ecm.profiletvcas3;

import io.caskade.api.base.AccessCriteria;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.Octets;
import io.caskade.api.ecm.ControlWord;
import io.caskade.api.ecm.CryptoPeriodWord;
import io.caskade.api.ecm.EcmDatagram;
import io.caskade.api.ecm.EcmInput;
import io.caskade.api.ecm.EcmWorker;
import io.caskade.api.keys.KeyedCipher;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Makes ECMs (tvcas3 chapter 2). The section is composed and encrypted in one scratch array, so an
 * ECM costs its datagram and what the cipher takes, and no control word stays behind.
 */
final class Tvcas3EcmWorker implements EcmWorker {
  private static final int WORDS = 2;
  private static final int CP_MASK = 0xFFFF;
  private static final long LAST_UNIX_TIME = 0xFFFF_FFFFL;

  private final KeyedCipher even;
  private final KeyedCipher odd;
  private final RandomGenerator random;
  private final byte[] section = new byte[EcmSection.LENGTH];
  private final byte[] padding = new byte[ClearMessage.PADDING_LENGTH];

  /**
   * @param even cipher for even cp_numbers, closed with the worker
   * @param odd cipher for odd ones
   */
  Tvcas3EcmWorker(KeyedCipher even, KeyedCipher odd, RandomGenerator random) {
    this.even = even;
    this.odd = odd;
    this.random = random;
  }

  @Override
  public EcmDatagram ecm(EcmInput input) {
    int present = input.cpNumber() & CP_MASK;
    ControlWord presentWord = word(input.words(), present);
    ControlWord nextWord = word(input.words(), present + 1 & CP_MASK);
    Octets mask = mask(input.accessCriteria());
    long time = input.issuedAt();
    if (time < 0 || time > LAST_UNIX_TIME) {
      throw new CaskadeException(ErrorCode.DATE_OUT_OF_RANGE, Long.toString(time));
    }
    boolean oddPeriod = (present & 1) == 1;
    EcmSection.writeHeader(section, oddPeriod ? EcmSection.ODD_TABLE : EcmSection.EVEN_TABLE);
    ClearMessage.putInt(section, EcmSection.TIME, (int) time);
    (oddPeriod ? presentWord : nextWord).copyTo(section, EcmSection.ODD_WORD);
    (oddPeriod ? nextWord : presentWord).copyTo(section, EcmSection.EVEN_WORD);
    for (int i = 0; i < EcmSection.ACCESS_CRITERIA_LENGTH; i++) {
      section[EcmSection.ACCESS_CRITERIA + i] = (byte) mask.at(i);
    }
    random.nextBytes(padding);
    System.arraycopy(padding, 0, section, EcmSection.PADDING, padding.length);
    ClearMessage.seal(section, EcmSection.MESSAGE);
    (oddPeriod ? odd : even).encrypt(section, EcmSection.MESSAGE, ClearMessage.LENGTH);
    return new EcmDatagram(Octets.of(section));
  }

  /**
   * The word of a crypto period. The original takes the two by their place in the message; going by
   * the number gives the same for a mux that sends them in order, and is right for one that does
   * not.
   */
  private static ControlWord word(List<CryptoPeriodWord> words, int cpNumber) {
    if (words.size() != WORDS) {
      throw new CaskadeException(ErrorCode.CONTROL_WORDS_MISSING, WORDS, words.size());
    }
    for (int i = 0; i < WORDS; i++) {
      CryptoPeriodWord candidate = words.get(i);
      if (candidate.cpNumber() == cpNumber) {
        return requireLength(candidate.word());
      }
    }
    throw new CaskadeException(ErrorCode.CONTROL_WORDS_MISSING, WORDS, WORDS - 1);
  }

  private static ControlWord requireLength(ControlWord word) {
    if (word.length() != EcmSection.WORD_LENGTH) {
      throw new CaskadeException(
          ErrorCode.CONTROL_WORD_LENGTH, word.length(), EcmSection.WORD_LENGTH);
    }
    return word;
  }

  private static Octets mask(AccessCriteria accessCriteria) {
    Octets octets = accessCriteria.octets();
    if (octets.length() == 0) {
      throw new CaskadeException(ErrorCode.ACCESS_CRITERIA_MISSING);
    }
    if (octets.length() < EcmSection.ACCESS_CRITERIA_LENGTH) {
      throw new CaskadeException(ErrorCode.ACCESS_CRITERIA_INVALID, octets.length());
    }
    return octets;
  }

  @Override
  public void close() {
    even.close();
    odd.close();
    Arrays.fill(section, (byte) 0);
  }
}
