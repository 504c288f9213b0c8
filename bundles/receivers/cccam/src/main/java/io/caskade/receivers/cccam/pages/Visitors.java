package io.caskade.receivers.cccam.pages;

import io.caskade.api.ops.Peer;
import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * Connections that are open. Of too many the one that came first goes, so that a flood keeps nobody
 * out for long. Any thread.
 */
final class Visitors {
  static final int MOST = 64;

  private final InstantSource clock;
  private final Map<Channel, Peer> open = new LinkedHashMap<>();
  private final LongAdder came = new LongAdder();
  private final LongAdder sentAway = new LongAdder();

  Visitors(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Somebody came.
   *
   * @param kind {@code web} or {@code info}
   */
  @SuppressWarnings("FutureReturnValueIgnored") // Netty tells the pipeline what fails
  void add(Channel channel, String kind) {
    came.increment();
    Peer peer = new Peer(shown(channel), now(), Map.of("kind", kind));
    Channel leaving = null;
    synchronized (open) {
      if (open.size() >= MOST) {
        leaving = open.keySet().iterator().next();
        open.remove(leaving);
      }
      open.put(channel, peer);
    }
    if (leaving != null) {
      sentAway.increment();
      leaving.close();
    }
  }

  void remove(Channel channel) {
    synchronized (open) {
      open.remove(channel);
    }
  }

  List<Peer> peers() {
    synchronized (open) {
      return List.copyOf(open.values());
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // Netty tells the pipeline what fails
  void closeAll() {
    List<Channel> all;
    synchronized (open) {
      all = new ArrayList<>(open.keySet());
    }
    all.forEach(Channel::close);
  }

  Instant now() {
    return clock.instant();
  }

  long came() {
    return came.sum();
  }

  /** Because too many others came. */
  long sentAway() {
    return sentAway.sum();
  }

  private static String shown(Channel channel) {
    return channel.remoteAddress() instanceof InetSocketAddress remote
        ? remote.getAddress().getHostAddress() + ":" + remote.getPort()
        : String.valueOf(channel.remoteAddress());
  }
}
