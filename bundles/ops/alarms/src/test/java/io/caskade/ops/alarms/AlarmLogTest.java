package io.caskade.ops.alarms;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.ops.Alarm;
import io.caskade.api.ops.AlarmCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AlarmLogTest {
  private static final Instant BEGIN = Instant.parse("2026-11-21T20:00:00Z");
  private final List<String> warnings = new ArrayList<>();
  private final List<String> notices = new ArrayList<>();
  private final AlarmLog log = new AlarmLog(warnings::add, notices::add);

  @Test
  void anAlarmIsToldWithItsCure() {
    log.tell(List.of(new AlarmEvent.Raised(silent(1))));

    assertThat(warnings)
        .singleElement()
        .asString()
        .startsWith("ALARM PROVISION_STOPPED stream 1: The mux has sent no CW_provision for 25 s.")
        .contains("Look at the scrambler");
  }

  @Test
  void whatBefallsAllStreamsOfAMuxIsAFewLines() {
    List<AlarmEvent> storm =
        IntStream.range(0, 8_000)
            .<AlarmEvent>mapToObj(i -> new AlarmEvent.Raised(silent(i)))
            .toList();
    log.tell(storm);
    log.tell(
        storm.stream()
            .<AlarmEvent>map(one -> new AlarmEvent.Cleared(one.alarm(), BEGIN.plusSeconds(90)))
            .toList());

    assertThat(warnings).hasSize(AlarmLog.EACH + 1);
    assertThat(warnings.get(AlarmLog.EACH))
        .isEqualTo("ALARM PROVISION_STOPPED: 7997 more like these");
    assertThat(notices)
        .hasSize(AlarmLog.EACH + 1)
        .contains("PROVISION_STOPPED stream 2: over after 90 s");
  }

  @Test
  void aNoticeIsNoWarning() {
    log.tell(
        List.of(
            new AlarmEvent.Raised(
                new Alarm(AlarmCode.CRYPTO_PERIOD_SHORT, "stream 1", BEGIN, List.of(10)))));

    assertThat(warnings).isEmpty();
    assertThat(notices).hasSize(1);
  }

  private static Alarm silent(int stream) {
    return new Alarm(AlarmCode.PROVISION_STOPPED, "stream " + stream, BEGIN, List.of(25));
  }
}
