package io.caskade.receivers.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.base.Octets;
import io.caskade.api.ecm.EcmDatagram;
import io.caskade.api.receivers.CwQuestion;
import io.caskade.api.receivers.Refusal;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A line when something changes, none for each ECM, never a flood. */
class DecisionLogTest {
  private final DecisionLog log =
      new DecisionLog(new ServerRig.Client("cccam", "ann", "10.0.0.1").entrance());
  private long nanos;

  private boolean told(int service, @Nullable Refusal refusal) {
    return told(service, refusal, 1);
  }

  private boolean told(int service, @Nullable Refusal refusal, long millis) {
    EcmDatagram ecm = new EcmDatagram(Octets.empty());
    return log.answered(
        new CwQuestion(0x0B00, 0, service, 0, ecm),
        refusal,
        TimeUnit.MILLISECONDS.toNanos(millis),
        nanos);
  }

  @Test
  void wordsThatComeTooLateAreToldOnceAndSoIsTheirEnd() {
    assertThat(told(1, null, 800)).isFalse();
    assertThat(told(1, null, 801)).isTrue();
    assertThat(told(1, null, 2_000)).isFalse();
    assertThat(told(2, null, 900)).as("another service").isTrue();
    assertThat(told(1, Refusal.BUSY, 900)).as("refused is something else").isTrue();
    assertThat(told(1, null, 10)).as("in time again").isTrue();
    assertThat(told(1, null, 10)).isFalse();
  }

  @Test
  void onlyChangesAreTold() {
    assertThat(told(1, null)).isFalse();
    assertThat(told(1, Refusal.NOT_ENTITLED)).isTrue();
    assertThat(told(1, Refusal.NOT_ENTITLED)).isFalse();
    assertThat(told(2, null)).as("another service goes on").isFalse();
    assertThat(told(1, Refusal.CARD_INACTIVE)).as("another reason").isTrue();
    assertThat(told(1, null)).as("found again").isTrue();
    assertThat(told(1, null)).isFalse();
  }

  @Test
  void whoseLuckChangesAllTheTimeIsToldSoOftenAMinute() {
    int lines = 0;
    for (int i = 0; i < 500; i++) {
      lines += told(1, i % 2 == 0 ? Refusal.TOO_FAST : null) ? 1 : 0;
    }
    assertThat(lines).isEqualTo(DecisionLog.LINES_PER_MINUTE);
    nanos += TimeUnit.SECONDS.toNanos(61);
    assertThat(told(1, Refusal.TOO_FAST)).isTrue();
  }

  @Test
  void manyServicesAreForgottenInTheirOrder() {
    for (int service = 0; service < 100; service++) {
      nanos += TimeUnit.SECONDS.toNanos(61);
      assertThat(told(service, Refusal.NOT_ENTITLED)).isTrue();
    }
    nanos += TimeUnit.SECONDS.toNanos(61);
    assertThat(told(99, Refusal.NOT_ENTITLED)).isFalse();
    assertThat(told(0, Refusal.NOT_ENTITLED)).isTrue();
  }
}
