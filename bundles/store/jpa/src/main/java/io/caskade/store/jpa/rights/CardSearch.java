package io.caskade.store.jpa.rights;

import static java.util.stream.Collectors.joining;

import io.caskade.api.base.CardSerial;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.CardQuery;
import io.caskade.store.jpa.work.Reading;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Looks for cards, past JPA: what is found may be ten million rows. */
public final class CardSearch {
  private final Reading reading;

  public CardSearch(Reading reading) {
    this.reading = reading;
  }

  /** A page, ordered by serial. */
  public List<Card> page(CardQuery query) {
    return reading.run(
        connection -> {
          SortedMap<CardSerial, Card> found = new TreeMap<>();
          for (CardCondition condition : CardCondition.of(query, SerialOrder.isH2(connection))) {
            query.after().ifPresent(serial -> condition.add(" and c.serial > ?", serial.value()));
            read(connection, query, condition, found);
          }
          return found.values().stream().limit(query.limit()).toList();
        });
  }

  /** How many there are, the page of the query aside. */
  public long count(CardQuery query) {
    return reading.run(
        connection -> count(connection, CardCondition.of(query, SerialOrder.isH2(connection))));
  }

  private static void read(
      Connection connection,
      CardQuery query,
      CardCondition condition,
      SortedMap<CardSerial, Card> found)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select "
                + CardColumns.ALL
                + " from "
                + (condition.selective() ? "card c" : SerialOrder.cards(connection))
                + " where "
                + condition.sql()
                + SerialOrder.orderBy(connection)
                + " limit ?")) {
      select.setInt(condition.bind(select, 1), query.limit());
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          Card card = CardColumns.card(query.network(), rows);
          found.put(card.serial(), card);
        }
      }
    }
  }

  private static long count(Connection connection, List<CardCondition> conditions)
      throws SQLException {
    String sql =
        conditions.size() == 1
            ? "select count(*) from card c where " + conditions.get(0).sql()
            : conditions.stream()
                .map(condition -> "select c.serial from card c where " + condition.sql())
                .collect(joining(" union ", "select count(*) from (", ") found"));
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      int next = 1;
      for (CardCondition condition : conditions) {
        next = condition.bind(select, next);
      }
      try (ResultSet rows = select.executeQuery()) {
        return rows.next() ? rows.getLong(1) : 0;
      }
    }
  }
}
