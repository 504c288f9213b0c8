package io.caskade.ecm.issuer;

import io.caskade.api.ecm.EcmDatagram;
import io.caskade.api.ecm.EcmInput;
import io.caskade.api.ecm.EcmWorker;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A profile's worker for one network and one lane, with a padding of its own. */
final class ConfinedWorker implements Confined {
  private static final Logger LOG = LoggerFactory.getLogger(ConfinedWorker.class);

  private final EcmWorker worker;
  private final Keystream padding;

  ConfinedWorker(EcmWorker worker, Keystream padding) {
    this.worker = worker;
    this.padding = padding;
  }

  EcmDatagram ecm(EcmInput input) {
    return Objects.requireNonNull(worker.ecm(input), "the profile made no ECM");
  }

  /** Wipes key and padding. */
  @Override
  public void close() {
    padding.close();
    try {
      worker.close();
    } catch (RuntimeException | LinkageError e) {
      LOG.warn("A profile failed to wipe a worker: {}", Fault.bareText(e));
    }
  }
}
