package io.caskade.receivers.cccam.pages;

import io.caskade.api.base.NetworkId;
import io.caskade.api.receivers.ReceiverClient;
import io.caskade.api.receivers.ReceiverShare;
import io.caskade.api.receivers.ReceiverTotals;
import io.caskade.api.receivers.Refusal;
import io.caskade.api.receivers.ServedCard;
import io.caskade.lib.cidr.AddressList;
import io.caskade.receivers.cccam.pages.Sight.Uplink;
import io.caskade.receivers.cccam.pages.Sight.Watched;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** A server that was looked at in the morning. */
final class Sights {
  static final Instant NOW = Instant.parse("2026-11-03T09:05:07Z");
  static final String NODE = "58867d6c10751480";
  static final ReceiverTotals TOTALS =
      new ReceiverTotals(NOW.minusSeconds(12 * 86_400 + 3_723), 4_321, 4_300, 7);
  static final ServedCard MAIN = new ServedCard(NetworkId.MAIN, 0x0B00, "tvcas3", List.of(0, 0x2A));

  /** Asks for something else than the card has. */
  static final ReceiverClient BOB =
      client("bob", "cs378x", "192.0.2.9:4001", "", 600, 21, Optional.of(Refusal.NOT_ENTITLED));

  /** Its software says what it should not. */
  static final ReceiverClient ANN =
      client("ann", "cccam", "192.0.2.7:4000", "2.0.11 <b>|</b>", 10_426, 3, Optional.empty());

  private Sights() {}

  static ReceiverClient client(
      String name,
      String protocol,
      String address,
      String says,
      long secondsThere,
      long secondsIdle,
      Optional<Refusal> refusal) {
    int colon = address.lastIndexOf(':');
    return new ReceiverClient(
        protocol,
        name,
        new InetSocketAddress(
            AddressList.address(address.substring(0, colon)).orElseThrow(),
            Integer.parseInt(address.substring(colon + 1))),
        says,
        NOW.minusSeconds(secondsThere),
        NOW.minusSeconds(secondsIdle),
        "0B00:0065",
        0,
        330,
        10,
        1,
        0,
        1_250,
        2_500,
        30_000,
        refusal,
        0,
        List.of(new ReceiverShare(0x0B00, 0, 300, 295), new ReceiverShare(0x0B00, 0x2A, 40, 35)));
  }

  static Sight sight(ReceiverClient... clients) {
    return new Sight(
        "2.0.11",
        NODE,
        NOW.atZone(ZoneOffset.UTC),
        TOTALS,
        List.of(clients).stream().map(client -> new Watched(client, 12)).toList(),
        List.of(MAIN),
        List.of(new Uplink("192.0.2.200:12000", NOW.minusSeconds(60), "2.0.11", 9, 8)),
        24);
  }
}
