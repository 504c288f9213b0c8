package io.caskade.rights.mirror;

import static io.caskade.rights.mirror.TestCards.NORTH;
import static io.caskade.rights.mirror.TestCards.SOUTH;
import static io.caskade.rights.mirror.TestCards.card;
import static io.caskade.rights.mirror.TestCards.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.Network;
import io.caskade.api.base.NetworkId;
import io.caskade.api.ops.AlarmCode;
import io.caskade.api.rights.AiringRules;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.CardStatus;
import io.caskade.api.rights.Urgency;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class FeedFollowerTest {
  private final List<Long> revisions = new ArrayList<>();
  private final InstantSource clock = InstantSource.fixed(TestCards.NOON);
  private final MirrorTable table = new MirrorTable(clock, ZoneOffset.UTC, revisions::add);
  private final StandingAlarms alarms = new StandingAlarms(clock);
  private final Announcer announcer = new Announcer();
  private final TestVault vault = new TestVault("one");
  private final TestFeed feed = new TestFeed();
  private final List<String> told = new ArrayList<>();
  private FeedFollower follower = follower();

  FeedFollowerTest() {
    announcer.add(this::note);
  }

  private FeedFollower follower() {
    return new FeedFollower(table, new CardIntake(table, new CardKeys(alarms)), announcer, clock);
  }

  /** Each announced card must be shown by the table already. */
  private void note(
      NetworkId network, List<CardSerial> serials, Urgency urgency, Instant committedAt) {
    for (CardSerial serial : serials) {
      told.add(urgency + " " + serial + " v" + version(network, serial.value()));
    }
  }

  private long version(NetworkId network, long serial) {
    return table
        .find(network, new CardSerial(serial))
        .map(card -> (long) card.rights().products().bits())
        .orElse(0L);
  }

  private void followToTheEnd() {
    while (follower.follow(feed, vault)) {
      assertThat(told.size()).isLessThan(1_000_000);
    }
  }

  @Example
  void theFirstRoundReadsAllCardsAndIsReadyThen() {
    feed.there(card(NORTH, 1, 1));
    feed.put(card(NORTH, 2, 1), Urgency.SINGLE);
    assertThat(table.ready()).isFalse();

    followToTheEnd();

    assertThat(table.ready()).isTrue();
    assertThat(table.size(NORTH)).isEqualTo(2);
    assertThat(table.image().position().seq()).isEqualTo(1);
    assertThat(told).isEmpty();
  }

  @Example
  void aChangeIsShownAndThenTold() {
    followToTheEnd();
    feed.put(card(NORTH, 7, 1), Urgency.SINGLE);
    followToTheEnd();
    feed.put(card(NORTH, 7, 2), Urgency.SINGLE);
    followToTheEnd();

    assertThat(told).containsExactly("SINGLE 7 v1", "SINGLE 7 v2");
    assertThat(table.image().position().seq()).isEqualTo(2);
  }

  /** A recall changes nothing but the version. */
  @Example
  void aChangeThatLeavesTheStateAsItWasIsTold() {
    followToTheEnd();
    feed.put(card(NORTH, 7, 1), Urgency.SINGLE);
    followToTheEnd();
    Card same = card(NORTH, 7, 1);
    Card recalled =
        new Card(
            NORTH,
            same.serial(),
            2,
            same.status(),
            same.region(),
            same.sold(),
            same.latestFinish(),
            same.key(),
            same.holder(),
            same.registeredAt());
    feed.put(recalled, Urgency.SINGLE);
    followToTheEnd();

    assertThat(told).containsExactly("SINGLE 7 v1", "SINGLE 7 v1");
  }

  @Example
  void theRulesOfANetworkFollowTheFeed() {
    followToTheEnd();
    var rules = new AiringRules(Duration.ofHours(3), Optional.of(Duration.ofDays(35)));
    assertThat(table.image().rules(NORTH)).isEqualTo(AiringRules.DEFAULT);
    feed.networks.set(0, TestFeed.network("north", 1, rules));
    feed.seal(NORTH, Optional.empty(), Urgency.SINGLE);

    followToTheEnd();

    assertThat(table.image().rules(NORTH)).isEqualTo(rules);
    assertThat(revisions).containsExactly(1L);
  }

  /** A box that is off since before still holds what the old rules told it. */
  @Example
  void whatWasToldUnderOldRulesIsStoppedToItsEndUnderNewOnes() {
    feed.there(with(card(NORTH, 7, 1), CardStatus.ACTIVE, card(NORTH, 7, 1).sold(), Instant.EPOCH));
    followToTheEnd();
    var rules = new AiringRules(Duration.ZERO, Optional.of(Duration.ofDays(2)));
    feed.networks.set(0, TestFeed.network("north", 1, rules));
    feed.seal(NORTH, Optional.empty(), Urgency.SINGLE);
    followToTheEnd();
    assertThat(finish()).isBefore(TestCards.FINISH);
    Card suspended =
        with(card(NORTH, 7, 2), CardStatus.SUSPENDED, card(NORTH, 7, 1).sold(), finish());
    feed.put(suspended, Urgency.SINGLE);
    followToTheEnd();

    assertThat(version(NORTH, 7)).isZero();
    assertThat(finish()).isEqualTo(TestCards.FINISH);
  }

  private Instant finish() {
    return table.find(NORTH, new CardSerial(7)).orElseThrow().rights().finish();
  }

  @Example
  void singleChangesOvertakeABulkJobOfManyPages() {
    followToTheEnd();
    int job = 3 * FeedFollower.PAGE + 10;
    for (int serial = 0; serial < job; serial++) {
      feed.put(card(NORTH, serial, 1), Urgency.BULK);
    }
    feed.put(card(NORTH, 900_000, 1), Urgency.SINGLE);
    feed.put(card(NORTH, 5, 2), Urgency.SINGLE);

    followToTheEnd();

    assertThat(told.subList(0, 2)).containsExactly("SINGLE 900000 v1", "SINGLE 5 v2");
    assertThat(told).hasSize(job + 1).doesNotHaveDuplicates().doesNotContain("BULK 5 v2");
    assertThat(table.image().position().seq()).isEqualTo(job + 2L);
  }

  @Example
  void aSingleChangeThatComesDuringABulkJobIsNextToBeApplied() {
    followToTheEnd();
    for (int serial = 0; serial < 5 * FeedFollower.CHUNK; serial++) {
      feed.put(card(NORTH, serial, 1), Urgency.BULK);
    }
    while (told.size() < FeedFollower.CHUNK) {
      follower.follow(feed, vault);
    }
    int before = told.size();
    long position = table.image().position().seq();
    feed.put(card(NORTH, 900_000, 1), Urgency.SINGLE);

    follower.follow(feed, vault);

    assertThat(told.get(before)).isEqualTo("SINGLE 900000 v1");
    assertThat(position).isEqualTo(FeedFollower.CHUNK);
  }

  @Example
  void aBulkChangeBehindASingleOneOfTheSameCardIsNotLost() {
    followToTheEnd();
    for (int serial = 0; serial < 3 * FeedFollower.CHUNK; serial++) {
      feed.put(card(NORTH, serial, 1), Urgency.BULK);
    }
    feed.put(card(NORTH, 2_500, 2), Urgency.SINGLE);
    follower.follow(feed, vault);
    follower.follow(feed, vault);
    assertThat(told).contains("SINGLE 2500 v2");
    feed.put(card(NORTH, 2_500, 3), Urgency.BULK);

    followToTheEnd();

    assertThat(version(NORTH, 2_500)).isEqualTo(3);
    assertThat(told).contains("BULK 2500 v3").doesNotContain("BULK 2500 v2");
  }

  /** What a kill -9 leaves behind is a position; all after it must be told again. */
  @Example
  void thePositionNeverPassesAChangeThatWaits() {
    followToTheEnd();
    for (int serial = 0; serial < 3 * FeedFollower.CHUNK; serial++) {
      feed.put(card(NORTH, serial, 1), Urgency.BULK);
    }
    feed.put(card(NORTH, 900_000, 1), Urgency.SINGLE);
    boolean more = true;
    while (more) {
      more = follower.follow(feed, vault);
      long bulkTold = told.stream().filter(line -> line.startsWith("BULK")).count();
      if (more) {
        assertThat(table.image().position().seq()).isLessThanOrEqualTo(bulkTold);
      }
    }
    assertThat(table.image().position().seq()).isEqualTo(3L * FeedFollower.CHUNK + 1);
  }

  @Example
  void aChangeDuringTheFirstReadingIsToldAfterwards() {
    feed.there(card(NORTH, 1, 1));
    feed.there(card(NORTH, 2, 1));
    feed.whileStreaming =
        () -> {
          feed.whileStreaming = () -> {};
          feed.put(card(NORTH, 1, 2), Urgency.SINGLE);
        };

    followToTheEnd();

    assertThat(told).containsExactly("SINGLE 1 v2");
  }

  @Example
  void networksFollowTheFeed() {
    followToTheEnd();
    assertThat(table.networks()).extracting(Network::id).containsExactly(NORTH);
    feed.networks.add(TestFeed.network("south", 2));
    feed.seal(SOUTH, Optional.empty(), Urgency.SINGLE);

    followToTheEnd();

    assertThat(table.networks()).extracting(Network::id).containsExactly(NORTH, SOUTH);
    assertThat(revisions).containsExactly(1L, 2L);
  }

  @Example
  void aFailureInTheMiddleIsMadeUpFor() {
    followToTheEnd();
    for (int serial = 0; serial < 2500; serial++) {
      feed.put(card(NORTH, serial, 1), Urgency.BULK);
    }
    follower.follow(feed, vault);
    follower.follow(feed, vault);
    feed.away = true;
    assertThatThrownBy(() -> follower.follow(feed, vault)).isInstanceOf(CaskadeException.class);
    follower.detach();
    feed.away = false;

    followToTheEnd();

    assertThat(table.size(NORTH)).isEqualTo(2500);
    assertThat(table.image().position().seq()).isEqualTo(2500);
    assertThat(feed.calls.stream().filter("readAll"::equals)).hasSize(1);
  }

  @Example
  void aFeedWithAGapMakesAllCardsBeReadAgain() {
    feed.put(card(NORTH, 1, 1), Urgency.SINGLE);
    followToTheEnd();
    feed.put(card(NORTH, 2, 1), Urgency.SINGLE);
    feed.prune();
    feed.put(card(NORTH, 3, 1), Urgency.SINGLE);

    followToTheEnd();

    assertThat(table.size(NORTH)).isEqualTo(3);
    assertThat(told).containsExactlyInAnyOrder("BULK 2 v1", "BULK 3 v1");
    assertThat(table.image().position().seq()).isEqualTo(3);
  }

  @Example
  void aForeignDatabaseReplacesWhatTheSnapshotHeld() {
    feed.put(card(NORTH, 1, 9), Urgency.SINGLE);
    feed.put(card(NORTH, 2, 9), Urgency.SINGLE);
    followToTheEnd();
    for (int seqs : new int[] {1, 2, 5}) {
      var other = new TestFeed();
      for (int i = 0; i < seqs; i++) {
        other.put(card(NORTH, 100 + i, 1), Urgency.SINGLE);
      }
      follower = follower();
      follower.follow(other, vault);
      assertThat(table.size(NORTH)).isEqualTo(seqs);
      assertThat(version(NORTH, 1)).isZero();
    }
  }

  @Example
  void theSameDatabaseIsFollowedOnAfterARestart() {
    feed.put(card(NORTH, 1, 1), Urgency.SINGLE);
    followToTheEnd();
    feed.put(card(NORTH, 2, 1), Urgency.SINGLE);
    feed.calls.clear();
    follower = follower();

    followToTheEnd();

    assertThat(feed.calls).doesNotContain("readAll");
    assertThat(told).containsExactly("SINGLE 2 v1");
  }

  @Example
  void unreadableKeysAreReportedAndStopNothing() {
    feed.there(card(NORTH, 1, 1));
    feed.there(card(NORTH, 2, 1, "", new TestVault("other")));
    feed.there(card(NORTH, 3, 1));

    followToTheEnd();

    assertThat(table.size(NORTH)).isEqualTo(2);
    assertThat(alarms.alarms())
        .singleElement()
        .satisfies(
            alarm -> {
              assertThat(alarm.code()).isEqualTo(AlarmCode.CARD_KEYS_UNREADABLE);
              assertThat(alarm.arguments()).containsExactly(1, "2");
            });
    feed.put(card(NORTH, 2, 2), Urgency.SINGLE);
    followToTheEnd();
    assertThat(alarms.alarms()).isEmpty();
    assertThat(table.size(NORTH)).isEqualTo(3);
  }

  /** Whatever is interrupted, repeated or replayed, table and database agree in the end. */
  @Property(tries = 100)
  void theTableConverges(@ForAll Random random) {
    new FeedFollowerTest().converges(random);
  }

  private void converges(Random random) {
    var expected = new TreeMap<Long, Long>();
    for (int step = 0; step < 60; step++) {
      for (int i = random.nextInt(20); i > 0; i--) {
        long serial = random.nextInt(50);
        long version = expected.merge(serial, 1L, Long::sum);
        feed.put(
            card(NORTH, serial, version), random.nextInt(3) == 0 ? Urgency.SINGLE : Urgency.BULK);
      }
      switch (random.nextInt(5)) {
        case 0 -> follower.detach();
        case 1 -> follower = follower();
        case 2 -> {
          feed.away = true;
          assertThatThrownBy(() -> follower.follow(feed, vault))
              .isInstanceOf(CaskadeException.class);
          follower.detach();
          feed.away = false;
        }
        default -> follower.follow(feed, vault);
      }
    }
    followToTheEnd();
    expected.forEach((serial, version) -> assertThat(version(NORTH, serial)).isEqualTo(version));
    assertThat(table.size(NORTH)).isEqualTo(expected.size());
    assertThat(table.image().position().seq()).isEqualTo(feed.head());
  }
}
