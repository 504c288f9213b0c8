package io.caskade.receivers.cccam.pages;

import io.caskade.api.receivers.ReceiverClient;
import io.caskade.api.receivers.ReceiverTotals;
import io.caskade.api.receivers.ServedCard;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;

/**
 * The control-word server at one moment, as the pages show it.
 *
 * @param version of CCcam that is named
 * @param node of this server, sixteen hexadecimal digits
 * @param now in the zone in which times are shown
 * @param emms that clients sent since the listeners started, for all clients
 */
record Sight(
    String version,
    String node,
    ZonedDateTime now,
    ReceiverTotals totals,
    List<Watched> clients,
    List<ServedCard> served,
    List<Uplink> uplinks,
    long emms) {
  Sight {
    clients = List.copyOf(clients);
    served = List.copyOf(served);
    uplinks = List.copyOf(uplinks);
  }

  /**
   * A client.
   *
   * @param emms that it sent; they are acknowledged and dropped
   */
  record Watched(ReceiverClient client, long emms) {}

  /**
   * A connection to another site of the operator's.
   *
   * @param host and port
   * @param version what it tells of itself, empty when it tells nothing
   * @param asked ECMs that it was asked for
   * @param opened those that it had the control words of
   */
  record Uplink(String host, Instant since, String version, long asked, long opened) {}
}
