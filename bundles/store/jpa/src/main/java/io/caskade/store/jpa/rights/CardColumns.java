package io.caskade.store.jpa.rights;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.Octets;
import io.caskade.api.keys.WrappedKey;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.CardHolder;
import io.caskade.api.rights.CardStatus;
import io.caskade.api.rights.Sold;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** A card as it is read past JPA, which would be three times slower. */
final class CardColumns {
  /** {@link #card} expects these, from the first column on; {@code c} is the table's alias. */
  static final String ALL =
      "c.serial, c.version, c.status, c.region, c.products, c.start_at, c.finish_at, c.windows,"
          + " c.paired, c.free_until, c.protected_card, c.latest_finish, c.wrapped_key,"
          + " c.subscriber_id, c.set_top_box, c.parent_serial, c.registered_at";

  private CardColumns() {}

  static Card card(NetworkId network, ResultSet row) throws SQLException {
    return new Card(
        network,
        new CardSerial(row.getLong(1)),
        row.getLong(2),
        CardStatus.valueOf(row.getString(3)),
        row.getString(4),
        new Sold(
            FurtherWindows.windows(row.getInt(5), row.getLong(6), row.getLong(7), row.getBytes(8)),
            row.getInt(9) != 0,
            number(row, 10).map(Instant::ofEpochSecond),
            row.getInt(11) != 0),
        Instant.ofEpochSecond(row.getLong(12)),
        new WrappedKey(Octets.of(row.getBytes(13))),
        holder(row),
        Instant.ofEpochMilli(row.getLong(17)));
  }

  private static CardHolder holder(ResultSet row) throws SQLException {
    String subscriber = row.getString(14);
    String setTopBox = row.getString(15);
    Optional<Long> parent = number(row, 16);
    if (subscriber == null && setTopBox == null && parent.isEmpty()) {
      return CardHolder.NOBODY;
    }
    return new CardHolder(
        Optional.ofNullable(subscriber),
        Optional.ofNullable(setTopBox),
        parent.map(CardSerial::new));
  }

  private static Optional<Long> number(ResultSet row, int column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(value);
  }
}
