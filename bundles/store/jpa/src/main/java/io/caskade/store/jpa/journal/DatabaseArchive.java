package io.caskade.store.jpa.journal;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.NetworkId;
import io.caskade.api.keys.KeyVault;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.journal.JournalArchive;
import io.caskade.api.rights.journal.JournalQuery;
import io.caskade.api.rights.journal.JournalRow;
import io.caskade.store.jpa.work.Reading;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The journal in its tables, past JPA: in pages along the keys, so that the memory it takes does
 * not grow with the journal. Holds no state of its own.
 */
public class DatabaseArchive implements JournalArchive {
  private final Reading reading;
  private final Supplier<@Nullable KeyVault> vault;
  private final PresentCards cards;

  /** A page of the present cards of a network, ordered by serial. */
  public interface PresentCards {
    /**
     * Reads one page.
     *
     * @param after exclusive; -1 for the beginning
     * @return {@link Reading#PAGE} cards; fewer at the end
     */
    List<Card> page(Connection connection, NetworkId network, long after) throws SQLException;
  }

  /**
   * @param vault null while it is away
   */
  public DatabaseArchive(Reading reading, Supplier<@Nullable KeyVault> vault, PresentCards cards) {
    this.reading = reading;
    this.vault = vault;
    this.cards = cards;
  }

  @Override
  public List<JournalRow> rows(JournalQuery query) {
    return reading.run(connection -> RowSearch.find(connection, query));
  }

  @Override
  public void read(long fromSeq, long toSeq, Consumer<JournalRow> consumer) {
    reading.execute(
        connection -> {
          long anchor = JournalTables.anchor(connection).link().seq();
          ChainWalk.walk(
              connection,
              Math.max(anchor, fromSeq - 1),
              toSeq,
              row -> {
                if (row.change() != null) {
                  consumer.accept(row.change().journalRow(row.seq()));
                }
                return true;
              });
        });
  }

  @Override
  public Verdict verify() {
    return verify(List.of());
  }

  @Override
  public Verdict verify(List<Head> copies) {
    return reading.run(
        connection -> {
          while (true) {
            Anchor before = JournalTables.anchor(connection);
            Verdict verdict = new ChainCheck(connection, vault.get(), copies).run();
            // What is trimmed meanwhile is not missing.
            if (verdict.whole() || before.equals(JournalTables.anchor(connection))) {
              return verdict;
            }
          }
        });
  }

  /**
   * {@inheritDoc}
   *
   * <p>Rows go from the oldest on up to the first that is not older, if its chain verifies.
   *
   * @throws CaskadeException VAULT_UNREADABLE, CHAIN_BROKEN; nothing was forgotten
   */
  @Override
  public long trim(Instant before) {
    KeyVault present = vault.get();
    if (present == null) {
      throw new CaskadeException(
          ErrorCode.VAULT_UNREADABLE, "of this head-end", "its bundle is not started");
    }
    return reading.run(connection -> new Trimming(connection, present).run(before.toEpochMilli()));
  }

  @Override
  public Instant keptSince() {
    return Instant.ofEpochMilli(
        reading.run(connection -> JournalTables.anchor(connection).trimmedBefore()));
  }

  @Override
  public List<JournalRow> cardRows(NetworkId network, CardSerial serial, int limit) {
    return reading.run(connection -> RowSearch.card(connection, network, serial, limit));
  }

  @Override
  public void cardsAsOf(NetworkId network, Instant at, Consumer<CardPast> consumer) {
    reading.execute(connection -> new CardsAsOf(cards, connection, network, at).run(consumer));
  }
}
