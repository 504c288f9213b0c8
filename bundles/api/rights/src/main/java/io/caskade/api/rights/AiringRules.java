package io.caskade.api.rights;

import io.caskade.api.base.CardSerial;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How what was sold is told to cards, for a network.
 *
 * @param grace with several windows: how long a card that misses its EMMs keeps what it had; a
 *     single window is told exactly as entered
 * @param maxWindow rolling validity: the aired finish lies at most so far ahead, so that a card
 *     kept from its EMMs expires by itself; empty means off
 */
public record AiringRules(Duration grace, Optional<Duration> maxWindow) {
  /** As TVCAS3: no rolling validity; a day of grace between several windows. */
  public static final AiringRules DEFAULT = new AiringRules(Duration.ofDays(1), Optional.empty());

  private static final long DAY = Duration.ofDays(1).toSeconds();
  private static final long SPREAD = 2_654_435_761L;

  /**
   * The finish of a window as it is told now. Rolling validity moves it ahead once a day, for each
   * card at a moment of its own, so that the base does not change in the same second. A window that
   * begins later than that opens nothing yet: its finish is its start.
   */
  Instant roll(Window window, Instant now, CardSerial serial) {
    if (maxWindow.isEmpty()) {
      return window.finish();
    }
    long moment = Math.floorMod(serial.value() * SPREAD, DAY);
    long step = Math.floorDiv(now.getEpochSecond() - moment, DAY) * DAY + moment;
    Instant rolled = Instant.ofEpochSecond(step).plus(maxWindow.get());
    Instant ahead = rolled.isBefore(window.start()) ? window.start() : rolled;
    return ahead.isBefore(window.finish()) ? ahead : window.finish();
  }
}
