package io.caskade.ecm.issuer;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import java.time.Duration;

/**
 * Settings of the issuer, PID {@value #PID}.
 *
 * @param warmUpEcms 0..1000000, ECMs that a profile makes before it may serve
 * @param warmUpLimit the warm-up ends after this time even when it made fewer
 * @param swapLimit how long a planned swap waits for the profile of the new bundle
 */
public record IssuerSettings(int warmUpEcms, Duration warmUpLimit, Duration swapLimit) {
  public static final String PID = "io.caskade.issuer";

  public static final IssuerSettings DEFAULTS =
      new IssuerSettings(5_000, Duration.ofSeconds(3), Duration.ofSeconds(30));

  /**
   * @throws CaskadeException CONFIGURATION_INVALID
   */
  public IssuerSettings {
    if (warmUpEcms < 0 || warmUpEcms > 1_000_000) {
      throw invalid("warmUpEcms", warmUpEcms, "0 to 1000000");
    }
    if (warmUpLimit.isNegative() || warmUpLimit.compareTo(Duration.ofMinutes(1)) > 0) {
      throw invalid("warmUpLimitMs", warmUpLimit.toMillis(), "0 to 60000");
    }
    if (swapLimit.isNegative() || swapLimit.compareTo(Duration.ofMinutes(10)) > 0) {
      throw invalid("swapLimitSeconds", swapLimit.toSeconds(), "0 to 600");
    }
  }

  private static CaskadeException invalid(String setting, long value, String range) {
    return new CaskadeException(
        ErrorCode.CONFIGURATION_INVALID, PID, setting, value + " is not in " + range);
  }
}
