package io.caskade.api.cards;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.Octets;
import io.caskade.api.base.ProductMask;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What a card tells about itself over the commands of its field (tvcas3, chapter 6).
 *
 * @param answerToReset of the card
 * @param serial unique address
 * @param caSystemId 0..0xFFFF, as the card reports it now
 * @param version of its command set, 0..255
 * @param maturity 0..255: 1 with parents, 2 normal, 4 adults, 8 erotic
 * @param sharedAddress three bytes
 * @param subscriptions what it lists, in its order
 * @param paired whether it opens in one host only
 * @param blocked whether its limit of services has blocked it
 * @param counters of EMMs and ECMs, each 0..255 and wrapping, where the card tells them
 */
public record CardSheet(
    Octets answerToReset,
    CardSerial serial,
    int caSystemId,
    int version,
    int maturity,
    Octets sharedAddress,
    List<Subscription> subscriptions,
    boolean paired,
    boolean blocked,
    Optional<Counters> counters) {
  public CardSheet {
    subscriptions = List.copyOf(subscriptions);
  }

  /**
   * One subscription record.
   *
   * @param name operator name, without the mark of pairing and trailing blanks
   * @param from first day, empty when the card has none yet
   * @param to last day
   */
  public record Subscription(
      String name, Optional<LocalDate> from, Optional<LocalDate> to, ProductMask products) {}

  /** Counts since personalisation, modulo 256. */
  public record Counters(int emms, int ecms) {}
}
