package io.caskade.api.ecm;

import io.caskade.api.base.CardRights;
import io.caskade.api.base.CardSerial;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.EmmDatagram;
import io.caskade.api.keys.CardKey;
import java.time.Instant;
import org.osgi.annotation.versioning.ConsumerType;

/** Makes EMMs. Confined to a thread. */
@ConsumerType
public interface EmmWorker extends AutoCloseable {
  /**
   * The EMM that gives a card its rights: a pure function of the arguments.
   *
   * @param key read during the call only
   * @throws CaskadeException DATE_OUT_OF_RANGE outside 1990..2069, KEY_LENGTH
   */
  EmmDatagram emm(CardSerial serial, CardKey key, CardRights rights);

  /** An EMM for nobody, sent when there is nothing else to send (tvcas3 chapter 3.7). */
  EmmDatagram dummy(Instant now);

  /** Wipes the last key. */
  @Override
  void close();
}
