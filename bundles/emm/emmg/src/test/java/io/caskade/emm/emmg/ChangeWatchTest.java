package io.caskade.emm.emmg;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.emm.FeedStatistics;
import io.caskade.api.ops.Alarm;
import io.caskade.api.ops.AlarmCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChangeWatchTest {
  private static final Duration MOST = Duration.ofSeconds(60);

  private Instant now = Instant.parse("2026-11-21T20:00:00Z");
  private final ChangeWatch watch = new ChangeWatch("emmg main", () -> now);

  @Test
  void aChangeThatWaitsTooLongIsToldOnceAndItsEndToo() {
    look(Duration.ofSeconds(60));
    assertThat(watch.alarm()).as("not above the limit yet").isEmpty();
    look(Duration.ofSeconds(61));
    Alarm raised = watch.alarm().orElseThrow();
    assertThat(raised)
        .isEqualTo(new Alarm(AlarmCode.CHANGE_TOO_OLD, "emmg main", now, List.of(61L)));
    assertThat(raised.text(Locale.ENGLISH)).contains("61");
    now = now.plusSeconds(100);
    look(Duration.ofSeconds(161));
    assertThat(watch.alarm()).as("the same alarm").contains(raised);
    look(Duration.ZERO);
    assertThat(watch.alarm()).isEmpty();
  }

  @Test
  void zeroNeverRaisesItAndNeitherDoesAMissingFeed() {
    watch.look(Optional.of(figures(Duration.ofDays(1))), Duration.ZERO);
    assertThat(watch.alarm()).isEmpty();
    look(Duration.ofDays(1));
    watch.look(Optional.empty(), MOST);
    assertThat(watch.alarm()).isEmpty();
  }

  private void look(Duration oldest) {
    watch.look(Optional.of(figures(oldest)), MOST);
  }

  private static FeedStatistics figures(Duration oldest) {
    return new FeedStatistics(10, 5, 0, 1, 0, 0, oldest, Duration.ZERO, 0);
  }
}
