package io.caskade.rights.management.cards;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.NetworkId;
import io.caskade.api.keys.KeyVault;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.CardHolder;
import io.caskade.api.rights.CardStatus;
import io.caskade.api.rights.NewCard;
import io.caskade.api.rights.Sold;
import io.caskade.api.rights.Window;
import java.time.Instant;
import java.util.List;

/**
 * A viewing card without plastic, whose receiver asks over IP. It is sold to, suspended and
 * reported as every other; the vault makes a key for it, so that it can become plastic one day.
 */
public final class NetworkCard {
  private NetworkCard() {}

  /**
   * One that is on air.
   *
   * @param sold to it; empty when it is sold to later
   */
  public static Card active(
      KeyVault vault, NetworkId network, CardSerial serial, List<Window> sold, Instant now) {
    return CardIntake.prepare(
        vault,
        new NewCard(
            network,
            serial,
            CardStatus.ACTIVE,
            "",
            Sold.NOTHING.withWindows(sold),
            CardHolder.NOBODY,
            null,
            false),
        now);
  }
}
