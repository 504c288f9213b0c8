package io.caskade.tools.simulator.box;

/**
 * What a set-top box saw of one service.
 *
 * @param descrambled packets of elementary streams that were opened
 * @param dark scrambled packets without a word to open them
 * @param clear packets that were not scrambled
 * @param ecmsGranted ECMs that the card opened
 * @param ecmsRefused ECMs that the card had no rights for
 * @param ecmsForeign ECMs of another operator, or broken
 * @param picture nanoseconds from the first scrambled packet to the first opened one; -1 without
 * @param lastDescrambled stream time of the last opened packet, -1 without
 * @param lastDark stream time of the last dark packet, -1 without
 */
public record ServiceView(
    int serviceId,
    long descrambled,
    long dark,
    long clear,
    long ecmsGranted,
    long ecmsRefused,
    long ecmsForeign,
    long picture,
    long lastDescrambled,
    long lastDark) {

  /** True when the last scrambled packets were opened. */
  public boolean watching() {
    return lastDescrambled >= 0 && lastDescrambled > lastDark;
  }
}
