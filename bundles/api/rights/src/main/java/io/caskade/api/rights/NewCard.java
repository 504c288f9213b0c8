package io.caskade.api.rights;

import io.caskade.api.base.CardRights;
import io.caskade.api.base.CardSerial;
import io.caskade.api.base.NetworkId;
import io.caskade.api.keys.CardKey;
import org.jspecify.annotations.Nullable;

/**
 * A card to be added.
 *
 * @param status {@link CardStatus#STOCK}, {@link CardStatus#ACTIVE} or {@link CardStatus#SUSPENDED}
 * @param region empty means everywhere
 * @param key the key inside the card; null lets the vault make one
 * @param heldElsewhere another system told it rights that nobody knows: its stop EMMs last 180 days
 *     at least
 */
public record NewCard(
    NetworkId network,
    CardSerial serial,
    CardStatus status,
    String region,
    Sold sold,
    CardHolder holder,
    @Nullable CardKey key,
    boolean heldElsewhere) {
  /** An active card of nobody in particular. */
  public NewCard(
      NetworkId network,
      CardSerial serial,
      String region,
      CardRights rights,
      @Nullable CardKey key) {
    this(
        network, serial, CardStatus.ACTIVE, region, Sold.of(rights), CardHolder.NOBODY, key, false);
  }
}
