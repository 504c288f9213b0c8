package io.caskade.ecm.profiletvcas3;

import io.caskade.api.base.AccessCriteria;
import io.caskade.api.base.Octets;
import io.caskade.api.ecm.ControlWord;
import io.caskade.api.ecm.EcmDatagram;
import io.caskade.api.ecm.EcmOpener;
import io.caskade.api.ecm.OpenedEcm;
import io.caskade.api.keys.KeyedCipher;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * Opens ECMs (tvcas3 chapter 2). The sum of eight bits is all that the format offers as a test: one
 * foreign ECM in 256 passes it.
 */
final class Tvcas3EcmOpener implements EcmOpener {
  private final KeyedCipher even;
  private final KeyedCipher odd;

  /** Both ciphers are closed with the opener. */
  Tvcas3EcmOpener(KeyedCipher even, KeyedCipher odd) {
    this.even = even;
    this.odd = odd;
  }

  @Override
  public Optional<OpenedEcm> open(EcmDatagram ecm) {
    byte[] section = ecm.section().toByteArray();
    if (!EcmSection.hasForm(section)) {
      return Optional.empty();
    }
    boolean oddPeriod = (section[0] & 0xFF) == EcmSection.ODD_TABLE;
    (oddPeriod ? odd : even).decrypt(section, EcmSection.MESSAGE, ClearMessage.LENGTH);
    try {
      return ClearMessage.isSealed(section, EcmSection.MESSAGE)
          ? Optional.of(contents(section))
          : Optional.empty();
    } finally {
      Arrays.fill(section, (byte) 0);
    }
  }

  private static OpenedEcm contents(byte[] section) {
    return new OpenedEcm(
        Instant.ofEpochSecond(ClearMessage.unixTime(section, EcmSection.TIME)),
        word(section, EcmSection.ODD_WORD),
        word(section, EcmSection.EVEN_WORD),
        new AccessCriteria(
            Octets.of(section, EcmSection.ACCESS_CRITERIA, EcmSection.ACCESS_CRITERIA_LENGTH)));
  }

  private static ControlWord word(byte[] section, int offset) {
    byte[] bytes = Arrays.copyOfRange(section, offset, offset + EcmSection.WORD_LENGTH);
    try {
      return new ControlWord(bytes);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  @Override
  public void close() {
    even.close();
    odd.close();
  }
}
