package io.caskade.rights.mirror;

import static io.caskade.rights.mirror.TestCards.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.base.EmmDatagram;
import io.caskade.api.base.Octets;
import io.caskade.api.rights.AiringRules;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.CardStatus;
import io.caskade.api.rights.Sold;
import io.caskade.api.rights.Window;
import io.caskade.keys.crypto.BlockCiphers;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A year of some hundred cards in virtual time, through the real mirror, carousel and profile: the
 * clock steps from event to event. What a card should open is judged by the windows that were sold,
 * not by the projection.
 */
class YearOnAirTest {
  private static final int CARDS = 200;
  private static final Duration CYCLE = Duration.ofDays(1);
  private static final Duration GRACE = Duration.ofDays(1);
  private static final Duration ROLLING = Duration.ofDays(35);
  private static final Instant END = NOON.plus(Duration.ofDays(365));

  /** Of 60 days the head-end is down for the last four. */
  private static final long UP_DAYS = 56;

  private final Random random = new Random(2026);
  private final TestVault vault = new TestVault("one");
  private final TestFeed feed = new TestFeed();
  private final InstantSource clock = () -> now();
  private final SimulatedCard[] cards = new SimulatedCard[CARDS];
  private final Instant[] backOn = new Instant[CARDS];
  private final Instant[] staysOnUntil = new Instant[CARDS];

  /** The latest finish that EMMs of a card with products carried; the truth about stop EMMs. */
  private final long[] latestAired = new long[CARDS];

  private final Map<Integer, SimulatedCard.Message> airedNow = new HashMap<>();
  private final List<String> wrong = new ArrayList<>();
  private final Path folder;
  private Instant now = NOON;
  private boolean rolling;
  private boolean outages;
  private boolean roundNow;
  private SimulatedOffice office = office(AiringRules.DEFAULT);
  private @Nullable SimulatedHeadEnd headEnd;
  private int emms;
  private int stops;
  private int exactStops;
  private int expired;
  private int rePaired;
  private int recalled;

  YearOnAirTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private Instant now() {
    return now;
  }

  private SimulatedOffice office(AiringRules rules) {
    return new SimulatedOffice(random, rules, vault, feed);
  }

  @ParameterizedTest(name = "rolling validity {0}, head-end down at times {1}")
  @CsvSource({"false, false", "true, false", "false, true", "true, true"})
  void everyCardOpensWhatWasSoldAndNothingLonger(boolean rollingOn, boolean goesDown) {
    rolling = rollingOn;
    outages = goesDown;
    var rules = new AiringRules(GRACE, rolling ? Optional.of(ROLLING) : Optional.empty());
    feed.networks.set(0, TestFeed.network("north", 1, rules));
    office = office(rules);
    begin();
    Instant round = NOON;
    Instant act = NOON;
    while (now.isBefore(END)) {
      roundNow = now.equals(round);
      if (roundNow) {
        round = round.plus(CYCLE);
        switchHeadEnd();
        switchBoxes();
      }
      if (now.equals(act)) {
        act = now.plusSeconds(1 + random.nextInt(8 * 3600));
        officeActs();
      }
      air();
      look();
      now = Stream.of(round, act, office.nextBoundary(now)).min(Instant::compareTo).orElseThrow();
    }
    assertThat(emms).isGreaterThan(CARDS * 50);
    assertThat(stops).isGreaterThan(CARDS * 10);
    assertThat(exactStops > CARDS * 5).isEqualTo(!outages);
    assertThat(recalled).isGreaterThan(50);
    assertThat(rePaired).isGreaterThan(20);
    assertThat(expired > 0).isEqualTo(rolling);
  }

  private void begin() {
    for (int at = 0; at < CARDS; at++) {
      office.register(now);
      cards[at] =
          new SimulatedCard(
              TestCards.key(office.card(at).serial().value()),
              new BlockCiphers().tripleDesPerMessage());
    }
    Arrays.fill(backOn, NOON);
    Arrays.fill(staysOnUntil, NOON);
  }

  private void switchHeadEnd() {
    boolean down = outages && Duration.between(NOON, now).toDays() % 60 >= UP_DAYS;
    if (down && headEnd != null) {
      headEnd.close();
      headEnd = null;
    } else if (!down && headEnd == null) {
      headEnd = new SimulatedHeadEnd(clock, feed, vault, folder, CYCLE);
    }
  }

  private void switchBoxes() {
    for (int at = 0; at < CARDS; at++) {
      if (!cards[at].on) {
        cards[at].on = !now.isBefore(backOn[at]);
      } else if (random.nextInt(30) == 0 && now.isAfter(staysOnUntil[at])) {
        cards[at].on = false;
        backOn[at] = now.plus(Duration.ofDays(1 + random.nextInt(60)));
      }
    }
  }

  private void officeActs() {
    int at = random.nextInt(CARDS);
    Card card = office.card(at);
    if (headEnd != null && card.sold().paired() && isLive(card) && cards[at].on) {
      cards[at].host++;
      staysOnUntil[at] = now.plus(Duration.ofDays(4));
      office.rePair(at, now);
      rePaired++;
    } else {
      recalled += office.act(at, now) ? 1 : 0;
    }
  }

  private void air() {
    airedNow.clear();
    if (headEnd != null) {
      headEnd.pump().forEach(this::onAir);
    }
  }

  private void onAir(EmmDatagram emm) {
    Octets section = emm.section();
    long serial = Integer.toUnsignedLong(ByteBuffer.wrap(section.toByteArray()).getInt(6));
    int at = (int) (serial - SimulatedOffice.FIRST_SERIAL);
    if (at >= CARDS) {
      return;
    }
    SimulatedCard.Message message = cards[at].read(section);
    airedNow.put(at, message);
    emms++;
    if (message.mask() != 0) {
      latestAired[at] = Math.max(latestAired[at], message.stop() - 1);
    }
    if (cards[at].on) {
      cards[at].take(message, now.getEpochSecond());
    }
  }

  private void look() {
    for (int at = 0; at < CARDS; at++) {
      if (headEnd != null) {
        isToldAsLongAsNeeded(at);
        if (cards[at].on) {
          opensWhatWasSold(at);
        }
      }
      opensNothingLonger(at);
    }
    assertThat(wrong).as("at %s", now).isEmpty();
  }

  private void require(boolean right, int at, String what) {
    if (!right) {
      wrong.add(what + ": " + office.card(at) + ", aired " + airedNow.get(at));
    }
  }

  /** A box that is on has learnt each change by now. */
  private void opensWhatWasSold(int at) {
    Card card = office.card(at);
    int products = card.status() == CardStatus.ACTIVE ? sold(card.sold(), Duration.ZERO) : 0;
    int beginning = beginning(card.sold());
    int open = cards[at].open(now.getEpochSecond());
    require(((open ^ products) & ~beginning) == 0, at, "opens other products than were sold");
    if (isLive(card)) {
      boolean free = card.sold().freeUntil().filter(now::isBefore).isPresent();
      require(cards[at].paired == (card.sold().paired() && !free), at, "is paired otherwise");
    }
    require(cards[at].knowsItsHost(), at, "is left in another host");
  }

  /** In its first second a window is closed, and open is what was open before. */
  private int beginning(Sold sold) {
    int products = 0;
    for (Window window : sold.windows()) {
      products |= window.start().equals(now) ? window.products().bits() : 0;
    }
    return products;
  }

  private int sold(Sold sold, Duration grace) {
    int products = 0;
    for (Window window : sold.windows()) {
      boolean begun = !now.isBefore(window.start());
      boolean ended = !now.isBefore(window.finish().plus(grace).plusSeconds(1));
      products |= begun && !ended ? window.products().bits() : 0;
    }
    return products;
  }

  private boolean isLive(Card card) {
    return card.status() == CardStatus.ACTIVE
        && card.sold().windows().stream().anyMatch(window -> !window.endedBy(now));
  }

  /** On or off, reached or not: own end and grace, and rolling validity since the last EMM. */
  private void opensNothingLonger(int at) {
    SimulatedCard card = cards[at];
    boolean kept = card.lastEmm + ROLLING.toSeconds() < now.getEpochSecond();
    int open = card.open(now.getEpochSecond());
    if (open != 0) {
      int sold = 0;
      for (Sold sale : office.sales(at)) {
        sold |= sold(sale, sale.windows().size() > 1 ? GRACE : Duration.ZERO);
      }
      require((open & ~sold) == 0, at, "opens what was not sold for now");
      require(!(rolling && kept), at, "opens although it was kept from its EMMs");
    } else if (rolling && kept && card.lastEmm > 0 && isLive(office.card(at))) {
      expired++;
    }
  }

  /**
   * Each round meets whoever is to be told something: a live card its rights, another one its stop,
   * until the latest finish that was on air has passed, and no longer. With rolling validity the
   * step of a day that the last round did not air yet counts as told.
   */
  private void isToldAsLongAsNeeded(int at) {
    SimulatedCard.Message message = airedNow.get(at);
    long second = now.getEpochSecond();
    if (isLive(office.card(at))) {
      require(message != null || !roundNow, at, "is not told its rights");
      return;
    }
    boolean needed = second <= latestAired[at];
    require(message != null || !roundNow || !needed, at, "is not stopped");
    if (message != null) {
      stops++;
      long finish = message.stop() - 1;
      require(message.mask() == 0, at, "has products in its stop");
      require(second <= finish, at, "is stopped although its stop is over");
      require(latestAired[at] <= finish, at, "is not stopped as long as needed");
      if (!outages && office.wasToldAllTheTime(at)) {
        exactStops++;
        long step = rolling ? Duration.ofDays(1).toSeconds() : 0;
        require(finish <= latestAired[at] + step, at, "is stopped longer than needed");
      }
    }
  }
}
