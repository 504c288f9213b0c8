package io.caskade.ops.alarms;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.ops.Alarm;
import io.caskade.api.ops.AlarmCode;
import io.caskade.api.ops.AlarmListener;
import io.caskade.api.ops.AlarmSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AlarmDeskTest {
  private static final Alarm STEPPED =
      new Alarm(AlarmCode.CLOCK_STEPPED, "clock", Instant.EPOCH, List.of(3));

  private Instant now = Instant.EPOCH;
  private final AlarmDesk desk =
      new AlarmDesk(() -> now, () -> TimeUnit.SECONDS.toNanos(now.getEpochSecond()));
  private final Told told = new Told();
  private List<Alarm> present = List.of();
  private final AlarmSource source = () -> present;

  @AfterEach
  void stop() {
    desk.stop();
  }

  @Test
  void listenersHearWhatBeginsAndWhatEnds() {
    desk.sources = List.of(source);
    desk.listeners = List.of(told);
    present = List.of(STEPPED);
    desk.look();
    present = List.of();
    now = now.plus(Duration.ofSeconds(10));
    desk.look();

    assertThat(told.words).containsExactly("raised CLOCK_STEPPED", "cleared CLOCK_STEPPED");
  }

  @Test
  void whoComesLaterHearsWhatHolds() {
    desk.sources = List.of(source);
    present = List.of(STEPPED);
    desk.look();
    desk.listeners = List.of(told);
    desk.look();
    desk.look();

    assertThat(told.words).containsExactly("raised CLOCK_STEPPED");
  }

  @Test
  void aBrokenSourceAndABrokenListenerCostNoOther() {
    desk.sources =
        List.of(
            () -> {
              throw new IllegalStateException("being updated");
            },
            source);
    desk.listeners = List.of(new Broken(), told);
    present = List.of(STEPPED);
    desk.look();

    assertThat(told.words).containsExactly("raised CLOCK_STEPPED");
  }

  private static final class Broken implements AlarmListener {
    @Override
    public void raised(Alarm alarm) {
      throw new IllegalStateException("broken");
    }

    @Override
    public void cleared(Alarm alarm, Instant at) {
      throw new IllegalStateException("broken");
    }
  }

  private static final class Told implements AlarmListener {
    private final List<String> words = new ArrayList<>();

    @Override
    public void raised(Alarm alarm) {
      words.add("raised " + alarm.code());
    }

    @Override
    public void cleared(Alarm alarm, Instant at) {
      words.add("cleared " + alarm.code());
    }
  }
}
