package io.caskade.store.jpa.journal;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.Actor;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.journal.CardState;
import io.caskade.api.rights.journal.JournalArchive.CardPast;
import io.caskade.store.jpa.work.Reading;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The cards of a network as they were. What a card was at an instant is the state before its first
 * change after that instant; without such a change it is what the card is now, and a card that was
 * added by that change did not exist. So nothing older than the instant is read, and history that
 * was trimmed is not missed.
 *
 * <p>The cards are read in pages by serial, then the changes of the same serials, and the two are
 * merged. In this order, so that it does not matter what is committed meanwhile: a change that the
 * page of cards shows already, the changes show too.
 */
final class CardsAsOf {
  private static final String CHANGES =
      "select serial, state_before from journal_change"
          + " where network_id = ? and serial > ? and serial <= ? and made_at > ?"
          + " and (state_before is not null or state_after is not null)"
          + " order by network_id, serial, made_at, tx, tx_row limit ?";

  private static final String OLDEST = "select min(made_at) from journal_change";

  private static final Actor NOBODY = new Actor("", "");

  private final DatabaseArchive.PresentCards cards;
  private final Connection connection;
  private final NetworkId network;
  private final Instant at;

  CardsAsOf(
      DatabaseArchive.PresentCards cards, Connection connection, NetworkId network, Instant at) {
    this.cards = cards;
    this.connection = connection;
    this.network = network;
    this.at = at;
  }

  void run(Consumer<CardPast> consumer) throws SQLException {
    requireKept();
    long last = -1;
    List<Card> page;
    do {
      page = cards.page(connection, network, last);
      if (!page.isEmpty()) {
        long end = page.get(page.size() - 1).serial().value();
        Map<Long, @Nullable CardState> earlier = statesBefore(last, end);
        for (Card card : page) {
          long serial = card.serial().value();
          CardState state = earlier.containsKey(serial) ? earlier.get(serial) : CardState.of(card);
          if (state != null) {
            consumer.accept(past(card.serial(), state, card.registeredAt()));
          }
        }
        last = end;
      }
    } while (page.size() == Reading.PAGE);
  }

  private void requireKept() throws SQLException {
    Anchor anchor = JournalTables.anchor(connection);
    long oldest = anchor.link().seq() > 0 ? anchor.trimmedBefore() : oldestRow();
    if (at.toEpochMilli() < oldest) {
      throw new CaskadeException(
          ErrorCode.FIELD_INVALID,
          "at",
          "the journal goes back to " + Instant.ofEpochMilli(oldest) + ", not to " + at);
    }
  }

  private long oldestRow() throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(OLDEST);
        ResultSet rows = select.executeQuery()) {
      // null, which reads as 0, when nothing was ever journalled
      return rows.next() ? rows.getLong(1) : 0;
    }
  }

  /** By serial, what stood before the first change after the instant; null where nothing did. */
  private Map<Long, @Nullable CardState> statesBefore(long after, long end) throws SQLException {
    Map<Long, @Nullable CardState> states = new HashMap<>();
    long from = after;
    int read;
    do {
      read = 0;
      try (PreparedStatement select = connection.prepareStatement(CHANGES)) {
        select.setString(1, network.value());
        select.setLong(2, from);
        select.setLong(3, end);
        select.setLong(4, at.toEpochMilli());
        select.setInt(5, Reading.PAGE);
        try (ResultSet rows = select.executeQuery()) {
          while (rows.next()) {
            read++;
            from = rows.getLong(1);
            if (!states.containsKey(from)) {
              String before = rows.getString(2);
              states.put(from, before == null ? null : CardState.parse(before));
            }
          }
        }
      }
    } while (read == Reading.PAGE);
    return states;
  }

  private CardPast past(CardSerial serial, CardState state, Instant registeredAt) {
    return new CardPast(
        serial,
        new io.caskade.api.rights.CardPast(
            0, at, NOBODY, "", state.status(), state.region(), state.sold(), state.holder()),
        registeredAt);
  }
}
