package io.caskade.store.jpa.rights;

import io.caskade.api.base.CardRights;
import io.caskade.api.base.CardSerial;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.Octets;
import io.caskade.api.base.ProductMask;
import io.caskade.api.keys.WrappedKey;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.CardStatus;
import io.caskade.store.jpa.work.Reading;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Streams all cards past JPA, which would be three times slower (scale-and-store chapter 1.4). */
public final class CardFeed {
  private static final String ALL =
      "select network_id, serial, version, status, region, products, start_at, finish_at, paired,"
          + " protected_card, latest_finish, wrapped_key from card";

  private final Reading reading;

  public CardFeed(Reading reading) {
    this.reading = reading;
  }

  /** Reads every card of every network, in any order, in flat memory. */
  public void readAll(Consumer<Card> consumer) {
    reading.run(
        connection ->
            reading.stream(
                connection,
                ALL,
                rows -> {
                  Map<String, NetworkId> networks = new HashMap<>();
                  long count = 0;
                  while (rows.next()) {
                    consumer.accept(card(rows, networks));
                    count++;
                  }
                  return count;
                }));
  }

  private static Card card(ResultSet rows, Map<String, NetworkId> networks) throws SQLException {
    return new Card(
        networks.computeIfAbsent(rows.getString(1), NetworkId::new),
        new CardSerial(rows.getLong(2)),
        rows.getLong(3),
        CardStatus.valueOf(rows.getString(4)),
        rows.getString(5),
        new CardRights(
            new ProductMask(rows.getInt(6)),
            Instant.ofEpochSecond(rows.getLong(7)),
            Instant.ofEpochSecond(rows.getLong(8)),
            rows.getInt(9) != 0,
            rows.getInt(10) != 0),
        Instant.ofEpochSecond(rows.getLong(11)),
        new WrappedKey(Octets.of(rows.getBytes(12))));
  }
}
