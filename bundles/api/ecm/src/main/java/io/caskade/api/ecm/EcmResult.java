package io.caskade.api.ecm;

import io.caskade.api.base.CaskadeException;

/** Answer of a lane. */
public sealed interface EcmResult {
  record Issued(EcmDatagram ecm) implements EcmResult {}

  /** The request itself is at fault; the code of {@code reason} maps to a stream_error. */
  record Refused(CaskadeException reason) implements EcmResult {}

  /**
   * No profile serves the network at this moment (it is being updated): park the request and try
   * again at {@link LaneOwner#routesChanged()}.
   */
  record Unavailable() implements EcmResult {}
}
