package io.caskade.store.jpa.rights;

import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.Card;
import io.caskade.store.jpa.work.Reading;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Reads all cards past JPA, which would be three times slower (scale-and-store chapter 1.4). */
public final class CardFeed {
  private final Reading reading;

  public CardFeed(Reading reading) {
    this.reading = reading;
  }

  /** Reads every card of every network, by network and serial, in flat memory. */
  public void readAll(Consumer<Card> consumer) {
    reading.run(
        connection -> {
          long count = 0;
          for (NetworkId network : networks(connection)) {
            count += readAll(connection, network, consumer);
          }
          return count;
        });
  }

  private static List<NetworkId> networks(Connection connection) throws SQLException {
    var networks = new ArrayList<NetworkId>();
    try (PreparedStatement select =
            connection.prepareStatement("select network_id from network order by network_id");
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        networks.add(new NetworkId(rows.getString(1)));
      }
    }
    return networks;
  }

  private static long readAll(Connection connection, NetworkId network, Consumer<Card> consumer)
      throws SQLException {
    long count = 0;
    long last = -1;
    List<Card> page;
    do {
      page = page(connection, network, last);
      page.forEach(consumer);
      count += page.size();
      last = page.isEmpty() ? last : page.get(page.size() - 1).serial().value();
    } while (page.size() == Reading.PAGE);
    return count;
  }

  /**
   * A page of the cards of a network, ordered by serial.
   *
   * @param after exclusive; -1 for the beginning
   * @return {@link Reading#PAGE} cards; fewer at the end
   */
  public static List<Card> page(Connection connection, NetworkId network, long after)
      throws SQLException {
    var page = new ArrayList<Card>(Reading.PAGE);
    try (PreparedStatement select =
        connection.prepareStatement(
            "select "
                + CardColumns.ALL
                + " from "
                + SerialOrder.cards(connection)
                + " where c.network_id = ? and c.serial > ?"
                + SerialOrder.orderBy(connection)
                + " limit ?")) {
      select.setString(1, network.value());
      select.setLong(2, after);
      select.setInt(3, Reading.PAGE);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          page.add(CardColumns.card(network, rows));
        }
      }
    }
    return page;
  }
}
