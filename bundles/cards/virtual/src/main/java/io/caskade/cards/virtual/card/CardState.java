package io.caskade.cards.virtual.card;

import io.caskade.api.base.Octets;
import io.caskade.cards.virtual.limit.RequestCounter;
import io.caskade.cards.virtual.limit.ServiceLimit;
import java.util.List;

/**
 * What a card remembers without power.
 *
 * @param host remembered for pairing, three bytes as a number; 0 is none
 * @param maturity 0..255: 1 with parents, 2 normal, 4 adults, 8 erotic
 * @param unblocks digests of the EMMs that have ended a block, the oldest first; at most {@link
 *     #MOST_UNBLOCKS}
 */
public record CardState(
    Entitlement entitlement,
    int host,
    Counts counts,
    int maturity,
    CardPin pin,
    RequestCounter.State counter,
    ServiceLimit.State limit,
    List<Octets> unblocks) {
  /** So many are told from new ones; above it the oldest is forgotten. */
  public static final int MOST_UNBLOCKS = 256;

  private static final int USUAL_MATURITY = 2;

  public CardState {
    unblocks = List.copyOf(unblocks);
  }

  /**
   * Diagnostics of the subscription record (tvcas3, 6.4), each 0..255.
   *
   * @param emms addressed to the card, wrapping
   * @param computed checksum that the card made of the last one
   * @param received checksum that stood in it
   * @param ecms any, wrapping
   */
  public record Counts(int emms, int computed, int received, int ecms) {
    /** As personalisation leaves them: nothing computed, nothing received. */
    static final Counts NONE = new Counts(0, 0xFF, 0xFF, 0);

    Counts ecm() {
      return new Counts(emms, computed, received, ecms + 1 & 0xFF);
    }

    Counts emm(int own, int sent) {
      return new Counts(emms + 1 & 0xFF, own, sent, ecms);
    }
  }

  /** Of a card that has just been personalised. */
  public static CardState fresh(CardConfig config) {
    return new CardState(
        config.entitlement(),
        0,
        Counts.NONE,
        USUAL_MATURITY,
        CardPin.usual(),
        RequestCounter.State.FRESH,
        ServiceLimit.State.FRESH,
        List.of());
  }
}
