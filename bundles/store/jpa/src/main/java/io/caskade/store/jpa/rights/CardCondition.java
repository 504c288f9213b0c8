package io.caskade.store.jpa.rights;

import io.caskade.api.base.ProductMask;
import io.caskade.api.rights.CardQuery;
import io.caskade.api.rights.CardStatus;
import io.caskade.store.jpa.records.Word;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A condition on the card {@code c} with its parameters.
 *
 * <p>A text that is looked for makes several conditions, one for each place that it may stand in.
 * Each of them goes along an index of its own, which their disjunction would not; only a part of a
 * serial is looked for from card to card.
 */
final class CardCondition {
  private static final Pattern PART_OF_SERIAL = Pattern.compile("[0-9]{1,10}");
  private static final int SERIAL_DIGITS = 10;

  private static final String WORDS =
      "select w.id from record_word w where w.network_id = c.network_id and w.kind = ?"
          + " and w.field = ? and w.word ";

  private final boolean h2;
  private final StringBuilder sql = new StringBuilder("c.network_id = ?");
  private final List<Object> values = new ArrayList<>();

  private CardCondition(boolean h2, CardQuery query) {
    this.h2 = h2;
    values.add(query.network().value());
    statuses(query);
    products(query.products());
    query.region().ifPresent(region -> add(" and c.region = ?", region));
    query.subscriber().ifPresent(id -> add(" and c.subscriber_id = ?", id));
    query.finishFrom().ifPresent(at -> add(" and c.last_finish >= ?", nextSecond(at)));
    query.finishBefore().ifPresent(at -> add(" and c.last_finish < ?", nextSecond(at)));
  }

  /** One condition, or several any of which may hold. */
  static List<CardCondition> of(CardQuery query, boolean h2) {
    String text = query.text().map(String::strip).orElse("");
    var conditions = new ArrayList<CardCondition>();
    if (text.isEmpty()) {
      conditions.add(new CardCondition(h2, query));
      return conditions;
    }
    for (Consumer<CardCondition> place : places(text)) {
      var condition = new CardCondition(h2, query);
      place.accept(condition);
      conditions.add(condition);
    }
    return conditions;
  }

  private static List<Consumer<CardCondition>> places(String text) {
    var places = new ArrayList<Consumer<CardCondition>>();
    String digits = text.replace("-", "");
    if (PART_OF_SERIAL.matcher(digits).matches()) {
      places.add(condition -> condition.serial(digits));
    }
    places.add(
        condition ->
            condition.add(
                " and c.subscriber_id in (" + WORDS + "like ? escape '!')",
                "SUBSCRIBER",
                Word.TEXT,
                Word.beginning(text)));
    places.add(
        condition ->
            condition.add(
                " and c.set_top_box in (?, ?, ?)",
                text,
                text.toUpperCase(Locale.ROOT),
                text.toLowerCase(Locale.ROOT)));
    places.add(
        condition ->
            condition.add(
                " and lower(c.set_top_box) = ? and c.set_top_box in (" + WORDS + "= ?)",
                Word.folded(text),
                "SET_TOP_BOX",
                Word.TEXT,
                Word.folded(text)));
    return places;
  }

  private void serial(String digits) {
    if (digits.length() == SERIAL_DIGITS && digits.charAt(0) != '0') {
      add(" and c.serial = ?", Long.valueOf(digits));
    } else {
      add(" and concat(c.serial, '') like ?", "%" + digits + "%");
    }
  }

  private void statuses(CardQuery query) {
    if (!query.statuses().isEmpty()) {
      add(
          query.statuses().stream()
              .map(status -> "?")
              .collect(Collectors.joining(", ", " and c.status in (", ")")),
          query.statuses().stream().sorted().map(CardStatus::name).toArray());
    }
  }

  private void products(ProductMask wanted) {
    if (!wanted.equals(ProductMask.NONE)) {
      add(
          h2
              ? " and bitand(c.all_products, cast(? as integer)) <> 0"
              : " and (c.all_products & ?) <> 0",
          wanted.bits());
    }
  }

  private static long nextSecond(Instant at) {
    return at.getNano() == 0 ? at.getEpochSecond() : at.getEpochSecond() + 1;
  }

  CardCondition add(String condition, Object... parameters) {
    sql.append(condition);
    values.addAll(List.of(parameters));
    return this;
  }

  String sql() {
    return sql.toString();
  }

  /**
   * @return number of the next parameter
   */
  int bind(PreparedStatement statement, int first) throws SQLException {
    int next = first;
    for (Object value : values) {
      statement.setObject(next++, value);
    }
    return next;
  }
}
