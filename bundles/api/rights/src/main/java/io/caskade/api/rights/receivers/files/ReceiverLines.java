package io.caskade.api.rights.receivers.files;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.rights.Caller;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Ready lines for receivers. They hold the password in clear: needs RECEIVERS_READ and
 * RECEIVERS_WRITE, and the journal keeps that it was shown.
 */
@ProviderType
public interface ReceiverLines {
  /**
   * Each line for the main host and, when there is one, for the fall-over host; over TCP and UDP
   * where form and protocol have both.
   *
   * @throws CaskadeException FORBIDDEN, NETWORK_UNKNOWN, RECEIVER_UNKNOWN, RECEIVER_LINE_MISSING
   *     when no host is set, nothing listens, or the account may not use the protocol
   */
  ReceiverSheet lines(Caller caller, LineRequest request);

  /** The same lines as a QR code: an SVG image, ISO/IEC 18004 with level M. */
  ReceiverSheet picture(Caller caller, LineRequest request);
}
