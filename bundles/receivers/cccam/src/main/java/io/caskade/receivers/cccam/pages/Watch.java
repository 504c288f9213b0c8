package io.caskade.receivers.cccam.pages;

import io.caskade.api.ops.Endpoint;
import io.caskade.api.ops.Peer;
import io.caskade.api.receivers.ReceiverClient;
import io.caskade.api.receivers.ReceiverDesk;
import io.caskade.receivers.cccam.pages.Sight.Uplink;
import io.caskade.receivers.cccam.pages.Sight.Watched;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the control-word server, its listeners and its uplinks, which come and go. Any thread.
 */
final class Watch {
  /** Kind of the endpoint that asks other sites. */
  private static final String EDGE = "edge";

  private static final String EMMS = "emms";
  private static final String EMMS_DROPPED = "emms_dropped";
  private static final String PROTOCOL = "protocol";
  private static final String SERVER = "server";
  private static final String ASKED = "asked";
  private static final String OPENED = "opened";

  private final Supplier<String> node;
  private final InstantSource clock;
  private final ZoneId zone;
  private final Set<Endpoint> endpoints = ConcurrentHashMap.newKeySet();
  private volatile @Nullable ReceiverDesk desk;

  /**
   * @param node of this server, sixteen hexadecimal digits
   * @param zone in which times are shown
   */
  Watch(Supplier<String> node, InstantSource clock, ZoneId zone) {
    this.node = node;
    this.clock = clock;
    this.zone = zone;
  }

  void use(ReceiverDesk present) {
    desk = present;
  }

  /** It is gone, unless another one is used meanwhile. */
  void forget(ReceiverDesk gone) {
    if (desk == gone) {
      desk = null;
    }
  }

  void use(Endpoint endpoint) {
    endpoints.add(endpoint);
  }

  void forget(Endpoint endpoint) {
    endpoints.remove(endpoint);
  }

  /** Empty while there is no control-word server. */
  Optional<Sight> sight(String version) {
    ReceiverDesk present = desk;
    if (present == null) {
      return Optional.empty();
    }
    Map<String, Long> emms = emms();
    return Optional.of(
        new Sight(
            version,
            node.get(),
            clock.instant().atZone(zone),
            present.totals(),
            present.clients().stream()
                .map(client -> new Watched(client, emms.getOrDefault(key(client), 0L)))
                .toList(),
            present.served(),
            uplinks(),
            endpoints.stream()
                .mapToLong(each -> each.counters().getOrDefault(EMMS_DROPPED, 0L))
                .sum()));
  }

  /** By protocol and address of the client. */
  private Map<String, Long> emms() {
    Map<String, Long> emms = new HashMap<>();
    for (Endpoint endpoint : endpoints) {
      for (Peer peer : endpoint.peers()) {
        if (peer.facts().containsKey(EMMS)) {
          emms.put(peer.facts().get(PROTOCOL) + " " + peer.address(), number(peer, EMMS));
        }
      }
    }
    return emms;
  }

  private static String key(ReceiverClient client) {
    return client.protocol()
        + " "
        + client.address().getAddress().getHostAddress()
        + ":"
        + client.address().getPort();
  }

  private List<Uplink> uplinks() {
    return endpoints.stream()
        .filter(endpoint -> endpoint.kind().equals(EDGE))
        .flatMap(endpoint -> endpoint.peers().stream())
        .map(
            peer ->
                new Uplink(
                    peer.address(),
                    peer.since(),
                    peer.facts().getOrDefault(SERVER, ""),
                    number(peer, ASKED),
                    number(peer, OPENED)))
        .toList();
  }

  /** A fact that is a number, zero when it is not told. */
  private static long number(Peer peer, String fact) {
    String told = peer.facts().getOrDefault(fact, "");
    return told.matches("[0-9]{1,18}") ? Long.parseLong(told) : 0;
  }
}
