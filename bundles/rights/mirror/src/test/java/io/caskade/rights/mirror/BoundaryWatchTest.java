package io.caskade.rights.mirror;

import static io.caskade.rights.mirror.TestCards.NOON;
import static io.caskade.rights.mirror.TestCards.NORTH;
import static io.caskade.rights.mirror.TestCards.card;
import static io.caskade.rights.mirror.TestCards.keyed;
import static io.caskade.rights.mirror.TestCards.sold;
import static io.caskade.rights.mirror.TestCards.window;
import static io.caskade.rights.mirror.TestCards.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.base.CardSerial;
import io.caskade.api.rights.AiringRules;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.CardStatus;
import io.caskade.api.rights.Sold;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.LongStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class BoundaryWatchTest {
  private final List<String> told = new ArrayList<>();
  private final Announcer announcer = new Announcer();
  private Instant now = NOON;
  private MirrorTable table = empty();
  private BoundaryWatch watch = new BoundaryWatch(table, announcer);

  BoundaryWatchTest() {
    announcer.add(
        (network, serials, urgency, since) ->
            serials.forEach(serial -> told.add(urgency + " " + serial)));
  }

  private MirrorTable empty() {
    return new MirrorTable((InstantSource) () -> now, ZoneOffset.UTC, revision -> {});
  }

  private void holds(List<Card> cards) {
    List<KeyedCard> rows = cards.stream().map(TestCards::keyed).toList();
    MirrorImage image = table.image();
    table.publish(
        image
            .with(image.of(NORTH).merge(rows, now, AiringRules.DEFAULT).cards())
            .at(FeedPosition.START)
            .withBoundariesTo(image.complete() ? image.boundariesTo() : NOON.getEpochSecond()));
  }

  private List<String> lookAt(Instant time) {
    now = time;
    told.clear();
    watch.look();
    return List.copyOf(told);
  }

  private void restart() {
    MirrorImage kept = table.image();
    table = empty();
    table.publish(kept);
    watch = new BoundaryWatch(table, announcer);
  }

  /** Two products: one ends on the first day, one on the second. */
  private static Card twoWindows(long serial, long version) {
    return with(
        card(NORTH, serial, version),
        CardStatus.ACTIVE,
        sold(window(1, NOON.minusSeconds(9), day(1)), window(2, NOON.minusSeconds(9), day(2))),
        Instant.EPOCH);
  }

  private static Instant day(int day) {
    return NOON.plus(Duration.ofDays(day));
  }

  @Example
  void aBoundaryIsToldOnceInItsSecond() {
    holds(List.of(card(NORTH, 1, 1), twoWindows(2, 1), card(NORTH, 3, 1)));

    assertThat(lookAt(NOON)).isEmpty();
    assertThat(lookAt(day(1).plusMillis(999))).isEmpty();
    assertThat(lookAt(day(1).plusSeconds(1))).containsExactly("SINGLE 2");
    assertThat(lookAt(day(1).plusSeconds(1))).isEmpty();
    assertThat(lookAt(day(3))).containsExactly("SINGLE 2");
    assertThat(lookAt(day(99))).isEmpty();
  }

  @Example
  void theEndOfARePairingIsTold() {
    Sold sold =
        new Sold(List.of(window(1, NOON, day(9))), true, Optional.of(NOON.plusSeconds(3600)), true);
    holds(List.of(with(card(NORTH, 1, 1), CardStatus.ACTIVE, sold, Instant.EPOCH)));
    lookAt(NOON);

    assertThat(lookAt(NOON.plusSeconds(3599))).isEmpty();
    assertThat(lookAt(NOON.plusSeconds(3600))).containsExactly("SINGLE 1");
  }

  @Example
  void stockAndStoppedCardsHaveNoBoundariesOfTheirWindows() {
    holds(
        List.of(
            with(card(NORTH, 1, 1), CardStatus.STOCK, twoWindows(1, 1).sold(), day(9)),
            with(card(NORTH, 2, 1), CardStatus.RETIRED, twoWindows(1, 1).sold(), day(9))));
    lookAt(NOON);

    assertThat(lookAt(day(9))).isEmpty();
  }

  @Example
  void manyAtOnceAreABulkChange() {
    holds(LongStream.range(0, 300).mapToObj(serial -> twoWindows(serial, 1)).toList());
    lookAt(NOON);
    assertThat(lookAt(day(1).plusSeconds(1))).hasSize(300).contains("SINGLE 299");

    holds(LongStream.range(300, 2500).mapToObj(serial -> twoWindows(serial, 1)).toList());
    assertThat(lookAt(day(3)))
        .hasSize(2500)
        .doesNotHaveDuplicates()
        .allSatisfy(line -> assertThat(line).startsWith("BULK"));
  }

  @Example
  void whatPassedWhileTheHeadEndWasDownIsToldAfterItsStart() {
    holds(List.of(twoWindows(1, 1)));
    lookAt(NOON);
    restart();

    assertThat(lookAt(day(1).plusSeconds(5))).containsExactly("SINGLE 1");
    restart();
    assertThat(lookAt(day(1).plusSeconds(9))).isEmpty();
    restart();
    assertThat(lookAt(day(5))).containsExactly("SINGLE 1");
  }

  @Example
  void anIdleLookChangesNothingSoThatNoSnapshotIsWritten() {
    holds(List.of(twoWindows(1, 1)));
    lookAt(NOON);
    MirrorImage image = table.image();

    lookAt(NOON.plusSeconds(60));

    assertThat(table.image()).isSameAs(image);
    lookAt(day(1).plusSeconds(1));
    assertThat(table.image().boundariesTo()).isEqualTo(day(1).plusSeconds(1).getEpochSecond());
  }

  @Example
  void aClockThatWasSetBackPassesTheSameBoundaryAgain() {
    holds(List.of(twoWindows(1, 1)));
    lookAt(NOON);
    assertThat(lookAt(day(30))).hasSize(1);
    assertThat(lookAt(NOON)).isEmpty();

    assertThat(lookAt(day(1).plusSeconds(1))).containsExactly("SINGLE 1");
  }

  @Example
  void nothingIsToldBeforeTheCardsWereRead() {
    table.publish(
        table
            .image()
            .with(
                NetworkCards.empty(NORTH)
                    .merge(List.of(keyed(twoWindows(1, 1))), now, AiringRules.DEFAULT)
                    .cards()));

    assertThat(lookAt(NOON)).isEmpty();
    assertThat(lookAt(day(1).plusSeconds(1))).isEmpty();
  }

  /** However cards change and the clock runs, each look tells what a search of all cards finds. */
  @Property(tries = 40)
  void aLookTellsExactlyTheCardsWithABoundarySinceTheLast(@ForAll Random random) {
    var watched = new BoundaryWatchTest();
    watched.looksAsSearched(random);
  }

  private void looksAsSearched(Random random) {
    List<Card> cards = new ArrayList<>();
    for (long serial = 0; serial < 1200; serial++) {
      cards.add(with(card(NORTH, serial, 1), CardStatus.ACTIVE, ExtrasTest.anySold(random), NOON));
    }
    holds(cards);
    lookAt(NOON.minus(Duration.ofDays(40)));
    for (int look = 2; look < 40; look++) {
      for (int i = random.nextInt(20); i > 0; i--) {
        int at = random.nextInt(cards.size());
        cards.set(
            at, with(card(NORTH, at, look), CardStatus.ACTIVE, ExtrasTest.anySold(random), NOON));
      }
      holds(cards);
      Instant before = now;
      Instant after = now.plusSeconds(random.nextInt(300_000));
      var expected = new TreeSet<CardSerial>();
      for (Card card : cards) {
        if (card.sold().nextBoundary(before).filter(at -> !at.isAfter(after)).isPresent()) {
          expected.add(card.serial());
        }
      }
      assertThat(lookAt(after).stream().map(line -> line.substring(line.indexOf(' ') + 1)))
          .containsExactlyElementsOf(expected.stream().map(CardSerial::toString).toList());
    }
  }
}
