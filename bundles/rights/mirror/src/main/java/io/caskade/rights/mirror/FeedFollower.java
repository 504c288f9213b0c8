package io.caskade.rights.mirror;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.NetworkId;
import io.caskade.api.keys.KeyVault;
import io.caskade.api.rights.AiringRules;
import io.caskade.api.rights.ChangeFeed;
import io.caskade.api.rights.OperatorNetwork;
import io.caskade.api.rights.SealedChange;
import io.caskade.api.rights.Urgency;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the change feed (architecture section 6): reads ahead, applies single changes and changes
 * of networks at once, and bulk changes when no single change is left to read. Everything is done
 * again after a failure; rows are re-read and the higher version stays, so that does no harm.
 * Confined to one thread.
 */
final class FeedFollower {
  private static final Logger LOG = LoggerFactory.getLogger(FeedFollower.class);

  /** Changes read from the feed at once. */
  static final int PAGE = 2_000;

  /** Cards re-read and announced at once. */
  static final int CHUNK = 1_000;

  /** Bulk changes read ahead at most. */
  static final int AHEAD = 500_000;

  private final MirrorTable table;
  private final CardIntake intake;
  private final AccountIntake accounts;
  private final Announcer announcer;
  private final InstantSource clock;

  private final ArrayDeque<WaitingChange> waiting = new ArrayDeque<>();

  /** Cards that were read again ahead of their bulk change, up to this number of the feed. */
  private final Map<CardInNetwork, Long> overtaken = new HashMap<>();

  private FeedPosition readTo = FeedPosition.START;
  private boolean attached;

  private record CardInNetwork(NetworkId network, CardSerial serial) {
    static CardInNetwork of(WaitingChange change) {
      return new CardInNetwork(change.network(), change.serial());
    }
  }

  FeedFollower(MirrorTable table, CardIntake intake, Announcer announcer, InstantSource clock) {
    this.table = table;
    this.intake = intake;
    this.accounts = new AccountIntake(table);
    this.announcer = announcer;
    this.clock = clock;
  }

  /** The feed may be another one from now on: compare before following it. */
  void detach() {
    attached = false;
    waiting.clear();
    overtaken.clear();
  }

  /**
   * One round: something is read, or something that was read is applied.
   *
   * @return true when there is more to do at once
   * @throws CaskadeException DATABASE_UNAVAILABLE; the next round begins again at the position
   */
  boolean follow(ChangeFeed feed, KeyVault vault) {
    if (!attached) {
      attach(feed, vault);
    }
    List<SealedChange> page = waiting.size() < AHEAD ? read(feed) : List.of();
    if (!page.isEmpty() && page.get(0).seq() != readTo.seq() + 1) {
      LOG.warn(
          "the feed lacks the changes {} to {}; all cards are read again",
          readTo.seq() + 1,
          page.get(0).seq() - 1);
      load(feed, vault);
      return true;
    }
    if (!page.isEmpty()) {
      takeIn(page, feed, vault);
    }
    if (page.size() < PAGE) {
      applyWaiting(feed, vault);
    }
    return page.size() == PAGE || !waiting.isEmpty();
  }

  private void attach(ChangeFeed feed, KeyVault vault) {
    MirrorImage image = table.image();
    if (image.complete() && !holds(feed, image.position())) {
      LOG.warn(
          "the database is not the one that was followed to change {}; all cards are read again",
          image.position().seq());
      table.publish(image.withoutCards());
    }
    readNetworks(feed);
    detach();
    readTo = table.image().position();
    if (!table.image().complete()) {
      load(feed, vault);
    }
    // A snapshot of a build that knew no receivers has cards alone.
    if (!table.image().accounts().known()) {
      accounts.load(feed);
    }
    attached = true;
  }

  private static boolean holds(ChangeFeed feed, FeedPosition position) {
    if (position.seq() > feed.head()) {
      return false;
    }
    return position.changeId() == null
        || idAt(feed, position.seq()).equals(Optional.of(position.changeId()));
  }

  private static Optional<UUID> idAt(ChangeFeed feed, long seq) {
    return feed.after(seq - 1, 1).stream()
        .filter(change -> change.seq() == seq)
        .map(SealedChange::changeId)
        .findFirst();
  }

  /** The head is read first: what changes while rows are streamed comes again in the feed. */
  private void load(ChangeFeed feed, KeyVault vault) {
    long head = feed.head();
    Optional<UUID> id = head == 0 ? Optional.empty() : idAt(feed, head);
    boolean known = table.image().complete();
    Instant began = clock.instant();
    intake.load(
        feed,
        vault,
        (network, changed) -> {
          if (known) {
            announcer.announce(network, changed, Urgency.BULK, began);
          }
        });
    accounts.load(feed);
    detach();
    attached = true;
    readTo = id.isPresent() ? new FeedPosition(head, id.get()) : FeedPosition.START;
    MirrorImage read = table.image().at(readTo);
    // Nothing was told before; what changes by itself from now on is announced.
    table.publish(known ? read : read.withBoundariesTo(clock.instant().getEpochSecond()));
    LOG.info("{} cards were read from the database, at change {}", table.image().size(), head);
  }

  private List<SealedChange> read(ChangeFeed feed) {
    return feed.after(readTo.seq(), PAGE).stream()
        .filter(change -> change.seq() > readTo.seq())
        .sorted(Comparator.comparingLong(SealedChange::seq))
        .toList();
  }

  private void takeIn(List<SealedChange> page, ChangeFeed feed, KeyVault vault) {
    if (page.stream().anyMatch(change -> change.serial().isEmpty())) {
      readNetworks(feed);
    }
    List<WaitingChange> singles = new ArrayList<>();
    List<WaitingChange> bulk = new ArrayList<>();
    for (SealedChange change : page) {
      change
          .serial()
          .map(serial -> WaitingChange.of(change, serial))
          .ifPresent((change.urgency() == Urgency.SINGLE ? singles : bulk)::add);
    }
    for (int from = 0; from < singles.size(); from += CHUNK) {
      apply(
          singles.subList(from, Math.min(from + CHUNK, singles.size())),
          Urgency.SINGLE,
          feed,
          vault);
    }
    accounts.refresh(feed, page);
    SealedChange last = page.get(page.size() - 1);
    waiting.addAll(bulk);
    if (!waiting.isEmpty()) {
      singles.forEach(change -> overtaken.put(CardInNetwork.of(change), last.seq()));
    }
    readTo = new FeedPosition(last.seq(), last.changeId());
    if (waiting.isEmpty()) {
      reached(readTo);
    }
  }

  private void applyWaiting(ChangeFeed feed, KeyVault vault) {
    if (waiting.isEmpty()) {
      return;
    }
    List<WaitingChange> chunk = new ArrayList<>(CHUNK);
    Iterator<WaitingChange> oldest = waiting.iterator();
    while (oldest.hasNext() && chunk.size() < CHUNK) {
      chunk.add(oldest.next());
    }
    apply(
        chunk.stream()
            .filter(change -> overtaken.getOrDefault(CardInNetwork.of(change), 0L) < change.seq())
            .toList(),
        Urgency.BULK,
        feed,
        vault);
    for (int done = 0; done < chunk.size(); done++) {
      waiting.remove();
    }
    if (waiting.isEmpty()) {
      overtaken.clear();
      reached(readTo);
    } else {
      reached(chunk.get(chunk.size() - 1).position());
    }
  }

  private void apply(
      List<WaitingChange> changes, Urgency urgency, ChangeFeed feed, KeyVault vault) {
    Map<NetworkId, Map<CardSerial, Instant>> byNetwork = new LinkedHashMap<>();
    for (WaitingChange change : changes) {
      byNetwork
          .computeIfAbsent(change.network(), network -> new LinkedHashMap<>())
          .putIfAbsent(change.serial(), change.at());
    }
    byNetwork.forEach(
        (network, cards) -> {
          Instant oldest = cards.values().stream().min(Instant::compareTo).orElseThrow();
          List<CardSerial> found = intake.refresh(feed, vault, network, cards.keySet());
          announcer.announce(network, found, urgency, oldest);
        });
  }

  private void reached(FeedPosition position) {
    table.publish(table.image().at(position));
  }

  /** Other rules must not shorten the stop of what was told under the old ones. */
  private void readNetworks(ChangeFeed feed) {
    List<OperatorNetwork> networks = feed.networks();
    if (networks.isEmpty()) {
      return;
    }
    MirrorImage before = table.image();
    MirrorImage next = before.with(networks);
    for (NetworkCards cards : before.cards().values()) {
      AiringRules rules = before.rules(cards.network());
      if (!rules.equals(next.rules(cards.network()))) {
        next = next.with(cards.toldUnder(rules, clock.instant()));
      }
    }
    table.publish(next);
  }
}
