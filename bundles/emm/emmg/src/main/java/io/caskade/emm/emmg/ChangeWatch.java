package io.caskade.emm.emmg;

import io.caskade.api.emm.FeedStatistics;
import io.caskade.api.ops.Alarm;
import io.caskade.api.ops.AlarmCode;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Raises CHANGE_TOO_OLD while a change waits longer than the output may let it. Any thread. */
final class ChangeWatch {
  private static final Logger LOG = LoggerFactory.getLogger(ChangeWatch.class);

  private final String subject;
  private final InstantSource clock;
  private volatile Optional<Alarm> alarm = Optional.empty();

  /**
   * @param subject of the alarm, {@code emmg main}
   */
  ChangeWatch(String subject, InstantSource clock) {
    this.subject = subject;
    this.clock = clock;
  }

  /**
   * Looks at the feed.
   *
   * @param figures empty while there is no feed, which is not this alarm's affair
   * @param most zero never raises it
   */
  synchronized void look(Optional<FeedStatistics> figures, Duration most) {
    Duration oldest = figures.map(FeedStatistics::oldestChange).orElse(Duration.ZERO);
    boolean old = !most.isZero() && oldest.compareTo(most) > 0;
    if (old && alarm.isEmpty()) {
      Alarm raised =
          new Alarm(
              AlarmCode.CHANGE_TOO_OLD, subject, clock.instant(), List.of(oldest.toSeconds()));
      alarm = Optional.of(raised);
      LOG.warn("{}: {} {}", subject, raised.text(Locale.ENGLISH), raised.cure(Locale.ENGLISH));
    } else if (!old && alarm.isPresent()) {
      LOG.info("{}: over since now: {}", subject, alarm.get().text(Locale.ENGLISH));
      alarm = Optional.empty();
    }
  }

  void end() {
    alarm = Optional.empty();
  }

  Optional<Alarm> alarm() {
    return alarm;
  }
}
