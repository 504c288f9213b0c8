package io.caskade.ops.alarms;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.ops.Alarm;
import io.caskade.api.ops.AlarmCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MailbagTest {
  private static final Instant BEGIN = Instant.parse("2026-11-21T20:00:00Z");
  private final Mailbag bag = new Mailbag(AlarmCode.Severity.WARNING, Duration.ofSeconds(30));

  @Test
  void alarmsOfOneMomentMakeOneLetter() {
    AlarmEvent one = raised(AlarmCode.MUX_UNREACHABLE);
    AlarmEvent two = raised(AlarmCode.PROVISION_STOPPED);
    bag.add(one, BEGIN);
    bag.add(two, at(20));

    assertThat(bag.due(at(29))).isEmpty();
    assertThat(bag.due(at(30))).containsExactly(one, two);
    bag.sent(List.of(one, two));
    assertThat(bag.due(at(600))).isEmpty();
  }

  @Test
  void whatIsNotWorthALetterIsNone() {
    bag.add(raised(AlarmCode.CRYPTO_PERIOD_SHORT), BEGIN);

    assertThat(bag.due(at(3_600))).isEmpty();
  }

  @Test
  void aLetterThatWasNotTakenIsTriedAgainWithGrowingPauses() {
    bag.add(raised(AlarmCode.MUX_UNREACHABLE), BEGIN);
    Instant now = at(30);
    int tries = 0;
    for (int second = 0; second < 7_200; second++) {
      if (!bag.due(now.plusSeconds(second)).isEmpty()) {
        tries++;
        bag.failed(now.plusSeconds(second));
      }
    }

    assertThat(tries).as("in two hours").isBetween(8, 13);
    assertThat(bag.due(at(10_000))).hasSize(1);
  }

  @Test
  void ofVeryManyTheOldestAreDropped() {
    for (int i = 0; i < 1_500; i++) {
      bag.add(
          new AlarmEvent.Raised(
              new Alarm(AlarmCode.MUX_UNREACHABLE, "emmg " + i, BEGIN, List.of("", ""))),
          BEGIN);
    }

    assertThat(bag.due(at(30))).hasSize(1_000);
    assertThat(bag.due(at(30)).get(0).alarm().subject()).isEqualTo("emmg 500");
  }

  private static Instant at(int second) {
    return BEGIN.plusSeconds(second);
  }

  private static AlarmEvent raised(AlarmCode code) {
    return new AlarmEvent.Raised(new Alarm(code, "x", BEGIN, List.of("one", "two")));
  }
}
