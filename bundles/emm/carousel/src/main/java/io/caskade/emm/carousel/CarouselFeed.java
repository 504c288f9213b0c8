package io.caskade.emm.carousel;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.EmmDatagram;
import io.caskade.api.base.NetworkId;
import io.caskade.api.ecm.EmmWorker;
import io.caskade.api.emm.EmmAudience;
import io.caskade.api.emm.EmmFeed;
import io.caskade.api.emm.FeedStatistics;
import io.caskade.api.rights.AiredCard;
import io.caskade.api.rights.CardTable;
import io.caskade.api.rights.Urgency;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The feed of one mux. Each turn is offered to the owner of the share first, then to the others in
 * the order of their importance; the EMM is made of what the table shows at that moment. One lock
 * guards all: the mux pulls, the mirror announces, and a profile that leaves is let go, each for
 * microseconds.
 */
final class CarouselFeed implements EmmFeed {
  private static final Logger LOG = LoggerFactory.getLogger(CarouselFeed.class);
  private static final long SILENCE = TimeUnit.SECONDS.toNanos(10);

  /** Cards that a share may look at in one turn. */
  private static final int LOOKS = 256;

  private final EmmAudience audience;
  private final Surroundings surroundings;
  private final InstantSource wall;
  private final LongSupplier nanos;
  private final Consumer<CarouselFeed> onClose;
  private final List<Lane> lanes;
  private final UnmadeEmms unmade;
  private final FeedFigures figures;

  private long sent;
  private long dummies;
  private long lastSent;
  private int firstLane;
  private boolean roomTooSmall;
  private boolean closed;

  CarouselFeed(
      EmmAudience audience,
      Surroundings surroundings,
      InstantSource wall,
      LongSupplier nanos,
      Consumer<CarouselFeed> onClose) {
    this.audience = audience;
    this.surroundings = surroundings;
    this.wall = wall;
    this.nanos = nanos;
    this.onClose = onClose;
    lanes =
        audience.networks().stream()
            .sorted()
            .map(network -> new Lane(network, audience, surroundings))
            .toList();
    unmade = new UnmadeEmms(audience.name());
    figures = new FeedFigures(audience);
    lastSent = nanos.getAsLong();
  }

  @Override
  public synchronized Optional<EmmDatagram> next(int room) {
    if (closed) {
      return Optional.empty();
    }
    try {
      return turn(new Turn(nanos.getAsLong(), wall.instant(), room));
    } catch (RuntimeException | LinkageError e) {
      LOG.error("output {}: a turn failed; the next one is tried", audience.name(), e);
      return Optional.empty();
    }
  }

  /** When it is, and how much room there is. */
  private record Turn(long now, Instant wall, int room) {}

  private Optional<EmmDatagram> turn(Turn turn) {
    roomTooSmall = false;
    Share owner = Share.owner(sent);
    Optional<EmmDatagram> emm = offer(owner, turn);
    for (Share share : Share.order()) {
      if (emm.isEmpty() && !roomTooSmall && share != owner) {
        emm = offer(share, turn);
      }
    }
    if (emm.isPresent()) {
      sent++;
      lastSent = turn.now();
      return emm;
    }
    return roomTooSmall ? emm : dummy(turn);
  }

  private Optional<EmmDatagram> offer(Share share, Turn turn) {
    Optional<CardTable> table = surroundings.table();
    if (table.isEmpty()) {
      return Optional.empty();
    }
    Optional<EmmDatagram> emm =
        switch (share) {
          case FRESH -> changes(table.get(), turn, Lane::single, true);
          case REPEAT -> changes(table.get(), turn, Lane::single, false);
          case BULK ->
              changes(table.get(), turn, Lane::bulk, true)
                  .or(() -> changes(table.get(), turn, Lane::bulk, false));
          case CYCLE -> cycle(table.get(), turn);
        };
    emm.ifPresent(made -> figures.sent(share, made));
    return emm;
  }

  private interface QueueOf {
    ChangeQueue in(Lane lane);
  }

  /** Fresh changes or repeats, of all networks that have a worker. */
  private Optional<EmmDatagram> changes(
      CardTable table, Turn turn, QueueOf queueOf, boolean fresh) {
    if (roomTooSmall) {
      return Optional.empty();
    }
    var budget = new Budget(LOOKS);
    while (budget.spend()) {
      Lane lane = laneWith(turn, queueOf, fresh);
      if (lane == null) {
        return Optional.empty();
      }
      ChangeQueue queue = queueOf.in(lane);
      int step = fresh ? ChangeQueue.FRESH : queue.dueRepeat(turn.now());
      var serial = new CardSerial(Integer.toUnsignedLong(queue.serial(step)));
      Optional<AiredCard> card = table.find(lane.network(), serial);
      Optional<EmmDatagram> emm = card.flatMap(found -> make(lane, found, turn));
      if (roomTooSmall) {
        return Optional.empty();
      }
      if (emm.isPresent()) {
        queue.aired(step, turn.now());
        return emm;
      }
      queue.drop(step);
    }
    return Optional.empty();
  }

  /** The network with the oldest fresh change, or any with a repeat that is due. */
  private @Nullable Lane laneWith(Turn turn, QueueOf queueOf, boolean fresh) {
    Lane oldest = null;
    for (int i = 0; i < lanes.size(); i++) {
      Lane lane = lanes.get((firstLane + i) % lanes.size());
      ChangeQueue queue = queueOf.in(lane);
      boolean due = fresh ? queue.hasFresh() : queue.dueRepeat(turn.now()) != ChangeQueue.NONE;
      if (!due || lane.worker().at(turn.wall()) == null) {
        continue;
      }
      if (!fresh) {
        return lane;
      }
      if (oldest == null || queue.oldestCommit() < queueOf.in(oldest).oldestCommit()) {
        oldest = lane;
      }
    }
    return oldest;
  }

  private Optional<EmmDatagram> cycle(CardTable table, Turn turn) {
    if (!table.ready()) {
      return Optional.empty();
    }
    var budget = new Budget(LOOKS);
    for (int i = 0; i < lanes.size(); i++) {
      int at = (firstLane + i) % lanes.size();
      Lane lane = lanes.get(at);
      if (lane.worker().at(turn.wall()) == null) {
        continue;
      }
      Optional<AiredCard> due = lane.cycle().due(table, turn.now(), budget);
      while (due.isPresent()) {
        Optional<EmmDatagram> emm = make(lane, due.get(), turn);
        if (roomTooSmall) {
          return Optional.empty();
        }
        lane.cycle().passed(due.get().serial(), turn.now());
        if (emm.isPresent()) {
          firstLane = (at + 1) % lanes.size();
          return emm;
        }
        due = lane.cycle().due(table, turn.now(), budget);
      }
    }
    return Optional.empty();
  }

  /** Empty when the card is not ours, cannot be told, or when the room is too small. */
  private Optional<EmmDatagram> make(Lane lane, AiredCard card, Turn turn) {
    try {
      EmmWorker worker = lane.worker().at(turn.wall());
      if (worker == null || !lane.cycle().reaches(card) || turn.wall().isAfter(end(card))) {
        return Optional.empty();
      }
      EmmDatagram emm = worker.emm(card.serial(), card.key(), card.rights());
      roomTooSmall = emm.section().length() > turn.room();
      return roomTooSmall ? Optional.empty() : Optional.of(emm);
    } catch (RuntimeException | LinkageError e) {
      unmade.add(lane.network(), card.serial(), e, turn.now());
      return Optional.empty();
    } finally {
      card.key().destroy();
    }
  }

  /** The last second is still part of the window. */
  private static Instant end(AiredCard card) {
    return card.airUntil().plusSeconds(1);
  }

  private Optional<EmmDatagram> dummy(Turn turn) {
    if (turn.now() - lastSent < SILENCE) {
      return Optional.empty();
    }
    for (Lane lane : lanes) {
      EmmWorker worker = lane.worker().at(turn.wall());
      if (worker != null) {
        EmmDatagram emm = worker.dummy(turn.wall());
        if (emm.section().length() > turn.room()) {
          return Optional.empty();
        }
        dummies++;
        lastSent = turn.now();
        return Optional.of(emm);
      }
    }
    return Optional.empty();
  }

  /** Takes in what the mirror announces; cards of other networks and regions are left out. */
  synchronized void changed(
      NetworkId network, List<CardSerial> serials, Urgency urgency, Instant committedAt) {
    if (closed) {
      return;
    }
    for (Lane lane : lanes) {
      if (lane.network().equals(network)) {
        long at = committedAt.toEpochMilli();
        for (CardSerial serial : serials) {
          if (mayReach(lane, serial)) {
            lane.changed(serial, urgency, at);
          }
        }
      }
    }
  }

  @Override
  public synchronized void undelivered(Duration span) {
    long now = nanos.getAsLong();
    Duration counted = span.compareTo(RecentChanges.KEPT) < 0 ? span : RecentChanges.KEPT;
    long since = now - counted.toNanos();
    for (Lane lane : lanes) {
      lane.single().undelivered(since, now, wall.millis());
      lane.bulk().undelivered(since, now, wall.millis());
    }
  }

  /** Without a table it shows when the card has its turn. */
  private boolean mayReach(Lane lane, CardSerial serial) {
    Optional<CardTable> table = surroundings.table();
    if (audience.regions().isEmpty() || table.isEmpty()) {
      return true;
    }
    Optional<AiredCard> card = table.get().find(lane.network(), serial);
    card.ifPresent(found -> found.key().destroy());
    return card.isPresent() && lane.cycle().reaches(card.get());
  }

  /** After the call no call is inside a worker of a profile that left, and none is held. */
  synchronized void leaveOldProfiles() {
    lanes.forEach(lane -> lane.worker().leaveOldProfile());
  }

  /** For those who watch. */
  FeedFigures.Shown shown() {
    return new FeedFigures.Shown(figures, statistics());
  }

  @Override
  public synchronized FeedStatistics statistics() {
    long changes = 0;
    long bulk = 0;
    long repeats = 0;
    long cards = 0;
    long cycle = 0;
    long cycles = Long.MAX_VALUE;
    for (Lane lane : lanes) {
      changes += lane.single().fresh();
      bulk += lane.bulk().fresh();
      repeats += lane.single().repeats() + lane.bulk().repeats();
      cards += cards(lane);
      cycle = Math.max(cycle, lane.cycle().length());
      cycles = Math.min(cycles, lane.cycle().rounds());
    }
    return new FeedStatistics(
        cards,
        sent,
        dummies,
        changes,
        bulk,
        repeats,
        oldestChange(),
        Duration.ofNanos(cycle),
        lanes.isEmpty() ? 0 : cycles);
  }

  /** EMMs that could not be made since the feed was opened. */
  synchronized long unmade() {
    return unmade.count();
  }

  /** With regions only a round tells which cards are reached. */
  private long cards(Lane lane) {
    if (!audience.regions().isEmpty() && lane.cycle().rounds() > 0) {
      return lane.cycle().cards();
    }
    return surroundings.table().map(table -> table.size(lane.network())).orElse(0);
  }

  private Duration oldestChange() {
    long oldest = Long.MAX_VALUE;
    for (Lane lane : lanes) {
      for (ChangeQueue queue : List.of(lane.single(), lane.bulk())) {
        if (queue.hasFresh()) {
          oldest = Math.min(oldest, queue.oldestCommit());
        }
      }
    }
    long age = oldest == Long.MAX_VALUE ? 0 : wall.millis() - oldest;
    return Duration.ofMillis(Math.max(0, age));
  }

  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      lanes.forEach(lane -> lane.worker().close());
    }
    onClose.accept(this);
  }
}
