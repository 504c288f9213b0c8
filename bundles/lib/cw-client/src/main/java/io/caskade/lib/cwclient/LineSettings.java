package io.caskade.lib.cwclient;

import io.caskade.lib.newcamd.DesKey;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * Where a line goes and who logs in.
 *
 * @param key of a newcamd port; without one no newcamd line can be opened
 * @param patience for the connection and for each answer
 */
public record LineSettings(
    WireProtocol protocol,
    InetSocketAddress server,
    Account account,
    Optional<DesKey> key,
    Duration patience) {
  /**
   * @throws IllegalArgumentException for newcamd without a key
   */
  public LineSettings {
    if (protocol == WireProtocol.NEWCAMD && key.isEmpty()) {
      throw new IllegalArgumentException("newcamd needs the DES key of the port");
    }
  }

  /** Protocol, account and server, as they are shown. */
  public String shown() {
    return protocol + " " + account.name() + "@" + Peer.shown(server);
  }
}
