package io.caskade.ops.backup;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * What is configured, checked.
 *
 * @param dailyAt empty for no schedule
 */
record BackupPlan(Path folder, Optional<LocalTime> dailyAt, int keep, Path passphraseFile) {
  private static final int MOST = 1_000;

  /**
   * @throws CaskadeException CONFIGURATION_INVALID
   */
  static BackupPlan of(BackupConfig config, Path home) {
    if (config.keep() < 1 || config.keep() > MOST) {
      throw invalid("keep", "1 to " + MOST + ", not " + config.keep());
    }
    return new BackupPlan(
        home.resolve(config.folder().strip()).normalize(),
        time(config.dailyAt().strip()),
        config.keep(),
        home.resolve("etc").resolve(config.passphraseFile().strip()).normalize());
  }

  private static Optional<LocalTime> time(String text) {
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(LocalTime.parse(text));
    } catch (DateTimeException e) {
      throw invalid("dailyAt", "a time as 03:30, not '" + text + "'");
    }
  }

  private static CaskadeException invalid(String setting, String reason) {
    return new CaskadeException(
        ErrorCode.CONFIGURATION_INVALID, BackupConfig.PID + ".cfg", setting, reason);
  }

  /** The next time of the schedule after this instant. */
  Optional<Instant> next(Instant now, ZoneId zone) {
    return dailyAt.map(
        time -> {
          ZonedDateTime here = now.atZone(zone);
          ZonedDateTime today = here.with(time);
          return (today.isAfter(here) ? today : here.plusDays(1).with(time)).toInstant();
        });
  }

  Optional<Duration> wait(Instant now, ZoneId zone) {
    return next(now, zone).map(next -> Duration.between(now, next));
  }
}
