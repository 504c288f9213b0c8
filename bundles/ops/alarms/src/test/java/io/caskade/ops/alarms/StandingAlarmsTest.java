package io.caskade.ops.alarms;

import static io.caskade.api.ops.AlarmCode.MUX_UNREACHABLE;
import static io.caskade.api.ops.AlarmCode.PROVISION_STOPPED;
import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.ops.Alarm;
import io.caskade.api.ops.AlarmCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StandingAlarmsTest {
  private static final Instant BEGIN = Instant.parse("2026-11-21T20:00:00Z");
  private final StandingAlarms standing = new StandingAlarms();

  @Test
  void anAlarmIsToldOnceHoweverOftenItIsSeen() {
    Alarm silent = alarm(PROVISION_STOPPED, "ecmg main, channel 1");

    assertThat(look(List.of(silent), BEGIN)).containsExactly(new AlarmEvent.Raised(silent));
    assertThat(look(List.of(alarm(PROVISION_STOPPED, silent.subject(), 30)), at(1))).isEmpty();
    assertThat(look(List.of(silent), at(60))).isEmpty();
  }

  @Test
  void anAlarmIsOverWhenItWasGoneForTenSeconds() {
    Alarm gone = alarm(MUX_UNREACHABLE, "emmg main");
    look(List.of(gone), BEGIN);

    assertThat(look(List.of(), at(9))).isEmpty();
    assertThat(look(List.of(), at(10))).containsExactly(new AlarmEvent.Cleared(gone, at(10)));
    assertThat(look(List.of(), at(20))).isEmpty();
    assertThat(standing.all()).isEmpty();
  }

  @Test
  void aMuxThatFlapsMakesOneAlarm() {
    Alarm flapping = alarm(MUX_UNREACHABLE, "emmg main");
    int told = 0;
    for (int second = 0; second < 120; second++) {
      told += look(second % 8 < 2 ? List.of(flapping) : List.of(), at(second)).size();
    }

    assertThat(told).isEqualTo(1);
    assertThat(standing.all()).containsExactly(flapping);
  }

  @Test
  void twoSubjectsAreTwoAlarms() {
    Alarm one = alarm(MUX_UNREACHABLE, "emmg one");
    Alarm two = alarm(MUX_UNREACHABLE, "emmg two");
    look(List.of(one, two), BEGIN);

    look(List.of(two), at(5));
    assertThat(look(List.of(two), at(11))).containsExactly(new AlarmEvent.Cleared(one, at(11)));
  }

  @Test
  void aClockThatIsSetBackKeepsNoAlarm() {
    Alarm gone = alarm(MUX_UNREACHABLE, "emmg main");
    standing.look(List.of(gone), at(3_600), 0);

    assertThat(standing.look(List.of(), at(9), 9_999_999_999L)).isEmpty();
    assertThat(standing.look(List.of(), at(10), 10_000_000_000L))
        .containsExactly(new AlarmEvent.Cleared(gone, at(10)));
  }

  /** A clock that nobody sets. */
  private List<AlarmEvent> look(List<Alarm> present, Instant now) {
    return standing.look(present, now, Duration.between(BEGIN, now).toNanos());
  }

  private static Instant at(int second) {
    return BEGIN.plusSeconds(second);
  }

  private static Alarm alarm(AlarmCode code, String subject, Object... arguments) {
    return new Alarm(code, subject, BEGIN, List.of(arguments));
  }
}
