package io.caskade.api.ecm;

import io.caskade.api.base.NetworkId;
import org.osgi.annotation.versioning.ProviderType;

/** The way to the profiles' openers for one thread. Called on it only, except {@link #close()}. */
@ProviderType
public interface OpeningLane extends AutoCloseable {
  /** Opens an ECM; never blocks, never throws for a bad section. */
  EcmOpening open(NetworkId network, EcmDatagram ecm);

  /** Gives the openers back; any thread. */
  @Override
  void close();
}
