package io.caskade.faces.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.ops.Alarm;
import io.caskade.api.ops.AlarmCode;
import io.caskade.faces.webhooks.Receiver.Mood;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Alarms to real HTTP servers in virtual time. */
class AlarmDeliveriesTest {
  private static final Instant SINCE = Instant.parse("2026-06-01T11:59:00Z");
  private static final Alarm SILENT =
      new Alarm(AlarmCode.PROVISION_STOPPED, "ecmg main, channel 1", SINCE, List.of(25));

  private final ManualLoop loop = new ManualLoop();
  private final HttpPost http = new HttpPost(loop);
  private final WatchedPost post = new WatchedPost(http);
  private final TestSubscriptions webhooks = new TestSubscriptions();
  private final Deliverer deliverer = new Deliverer(loop, post, loop, new SplittableRandom(3));
  private final AlarmDeliveries alarms =
      new AlarmDeliveries(
          loop, post, loop, new SplittableRandom(3), deliverer, deliverer::settings);
  private Receiver receiver;

  @BeforeEach
  void listen() throws IOException {
    receiver = new Receiver();
    loop.waitFor(post::busy);
    deliverer.use(new TestFeed());
    deliverer.use(webhooks);
  }

  @AfterEach
  void close() {
    receiver.close();
    http.close();
  }

  private void subscribe(String... operations) {
    webhooks.put("a", receiver.url(), Set.of(operations), 0);
    deliverer.start();
    loop.settle();
  }

  @Test
  void anAlarmSaysWhatItIsAndWhatToDo() {
    subscribe(AlarmDeliveries.RAISED, AlarmDeliveries.CLEARED);
    alarms.raised(SILENT);
    alarms.cleared(SILENT, SINCE.plusSeconds(90));
    loop.settle();

    assertThat(receiver.taken).hasSize(2);
    var raised = receiver.taken.get(0).json();
    assertThat(raised.get("operation").asText()).isEqualTo("ALARM_RAISED");
    assertThat(raised.get("code").asText()).isEqualTo("PROVISION_STOPPED");
    assertThat(raised.get("severity").asText()).isEqualTo("ALARM");
    assertThat(raised.get("subject").asText()).isEqualTo("ecmg main, channel 1");
    assertThat(raised.get("text").asText()).contains("25 s");
    assertThat(raised.get("cure").asText()).isNotBlank();
    assertThat(receiver.taken.get(1).json().get("at").asText()).isEqualTo("2026-06-01T12:00:30Z");
    assertThat(receiver.taken.get(0).header(Signature.HEADER)).startsWith("t=");
  }

  @Test
  void whoDidNotAskIsNotTold() {
    subscribe();
    alarms.raised(SILENT);
    loop.settle();

    assertThat(receiver.taken).isEmpty();
  }

  @Test
  void alarmsAreToldWhileTheDatabaseIsAway() {
    subscribe(AlarmDeliveries.RAISED);
    webhooks.away = true;
    loop.pass(Duration.ofSeconds(5));
    alarms.raised(SILENT);
    loop.settle();

    assertThat(receiver.taken).hasSize(1);
  }

  @Test
  void aReceiverThatFailsIsToldInOrderWhenItAnswersAgain() {
    subscribe(AlarmDeliveries.RAISED, AlarmDeliveries.CLEARED);
    receiver.mood = Mood.BROKEN;
    alarms.raised(SILENT);
    alarms.cleared(SILENT, SINCE.plusSeconds(90));
    loop.pass(Duration.ofSeconds(20));
    receiver.mood = Mood.OK;
    receiver.taken.clear();
    loop.pass(Duration.ofMinutes(1));

    assertThat(receiver.taken)
        .extracting(taken -> taken.json().get("operation").asText())
        .containsExactly("ALARM_RAISED", "ALARM_CLEARED");
    assertThat(alarms.waiting()).isEmpty();
  }

  @Test
  void aReceiverThatStaysAwayCostsNoMoreThanAHundredAlarms() {
    subscribe(AlarmDeliveries.RAISED);
    receiver.mood = Mood.BROKEN;
    for (int i = 0; i < 500; i++) {
      alarms.raised(new Alarm(AlarmCode.MUX_UNREACHABLE, "emmg " + i, SINCE, List.of("a", "b")));
    }
    loop.settle();

    assertThat(alarms.waiting()).containsExactly(AlarmDeliveries.MOST);
  }
}
