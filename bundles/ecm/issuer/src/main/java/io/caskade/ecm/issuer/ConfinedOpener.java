package io.caskade.ecm.issuer;

import io.caskade.api.ecm.EcmDatagram;
import io.caskade.api.ecm.EcmOpener;
import io.caskade.api.ecm.OpenedEcm;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A profile's opener for one network and one lane. */
final class ConfinedOpener implements Confined {
  private static final Logger LOG = LoggerFactory.getLogger(ConfinedOpener.class);

  private final EcmOpener opener;

  ConfinedOpener(EcmOpener opener) {
    this.opener = opener;
  }

  Optional<OpenedEcm> open(EcmDatagram ecm) {
    return opener.open(ecm);
  }

  @Override
  public void close() {
    try {
      opener.close();
    } catch (RuntimeException | LinkageError e) {
      LOG.warn("A profile failed to wipe an opener: {}", Fault.bareText(e));
    }
  }
}
