package io.caskade.store.jpa.rights;

import io.caskade.api.base.CardRights;
import io.caskade.api.base.CardSerial;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.Octets;
import io.caskade.api.base.ProductMask;
import io.caskade.api.keys.WrappedKey;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.CardStatus;
import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;
import javax.persistence.Column;
import javax.persistence.Embeddable;
import javax.persistence.EmbeddedId;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.jspecify.annotations.Nullable;

/**
 * A viewing card as a row. The store counts the version itself, under a lock of the row: JPA's own
 * {@code @Version} would not grow when a card is sold the same rights again.
 */
@Entity(name = "Card")
@Table(name = "card")
class CardEntity {
  @EmbeddedId private Key key;

  @Column(name = "version")
  private long version;

  @Column(name = "status")
  private String status;

  @Column(name = "region")
  private String region;

  @Column(name = "products")
  private int products;

  @Column(name = "start_at")
  private long startAt;

  @Column(name = "finish_at")
  private long finishAt;

  @Column(name = "paired")
  private int paired;

  @Column(name = "protected_card")
  private int protectedCard;

  @Column(name = "latest_finish")
  private long latestFinish;

  @Column(name = "wrapped_key")
  private byte[] wrappedKey;

  /** For JPA. */
  @SuppressWarnings("NullAway.Init")
  protected CardEntity() {}

  @SuppressWarnings("NullAway.Init")
  CardEntity(Card card) {
    key = new Key(card.network(), card.serial());
    take(card);
  }

  /** Takes over the new state. */
  final void take(Card card) {
    CardRights rights = card.rights();
    version = card.version();
    status = card.status().name();
    region = card.region();
    products = rights.products().bits();
    startAt = rights.start().getEpochSecond();
    finishAt = rights.finish().getEpochSecond();
    paired = rights.paired() ? 1 : 0;
    protectedCard = rights.protectedCard() ? 1 : 0;
    latestFinish = card.latestFinish().getEpochSecond();
    wrappedKey = card.key().octets().toByteArray();
  }

  long version() {
    return version;
  }

  CardSerial serial() {
    return new CardSerial(key.serial);
  }

  Card toCard() {
    return new Card(
        new NetworkId(key.network),
        serial(),
        version,
        CardStatus.valueOf(status),
        region,
        new CardRights(
            new ProductMask(products),
            Instant.ofEpochSecond(startAt),
            Instant.ofEpochSecond(finishAt),
            paired != 0,
            protectedCard != 0),
        Instant.ofEpochSecond(latestFinish),
        new WrappedKey(Octets.of(wrappedKey)));
  }

  /** Network and serial. */
  @Embeddable
  static class Key implements Serializable {
    private static final long serialVersionUID = 1L;

    @Column(name = "network_id")
    private String network;

    @Column(name = "serial")
    private long serial;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init")
    protected Key() {}

    Key(NetworkId network, CardSerial serial) {
      this.network = network.value();
      this.serial = serial.value();
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key that && that.serial == serial && that.network.equals(network);
    }

    @Override
    public int hashCode() {
      return Objects.hash(network, serial);
    }
  }
}
