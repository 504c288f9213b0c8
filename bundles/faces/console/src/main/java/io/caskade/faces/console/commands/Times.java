package io.caskade.faces.console.commands;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Times at the console: shown in the network's zone, read in it or as an instant in UTC. */
public final class Times {
  private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private Times() {}

  public static String show(Instant instant, ZoneId zone) {
    return SHOWN.format(instant.atZone(zone));
  }

  /** Empty text is none. */
  public static Optional<Instant> given(String text, ZoneId zone) {
    return text.isEmpty() ? Optional.empty() : Optional.of(read(text, zone));
  }

  /**
   * Reads {@code 2026-12-31}, {@code 2026-12-31T23:59:59} (both in the zone), {@code
   * 2026-12-31T20:59:59Z} or Unix seconds.
   *
   * @throws CaskadeException DATE_OUT_OF_RANGE when it is none of them
   */
  public static Instant read(String text, ZoneId zone) {
    try {
      if (text.chars().allMatch(Character::isDigit) && !text.isEmpty()) {
        return Instant.ofEpochSecond(Long.parseLong(text));
      }
      if (text.endsWith("Z")) {
        return Instant.parse(text);
      }
      return text.indexOf('T') < 0
          ? LocalDate.parse(text).atStartOfDay(zone).toInstant()
          : LocalDateTime.parse(text).atZone(zone).toInstant();
    } catch (DateTimeException | NumberFormatException e) {
      throw new CaskadeException(e, ErrorCode.DATE_OUT_OF_RANGE, text);
    }
  }
}
