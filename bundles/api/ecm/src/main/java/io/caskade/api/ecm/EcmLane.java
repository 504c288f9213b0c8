package io.caskade.api.ecm;

import org.osgi.annotation.versioning.ProviderType;

/**
 * The way to the profiles for one event loop: its workers (ciphers inside) belong to that loop, so
 * nothing is locked. Called on the loop only, except {@link #close()}.
 */
@ProviderType
public interface EcmLane extends AutoCloseable {
  /** Makes an ECM; never blocks, never throws for a bad request. */
  EcmResult issue(EcmRequest request);

  /** Gives the workers back; any thread. */
  @Override
  void close();
}
