package io.caskade.rights.mirror;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.Urgency;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Announces cards that are told something else by themselves: one of several windows begins or
 * ends, a re-pairing is over. What passed while the head-end was down is announced after its start.
 * Confined to the following thread.
 */
final class BoundaryWatch {
  /** More at once are a bulk change: windows that were sold to many end in the same second. */
  static final int SINGLES = 300;

  private static final int CHUNK = 1_000;

  private final MirrorTable table;
  private final Announcer announcer;
  private final Map<NetworkId, NetworkBoundaries> networks = new HashMap<>();
  private long passed = MirrorImage.NOT_YET;

  BoundaryWatch(MirrorTable table, Announcer announcer) {
    this.table = table;
    this.announcer = announcer;
  }

  /** Announces what passed since the last look. */
  void look() {
    MirrorImage image = table.image();
    if (!image.complete()) {
      return;
    }
    long now = table.now().getEpochSecond();
    if (passed == MirrorImage.NOT_YET) {
      passed = image.boundariesTo();
    }
    if (now < passed) {
      // A clock that was set back passes the same boundaries again, and so they are told again.
      networks.clear();
      passed = now;
    }
    if (announce(image, now)) {
      table.publish(table.image().withBoundariesTo(now));
    }
    passed = now;
  }

  private boolean announce(MirrorImage image, long now) {
    networks.keySet().retainAll(image.cards().keySet());
    boolean any = false;
    for (NetworkCards cards : image.cards().values()) {
      var batch = new Batch(cards.network(), Instant.ofEpochSecond(passed + 1));
      networks
          .computeIfAbsent(cards.network(), network -> new NetworkBoundaries())
          .pass(cards, passed, now, batch::add);
      any |= batch.end();
    }
    return any;
  }

  /** Cards of one network on their way to the listeners, so many at once. */
  private final class Batch {
    private final NetworkId network;
    private final Instant since;
    private List<CardSerial> serials = new ArrayList<>();
    private boolean any;
    private boolean many;

    Batch(NetworkId network, Instant since) {
      this.network = network;
      this.since = since;
    }

    void add(CardSerial serial) {
      serials.add(serial);
      if (serials.size() == CHUNK) {
        many = true;
        flush();
      }
    }

    boolean end() {
      many |= serials.size() > SINGLES;
      flush();
      return any;
    }

    private void flush() {
      if (!serials.isEmpty()) {
        announcer.announce(network, serials, many ? Urgency.BULK : Urgency.SINGLE, since);
        serials = new ArrayList<>();
        any = true;
      }
    }
  }
}
