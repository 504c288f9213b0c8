package io.caskade.faces.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.base.NetworkId;
import io.caskade.api.ops.Alarm;
import io.caskade.api.ops.MetricFamily;
import io.caskade.api.rights.Caller;
import io.caskade.faces.webhooks.Receiver.Mood;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Deliveries to real HTTP servers in virtual time. */
class DelivererTest {
  private static final NetworkId MAIN = TestSubscriptions.MAIN;
  private static final NetworkId OTHER = new NetworkId("other");
  private static final long CARD = 2_100_000_000L;
  private static final Caller ROOT = Caller.administrator("root", "test");

  private final ManualLoop loop = new ManualLoop();
  private final HttpPost http = new HttpPost(loop);
  private final WatchedPost post = new WatchedPost(http);
  private final TestFeed feed = new TestFeed();
  private final TestSubscriptions webhooks = new TestSubscriptions();
  private Deliverer deliverer = deliverer();
  private Receiver receiver;

  @BeforeEach
  void listen() throws IOException {
    receiver = new Receiver();
    loop.waitFor(post::busy);
  }

  @AfterEach
  void close() {
    receiver.close();
    http.close();
  }

  private Deliverer deliverer() {
    var fresh = new Deliverer(loop, post, loop, new SplittableRandom(3));
    fresh.use(feed);
    fresh.use(webhooks);
    return fresh;
  }

  private void subscribe(String id) {
    webhooks.put(id, receiver.url(), Set.of(), 0);
  }

  /** Runs the deliveries that are due, and a second in which progress is kept. */
  private void run() {
    loop.settle();
    loop.pass(Deliverer.POLL);
  }

  private Outcome lastOutcome() {
    return post.outcomes.get(post.outcomes.size() - 1);
  }

  private static List<Long> numbers(long from, long to) {
    return LongStream.rangeClosed(from, to).boxed().toList();
  }

  @Test
  void anEventIsSignedAndSaysWhatChangedAndHowTheCardIs() {
    subscribe("a");
    feed.seal(MAIN, "SUSPEND", CARD);
    deliverer.start();
    run();

    Receiver.Taken event = receiver.taken.get(0);
    assertThat(event.header("Caskade-Delivery")).isEqualTo(feed.changes.get(0).changeId() + "");
    assertThat(event.header("Caskade-Sequence")).isEqualTo("1");
    assertThat(event.header("Content-Type")).isEqualTo("application/json");
    assertThat(event.header(Signature.HEADER))
        .isEqualTo(
            Signature.of(
                TestSubscriptions.secret(), Instant.parse("2026-06-01T12:00:00Z"), event.body()));
    assertThat(event.body())
        .isEqualTo(
            "{\"seq\":1,\"id\":\"00000000-0000-0007-0000-000000000001\","
                + "\"at\":\"2026-06-01T11:00:00Z\",\"operation\":\"SUSPEND\","
                + "\"network\":\"main\",\"target\":\"card:2100000000\",\"card\":"
                + "{\"version\":1,\"status\":\"ACTIVE\",\"region\":\"north\",\"windows\":[],"
                + "\"paired\":false,\"protected\":true,"
                + "\"latestFinish\":\"1970-01-01T00:00:00Z\"}}");
  }

  private double figure(String name) {
    return deliverer.metrics().metrics().stream()
        .filter(family -> family.name().equals(name))
        .flatMap(family -> family.samples().stream())
        .mapToDouble(sample -> ((MetricFamily.Reading.Value) sample.reading()).value())
        .sum();
  }

  @Test
  void whatIsDeliveredWhatFailsAndWhatWaitsIsCounted() {
    subscribe("a");
    feed.seal(MAIN, "SUSPEND", CARD);
    deliverer.sealed(1);
    deliverer.start();
    run();
    assertThat(figure("webhook_delivered")).isEqualTo(1);
    assertThat(figure("webhook_waiting_changes")).isZero();

    receiver.close();
    feed.seal(MAIN, "SUSPEND", CARD);
    deliverer.sealed(2);
    run();
    assertThat(figure("webhook_delivered")).isEqualTo(1);
    assertThat(figure("webhook_failures")).isGreaterThanOrEqualTo(1);
    assertThat(figure("webhook_waiting_changes")).isEqualTo(1);
  }

  @Test
  void onlyChangesOfItsNetworkAndItsOperationsAreSent() {
    webhooks.put("cards", receiver.url() + "/cards", Set.of(), 0);
    webhooks.put("names", receiver.url() + "/names", Set.of("RENAME"), 0);
    feed.seal(OTHER, "SUSPEND", CARD);
    feed.sealOther(MAIN, "RENAME", "product:3");
    feed.sealOther(OTHER, "RENAME", "product:3");
    feed.seal(MAIN, "SELL", CARD);
    deliverer.start();
    run();

    assertThat(receiver.taken)
        .extracting(taken -> taken.path() + " " + taken.seq())
        .containsExactlyInAnyOrder("/caskade/cards 4", "/caskade/names 2");
    assertThat(receiver.taken.stream().filter(taken -> taken.seq() == 2).findFirst().orElseThrow())
        .satisfies(taken -> assertThat(taken.json().has("card")).isFalse());
  }

  @Test
  void everythingComesInOrderAlsoWhenTheReceiverFailsInBetween() {
    subscribe("a");
    for (int i = 0; i < 3 * Course.PAGE; i++) {
      feed.seal(MAIN, "SELL", CARD + i % 7);
    }
    deliverer.start();
    loop.until(() -> receiver.taken.size() >= 250);
    receiver.mood = Mood.BROKEN;
    loop.settle();
    int tried = receiver.taken.size();
    assertThat(lastOutcome()).isEqualTo(new Outcome.Failed("HTTP 500"));
    receiver.mood = Mood.OK;
    loop.pass(Duration.ofSeconds(2));

    List<Long> numbers = receiver.numbers();
    assertThat(numbers.get(tried)).isEqualTo(numbers.get(tried - 1));
    assertThat(numbers.stream().distinct().toList()).isEqualTo(numbers(1, 3 * Course.PAGE));
    assertThat(numbers).isSorted();
    assertThat(webhooks.writes).isLessThan(40);
  }

  @Test
  void anEventThatFailedIsTriedAgainLaterAndLaterWithThePresentStateOfTheCard() {
    receiver.mood = Mood.BROKEN;
    subscribe("a");
    feed.seal(MAIN, "SELL", CARD);
    deliverer.start();
    loop.settle();
    loop.pass(Duration.ofMillis(700));
    assertThat(receiver.taken).hasSize(1);

    feed.seal(MAIN, "SUSPEND", CARD);
    loop.pass(Duration.ofMillis(300));
    assertThat(receiver.numbers()).containsExactly(1L, 1L);
    assertThat(receiver.taken.get(1).json().at("/card/version").asInt()).isEqualTo(2);
  }

  @Test
  void aReceiverThatStallsIsGivenUpAndDelaysNoOther() throws IOException {
    try (Receiver slow = new Receiver()) {
      slow.mood = Mood.STALLING;
      post.hangs = to -> slow.mood == Mood.STALLING && slow.serves(to);
      webhooks.put("slow", slow.url(), Set.of(), 0);
      subscribe("quick");
      for (int i = 0; i < 20; i++) {
        feed.seal(MAIN, "SELL", CARD + i);
      }
      deliverer.start();
      loop.until(() -> receiver.taken.size() == 20 && slow.taken.size() == 1);

      slow.mood = Mood.OK;
      loop.pass(Duration.ofSeconds(10));
      loop.until(() -> lastOutcome().equals(new Outcome.Failed("no answer within 10 s")));
      loop.pass(Duration.ofSeconds(2));
      assertThat(slow.numbers().stream().distinct().toList()).isEqualTo(numbers(1, 20));
    }
  }

  @Test
  void ofSeveralNodesOneDeliversAndTheNextGoesOnBehindWhatWasKept() {
    subscribe("a");
    feed.seal(MAIN, "SELL", CARD);
    var leases = new OneRight(false);
    deliverer.use(leases);
    deliverer.start();
    run();
    assertThat(leases.name).isEqualTo("webhooks");
    assertThat(receiver.taken).isEmpty();

    leases.deal(true);
    run();
    assertThat(receiver.numbers()).containsExactly(1L);
    leases.deal(false);
    feed.seal(MAIN, "SELL", CARD);
    run();
    assertThat(receiver.numbers()).containsExactly(1L);
    assertThat(deliverer.alarms()).isEmpty();

    Deliverer other = deliverer();
    var theirs = new OneRight(true);
    other.use(theirs);
    other.start();
    run();
    assertThat(receiver.numbers()).containsExactly(1L, 2L);
  }

  @Test
  void redirectsAreNotFollowed() {
    receiver.mood = Mood.REDIRECTING;
    subscribe("a");
    feed.seal(MAIN, "SELL", CARD);
    deliverer.start();
    loop.settle();

    assertThat(receiver.taken).extracting(Receiver.Taken::path).containsExactly("/caskade");
    assertThat(post.outcomes).containsExactly(new Outcome.Failed("HTTP 307"));
  }

  @Test
  void anEndlessAnswerIsCutOff() {
    receiver.mood = Mood.ENDLESS;
    subscribe("a");
    feed.seal(MAIN, "SELL", CARD);
    feed.seal(MAIN, "SELL", CARD);
    deliverer.start();
    run();

    assertThat(receiver.numbers()).containsExactly(1L, 2L);
  }

  @Test
  void plainHttpGoesToThisMachineOnly() {
    webhooks.put("a", "http://192.0.2.1/caskade", Set.of(), 0);
    feed.seal(MAIN, "SELL", CARD);
    deliverer.start();
    loop.settle();

    assertThat(post.outcomes).containsExactly(new Outcome.Failed("neither https nor this machine"));
  }

  @Test
  void aReceiverThatIsGoneIsPaused() {
    subscribe("a");
    feed.seal(MAIN, "SELL", CARD);
    deliverer.start();
    run();
    receiver.mood = Mood.GONE;
    feed.seal(MAIN, "SELL", CARD);
    loop.pass(Deliverer.POLL);
    assertThat(webhooks.get("a").paused()).isTrue();
    receiver.mood = Mood.OK;
    loop.pass(Duration.ofMinutes(10));

    assertThat(receiver.numbers()).containsExactly(1L, 2L);
    assertThat(deliverer.alarms()).isEmpty();
    assertThat(webhooks.delivered("a")).isEqualTo(1);
  }

  @Test
  void nothingIsLostOverACrashAndLittleIsRepeated() {
    subscribe("a");
    for (int i = 0; i < 350; i++) {
      feed.seal(MAIN, "SELL", CARD + i);
    }
    deliverer.start();
    loop.until(() -> receiver.taken.size() >= 250);
    deliverer.forget(feed);
    deliverer.forget(webhooks);
    long stored = webhooks.delivered("a");
    assertThat(stored).isGreaterThanOrEqualTo(100);

    deliverer = deliverer();
    deliverer.start();
    run();
    assertThat(webhooks.delivered("a")).isEqualTo(350);

    assertThat(receiver.numbers().stream().distinct().sorted().toList()).isEqualTo(numbers(1, 350));
    assertThat(receiver.taken.size()).isLessThanOrEqualTo(350 + Course.KEEP_EACH + 2);
  }

  @Test
  void anOrderlyEndRepeatsNothing() {
    subscribe("a");
    for (int i = 0; i < 30; i++) {
      feed.seal(MAIN, "SELL", CARD + i);
    }
    deliverer.start();
    loop.settle();
    assertThat(webhooks.delivered("a")).isLessThan(30);
    deliverer.finish();

    assertThat(webhooks.delivered("a")).isEqualTo(30);
  }

  @Test
  void aReplayWinsOverWhatIsOnItsWay() {
    subscribe("a");
    for (int i = 0; i < 5; i++) {
      feed.seal(MAIN, "SELL", CARD + i);
    }
    deliverer.start();
    run();
    receiver.mood = Mood.STALLING;
    post.hangs = to -> receiver.mood == Mood.STALLING;
    feed.seal(MAIN, "SELL", CARD);
    loop.pass(Deliverer.POLL);
    loop.until(() -> receiver.taken.size() == 6);

    webhooks.replay(ROOT, MAIN, "a", 2);
    receiver.mood = Mood.OK;
    loop.pass(Duration.ofSeconds(10));
    loop.until(() -> receiver.taken.size() >= 10);
    run();

    assertThat(receiver.numbers()).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 3L, 4L, 5L, 6L);
  }

  @Test
  void anotherAddressIsTriedAtOnce() throws IOException {
    receiver.mood = Mood.BROKEN;
    subscribe("a");
    feed.seal(MAIN, "SELL", CARD);
    deliverer.start();
    loop.pass(Duration.ofMinutes(8));
    int tries = receiver.taken.size();
    loop.pass(Deliverer.POLL);
    assertThat(receiver.taken).hasSize(tries);
    try (Receiver moved = new Receiver()) {
      webhooks.move("a", moved.url());
      loop.pass(Deliverer.POLL);
      assertThat(moved.numbers()).containsExactly(1L);
    }
  }

  @Test
  void failingForFiveMinutesIsAnAlarmThatEndsWithTheNextDelivery() {
    receiver.mood = Mood.BROKEN;
    webhooks.put("a", receiver.url() + "?key=hidden", Set.of(), 0);
    feed.seal(MAIN, "SELL", CARD);
    deliverer.start();
    loop.settle();
    Instant began = loop.instant();
    loop.pass(Duration.ofSeconds(298));
    assertThat(deliverer.alarms()).isEmpty();
    loop.pass(Duration.ofSeconds(3));

    Alarm alarm = deliverer.alarms().get(0);
    assertThat(alarm.since()).isEqualTo(began);
    assertThat(alarm.subject()).isEqualTo("webhook main/a");
    assertThat(alarm.text(Locale.ENGLISH)).contains("127.0.0.1", "HTTP 500");
    assertThat(alarm.text(Locale.forLanguageTag("ru"))).doesNotContain("hidden");

    receiver.mood = Mood.OK;
    loop.pass(Duration.ofMinutes(6));
    assertThat(deliverer.alarms()).isEmpty();
  }

  @Test
  void aHintIsFollowedWithoutWaitingForThePoll() {
    subscribe("a");
    deliverer.start();
    loop.settle();
    feed.seal(MAIN, "SELL", CARD);
    deliverer.sealed(1);
    loop.pass(Deliverer.HINT_PAUSE);

    assertThat(receiver.numbers()).containsExactly(1L);
  }

  @Test
  void withoutTheDatabaseEventsWaitAndGoOnWhereTheyWere() {
    subscribe("a");
    feed.seal(MAIN, "SELL", CARD);
    deliverer.start();
    run();
    webhooks.away = true;
    feed.away = true;
    feed.seal(MAIN, "SELL", CARD);
    loop.pass(Duration.ofMinutes(1));
    assertThat(receiver.numbers()).containsExactly(1L);

    webhooks.away = false;
    feed.away = false;
    run();
    assertThat(receiver.numbers()).containsExactly(1L, 2L);
  }

  @Test
  void whatIsPassedOverIsKeptNowAndThen() {
    subscribe("a");
    for (int i = 0; i < 2 * Course.PAGE * Course.PAGES; i++) {
      feed.seal(OTHER, "SELL", CARD + i);
    }
    deliverer.start();
    loop.settle();
    loop.pass(Deliverer.POLL);

    assertThat(webhooks.delivered("a")).isEqualTo(2L * Course.PAGE * Course.PAGES);
    assertThat(webhooks.writes).isLessThan(3);
    assertThat(receiver.taken).isEmpty();
  }

  @Test
  void aRemovedWebhookIsToldNothingMore() {
    subscribe("a");
    feed.seal(MAIN, "SELL", CARD);
    deliverer.start();
    run();
    webhooks.remove(ROOT, MAIN, "a");
    feed.seal(MAIN, "SELL", CARD);
    loop.pass(Duration.ofMinutes(1));

    assertThat(receiver.numbers()).containsExactly(1L);
  }

  @Test
  void aSecretThatCannotBeOpenedStopsNoOtherWebhook() {
    subscribe("a");
    subscribe("b");
    webhooks.sealedElsewhere = "a";
    feed.seal(MAIN, "SELL", CARD);
    deliverer.start();
    run();
    assertThat(webhooks.delivered("a")).isZero();
    assertThat(webhooks.delivered("b")).isEqualTo(1);
    assertThat(receiver.numbers()).containsExactly(1L);

    loop.pass(Duration.ofMinutes(6));
    assertThat(deliverer.alarms()).extracting(Alarm::subject).containsExactly("webhook main/a");
    webhooks.sealedElsewhere = "";
    loop.pass(Duration.ofMinutes(5));
    assertThat(webhooks.delivered("a")).isEqualTo(1);
    assertThat(deliverer.alarms()).isEmpty();
  }
}
