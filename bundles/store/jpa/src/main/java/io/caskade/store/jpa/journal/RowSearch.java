package io.caskade.store.jpa.journal;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.journal.JournalQuery;
import io.caskade.api.rights.journal.JournalRow;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Looks for rows of the journal, newest first. */
final class RowSearch {
  private static final String CARD =
      "select coalesce(s.seq, 0), "
          + ChangeRow.COLUMNS
          + " from journal_change c left join journal_seal s on s.change_id = c.id"
          + " where c.network_id = ? and c.serial = ? and (s.seq is null or s.seq > ?)"
          + " order by c.network_id desc, c.serial desc, c.made_at desc, c.tx desc, c.tx_row desc"
          + " limit ?";

  private RowSearch() {}

  /** Sealed rows, by falling number. */
  static List<JournalRow> find(Connection connection, JournalQuery query) throws SQLException {
    var sql = new StringBuilder("select s.seq, ").append(ChangeRow.COLUMNS);
    sql.append(" from journal_seal s join journal_change c on c.id = s.change_id where s.seq > ?");
    List<Object> values = new ArrayList<>();
    values.add(JournalTables.anchor(connection).link().seq());
    conditions(query, sql, values);
    sql.append(" order by s.seq desc limit ?");
    values.add(query.limit());
    return read(connection, sql.toString(), values);
  }

  /** The latest first; those that wait for their seal have the number 0. */
  static List<JournalRow> card(
      Connection connection, NetworkId network, CardSerial serial, int limit) throws SQLException {
    long anchor = JournalTables.anchor(connection).link().seq();
    return read(connection, CARD, List.of(network.value(), serial.value(), anchor, limit));
  }

  private static void conditions(JournalQuery query, StringBuilder sql, List<Object> values) {
    query.before().ifPresent(seq -> add(sql, values, "s.seq < ?", seq));
    query.network().ifPresent(network -> add(sql, values, "s.network_id = ?", network.value()));
    query.from().ifPresent(at -> add(sql, values, "c.made_at >= ?", at.toEpochMilli()));
    query.to().ifPresent(at -> add(sql, values, "c.made_at < ?", at.toEpochMilli()));
    query.actor().ifPresent(name -> add(sql, values, "c.actor = ?", name));
    query.operation().ifPresent(name -> add(sql, values, "c.operation = ?", name));
    query
        .target()
        .ifPresent(
            target -> {
              if (target.endsWith(":")) {
                // The character behind the colon: every target of the kind lies between the two.
                add(sql, values, "c.target >= ?", target);
                add(sql, values, "c.target < ?", target.substring(0, target.length() - 1) + ';');
              } else {
                add(sql, values, "c.target = ?", target);
              }
            });
  }

  private static void add(StringBuilder sql, List<Object> values, String condition, Object value) {
    sql.append(" and ").append(condition);
    values.add(value);
  }

  private static List<JournalRow> read(Connection connection, String sql, List<Object> values)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.size(); i++) {
        select.setObject(i + 1, values.get(i));
      }
      var found = new ArrayList<JournalRow>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          ChangeRow row = ChangeRow.read(rows, 2);
          if (row != null) {
            found.add(row.journalRow(rows.getLong(1)));
          }
        }
      }
      return found;
    }
  }
}
