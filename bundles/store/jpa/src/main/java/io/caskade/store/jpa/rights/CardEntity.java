package io.caskade.store.jpa.rights;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.Octets;
import io.caskade.api.keys.WrappedKey;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.CardHolder;
import io.caskade.api.rights.CardStatus;
import io.caskade.api.rights.Sold;
import io.caskade.api.rights.Window;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.persistence.Column;
import javax.persistence.Embeddable;
import javax.persistence.EmbeddedId;
import javax.persistence.Entity;
import javax.persistence.EntityManager;
import javax.persistence.NamedQuery;
import javax.persistence.Table;
import org.jspecify.annotations.Nullable;

/**
 * A viewing card as a row. The store counts the version itself, under a lock of the row: JPA's own
 * {@code @Version} would not grow when a card is sold the same rights again.
 */
@Entity(name = "Card")
@Table(name = "card")
@NamedQuery(
    name = CardEntity.UPDATE,
    query =
        "update Card c set c.version = :version, c.status = :status, c.region = :region,"
            + " c.products = :products, c.startAt = :startAt, c.finishAt = :finishAt,"
            + " c.windows = :windows, c.allProducts = :allProducts, c.lastFinish = :lastFinish,"
            + " c.paired = :paired, c.freeUntil = :freeUntil, c.protectedCard = :protectedCard,"
            + " c.latestFinish = :latestFinish, c.wrappedKey = :wrappedKey,"
            + " c.subscriber = :subscriber, c.setTopBox = :setTopBox, c.parent = :parent,"
            + " c.registeredAt = :registeredAt"
            + " where c.key.network = :network and c.key.serial = :serial and c.version = :before")
class CardEntity {
  static final String UPDATE = "Card.update";

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

  @Column(name = "windows")
  private byte @Nullable [] windows;

  @Column(name = "all_products")
  private int allProducts;

  @Column(name = "last_finish")
  private @Nullable Long lastFinish;

  @Column(name = "free_until")
  private @Nullable Long freeUntil;

  @Column(name = "subscriber_id")
  private @Nullable String subscriber;

  @Column(name = "set_top_box")
  private @Nullable String setTopBox;

  @Column(name = "parent_serial")
  private @Nullable Long parent;

  @Column(name = "registered_at")
  private long registeredAt;

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
    version = card.version();
    status = card.status().name();
    region = card.region();
    latestFinish = card.latestFinish().getEpochSecond();
    wrappedKey = card.key().octets().toByteArray();
    registeredAt = card.registeredAt().toEpochMilli();
    take(card.sold());
    take(card.holder());
  }

  private void take(Sold sold) {
    List<Window> all = sold.windows();
    Optional<Window> first = all.stream().findFirst();
    products = first.map(window -> window.products().bits()).orElse(0);
    startAt = first.map(window -> window.start().getEpochSecond()).orElse(0L);
    finishAt = first.map(window -> window.finish().getEpochSecond()).orElse(0L);
    windows = FurtherWindows.of(all);
    allProducts = sold.products().bits();
    lastFinish = sold.lastFinish().map(Instant::getEpochSecond).orElse(null);
    paired = sold.paired() ? 1 : 0;
    freeUntil = sold.freeUntil().map(Instant::getEpochSecond).orElse(null);
    protectedCard = sold.protectedCard() ? 1 : 0;
  }

  private void take(CardHolder holder) {
    subscriber = holder.subscriber().orElse(null);
    setTopBox = holder.setTopBox().orElse(null);
    parent = holder.parent().map(CardSerial::value).orElse(null);
  }

  /**
   * Writes this state over the one of the version before, without reading it.
   *
   * @return 1, or 0 when the row is of another version or not there
   */
  int update(EntityManager entities) {
    return entities
        .createNamedQuery(UPDATE)
        .setParameter("network", key.network)
        .setParameter("serial", key.serial)
        .setParameter("before", version - 1)
        .setParameter("version", version)
        .setParameter("status", status)
        .setParameter("region", region)
        .setParameter("products", products)
        .setParameter("startAt", startAt)
        .setParameter("finishAt", finishAt)
        .setParameter("windows", windows)
        .setParameter("allProducts", allProducts)
        .setParameter("lastFinish", lastFinish)
        .setParameter("paired", paired)
        .setParameter("freeUntil", freeUntil)
        .setParameter("protectedCard", protectedCard)
        .setParameter("latestFinish", latestFinish)
        .setParameter("wrappedKey", wrappedKey)
        .setParameter("subscriber", subscriber)
        .setParameter("setTopBox", setTopBox)
        .setParameter("parent", parent)
        .setParameter("registeredAt", registeredAt)
        .executeUpdate();
  }

  Key key() {
    return key;
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
        new Sold(
            FurtherWindows.windows(products, startAt, finishAt, windows),
            paired != 0,
            Optional.ofNullable(freeUntil).map(Instant::ofEpochSecond),
            protectedCard != 0),
        Instant.ofEpochSecond(latestFinish),
        new WrappedKey(Octets.of(wrappedKey)),
        new CardHolder(
            Optional.ofNullable(subscriber),
            Optional.ofNullable(setTopBox),
            Optional.ofNullable(parent).map(CardSerial::new)),
        Instant.ofEpochMilli(registeredAt));
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
