package io.caskade.faces.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.ops.Alarm;
import io.caskade.faces.webhooks.Receiver.Mood;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Receivers, databases and nodes that fail: what waits, what is tried again, what is an alarm. */
class DeliveryFailuresTest extends DeliveryScene {
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
