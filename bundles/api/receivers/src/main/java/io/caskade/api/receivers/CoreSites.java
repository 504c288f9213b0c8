package io.caskade.api.receivers;

import io.caskade.api.ecm.EcmDatagram;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The operator's own other sites that have the keys this one has not: their cores open ECMs for the
 * control-word server of an edge node. Whiteboard service; there may be several. Any thread; never
 * blocks.
 */
@ConsumerType
public interface CoreSites {
  /** Whether such an ECM is declared as one that the cores open. No other is ever sent to them. */
  boolean serves(int caSystemId, EcmDatagram ecm);

  /**
   * Asks the cores for an ECM that {@link #serves} is true of; for any other the answer is {@link
   * CoreAnswer.Away}.
   *
   * @param taker called once, within the time-out that is configured, on any thread; must not block
   */
  void open(int caSystemId, EcmDatagram ecm, Consumer<CoreAnswer> taker);
}
