package io.caskade.api.ecm.sample;

import io.caskade.api.base.AccessCriteria;
import io.caskade.api.base.Octets;
import io.caskade.api.ecm.ControlWord;
import io.caskade.api.ecm.EcmDatagram;
import io.caskade.api.ecm.EcmOpener;
import io.caskade.api.ecm.OpenedEcm;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** The reverse of {@link CissaSampleEcmWorker}. */
final class CissaSampleEcmOpener implements EcmOpener {
  private final CissaSampleCipher cipher;

  /**
   * @param cipher closed with the opener
   */
  CissaSampleEcmOpener(CissaSampleCipher cipher) {
    this.cipher = cipher;
  }

  @Override
  public Optional<OpenedEcm> open(EcmDatagram ecm) {
    return cipher.open(ecm.section().toByteArray()).map(CissaSampleEcmOpener::contents);
  }

  private static OpenedEcm contents(byte[] message) {
    int criteria = CissaSampleEcmWorker.FIXED_LENGTH;
    return new OpenedEcm(
        Instant.ofEpochSecond(ByteBuffer.wrap(message).getLong()),
        word(message, Long.BYTES + CissaSampleProfile.WORD_LENGTH),
        word(message, Long.BYTES),
        new AccessCriteria(Octets.of(message, criteria, message.length - criteria)));
  }

  private static ControlWord word(byte[] message, int offset) {
    return new ControlWord(
        Arrays.copyOfRange(message, offset, offset + CissaSampleProfile.WORD_LENGTH));
  }

  @Override
  public void close() {
    cipher.close();
  }
}
