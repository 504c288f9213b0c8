package io.caskade.api.ecm;

import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/** Opens ECMs under one key. Confined to a thread. */
@ConsumerType
public interface EcmOpener extends AutoCloseable {
  /** Empty when the section is not an ECM of this profile and key (form or checksum). */
  Optional<OpenedEcm> open(EcmDatagram ecm);

  /** Wipes the key. */
  @Override
  void close();
}
