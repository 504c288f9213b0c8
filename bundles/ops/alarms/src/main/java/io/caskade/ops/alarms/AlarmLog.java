package io.caskade.ops.alarms;

import io.caskade.api.ops.Alarm;
import io.caskade.api.ops.AlarmListener;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes alarms to the log {@code io.caskade.alarms}, with their cure. */
final class AlarmLog implements AlarmListener {
  private static final Logger LOG = LoggerFactory.getLogger("io.caskade.alarms");

  @Override
  public void raised(Alarm alarm) {
    String line =
        "%s %s: %s %s"
            .formatted(
                alarm.code(),
                alarm.subject(),
                alarm.text(Locale.ENGLISH),
                alarm.cure(Locale.ENGLISH));
    switch (alarm.code().severity()) {
      case ALARM -> LOG.error(line);
      case WARNING -> LOG.warn(line);
      case INFORMATION -> LOG.info(line);
    }
  }

  @Override
  public void cleared(Alarm alarm, Instant at) {
    LOG.info(
        "{} {}: over after {} s",
        alarm.code(),
        alarm.subject(),
        Math.max(0, Duration.between(alarm.since(), at).toSeconds()));
  }
}
