package io.caskade.ops.airwatch.watch;

import io.caskade.api.base.NetworkId;
import io.caskade.api.base.Octets;
import io.caskade.api.ops.Alarm;
import io.caskade.api.ops.AlarmCode;
import io.caskade.ops.airwatch.watch.HeadEndView.TestCard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The EMMs of the test cards. A card's EMM is known by all its bytes: the head-end makes the same
 * ones from the card's row, so an old EMM of the card does not count for the present one.
 */
final class EmmWatch {
  private final WatchRules rules;
  private final Map<Id, Waiting> cards = new LinkedHashMap<>();
  private long emms;

  private record Id(NetworkId network, long serial) {}

  private static final class Waiting {
    private final AlarmLine line;
    private TestCard card;
    private long since;
    private boolean seen;
    private long lastSeen;

    Waiting(TestCard card, WatchRules rules, long now) {
      this.card = card;
      this.since = now;
      this.line = new AlarmLine(AlarmCode.AIR_EMM_MISSING, rules);
    }
  }

  EmmWatch(WatchRules rules) {
    this.rules = rules;
  }

  /** Takes over which cards are waited for; a changed EMM starts the wait again. */
  void cards(List<TestCard> wanted, Moment now) {
    Map<Id, Waiting> before = new LinkedHashMap<>(cards);
    cards.clear();
    for (TestCard card : wanted) {
      Id id = new Id(card.network(), card.serial().value());
      Waiting waiting = before.get(id);
      if (waiting == null) {
        waiting = new Waiting(card, rules, now.nanos());
      } else if (!waiting.card.emm().equals(card.emm())) {
        waiting.since = now.nanos();
        waiting.seen = false;
      }
      waiting.card = card;
      cards.put(id, waiting);
    }
  }

  /** Takes an EMM of the network's EMM PID. */
  void emm(NetworkId network, Octets section, Moment now) {
    emms++;
    for (Waiting waiting : cards.values()) {
      if (waiting.card.network().equals(network)
          && waiting.card.emm().filter(section::equals).isPresent()) {
        waiting.seen = true;
        waiting.lastSeen = now.nanos();
      }
    }
  }

  void resume(Moment now) {
    cards.values().forEach(waiting -> waiting.since = now.nanos());
  }

  void judge(Moment now) {
    for (Waiting waiting : cards.values()) {
      long age = age(waiting, now);
      waiting.line.judge(
          waiting.card.emm().isPresent() && age > rules.emmAge().toNanos(),
          now,
          waiting.card.serial().printed(),
          age / Moment.SECOND);
    }
  }

  private static long age(Waiting waiting, Moment now) {
    return now.nanos() - (waiting.seen ? Math.max(waiting.lastSeen, waiting.since) : waiting.since);
  }

  void hold() {
    cards.values().forEach(waiting -> waiting.line.hold());
  }

  List<Alarm> alarms(String probe) {
    List<Alarm> alarms = new ArrayList<>();
    for (Waiting waiting : cards.values()) {
      waiting
          .line
          .alarm(probe + ", card " + waiting.card.serial().printed())
          .ifPresent(alarms::add);
    }
    return alarms;
  }

  List<AirReport.CardLine> lines(Moment now) {
    return cards.values().stream()
        .map(
            waiting ->
                new AirReport.CardLine(
                    waiting.card,
                    waiting.seen
                        ? Optional.of(Duration.ofNanos(now.nanos() - waiting.lastSeen))
                        : Optional.empty()))
        .toList();
  }

  long emms() {
    return emms;
  }
}
