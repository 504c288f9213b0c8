package io.caskade.faces.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.base.NetworkId;
import io.caskade.api.ops.MetricFamily;
import io.caskade.api.rights.Caller;
import io.caskade.faces.webhooks.Receiver.Mood;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is delivered, to whom and in which order. */
class DelivererTest extends DeliveryScene {
  private static final NetworkId OTHER = new NetworkId("other");
  private static final Caller ROOT = Caller.administrator("root", "test");

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
}
