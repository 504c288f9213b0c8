package io.caskade.api.ecm;

import io.caskade.api.base.CaskadeException;
import org.osgi.annotation.versioning.ConsumerType;

/** Makes ECMs under one key. Confined to a thread. */
@ConsumerType
public interface EcmWorker extends AutoCloseable {
  /**
   * @throws CaskadeException CONTROL_WORDS_MISSING, CONTROL_WORD_LENGTH, ACCESS_CRITERIA_MISSING or
   *     ACCESS_CRITERIA_INVALID
   */
  EcmDatagram ecm(EcmInput input);

  /** Wipes the key. */
  @Override
  void close();
}
