package io.caskade.receivers.server.words;

/**
 * An ECM's place in its service.
 *
 * @param evenPrint fingerprint of the even word; 0 of a word of zeros, which links nothing
 * @param oddPrint likewise of the odd word
 * @param time of the ECM in seconds since 1970
 */
public record ChainedEcm(ServiceChain chain, long evenPrint, long oddPrint, long time) {
  /** The same crypto period, though perhaps in another ECM. */
  public boolean samePeriodAs(ChainedEcm other) {
    return evenPrint == other.evenPrint && oddPrint == other.oddPrint;
  }

  /** One of the two follows the other. */
  public boolean isNextTo(ChainedEcm other) {
    return evenPrint != 0 && evenPrint == other.evenPrint
        || oddPrint != 0 && oddPrint == other.oddPrint;
  }
}
