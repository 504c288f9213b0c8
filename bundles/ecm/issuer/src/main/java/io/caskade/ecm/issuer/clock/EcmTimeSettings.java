package io.caskade.ecm.issuer.clock;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import java.time.Duration;

/**
 * How the ECM time follows the system clock.
 *
 * @param maxSlewPpm 1..5000 millionths by which ECM time runs faster or slower to follow
 *     differences up to 2 s; 500 is what NTP itself uses
 * @param backwardSlewPercent 1..50, how much slower it runs on the way back after an accepted step
 *     backwards. It never stands still: a card of the TVCAS3 kind blocks itself after 241 ECMs that
 *     are stamped at most 5 s apart (tvcas3 chapter 5.1). At 5 % a crypto period of 6 s is safe,
 *     and an hour takes 20 hours
 * @param floorAhead 2 s..10 min by which the persisted floor runs ahead. It is written when less
 *     than half of that is left; after kill -9 ECM time can begin that much ahead of the system
 *     clock, so keep it below the time of a restart
 */
public record EcmTimeSettings(int maxSlewPpm, int backwardSlewPercent, Duration floorAhead) {
  /** A difference beyond this is a step, and followed only when it was accepted. */
  public static final Duration STEP = Duration.ofSeconds(2);

  public static final EcmTimeSettings DEFAULTS =
      new EcmTimeSettings(500, 5, Duration.ofSeconds(10));

  /**
   * @throws CaskadeException CONFIGURATION_INVALID
   */
  public EcmTimeSettings {
    require(maxSlewPpm, 1, 5_000, "maxSlewPpm");
    require(backwardSlewPercent, 1, 50, "backwardSlewPercent");
    require(floorAhead.toSeconds(), 2, 600, "floorAheadSeconds");
  }

  private static void require(long value, long least, long most, String setting) {
    if (value < least || value > most) {
      throw new CaskadeException(
          ErrorCode.CONFIGURATION_INVALID,
          "io.caskade.issuer",
          setting,
          value + " is not in " + least + " to " + most);
    }
  }
}
