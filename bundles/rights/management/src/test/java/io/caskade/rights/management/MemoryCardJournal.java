package io.caskade.rights.management;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.CardChange;
import io.caskade.api.rights.journal.CardState;
import io.caskade.api.rights.journal.JournalArchive;
import io.caskade.api.rights.journal.JournalQuery;
import io.caskade.api.rights.journal.JournalRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/** The rows of cards among what a store in memory applied; sealed in that order. */
public final class MemoryCardJournal implements JournalArchive {
  private final MemoryStore store;

  MemoryCardJournal(MemoryStore store) {
    this.store = store;
  }

  @Override
  public List<JournalRow> cardRows(NetworkId network, CardSerial serial, int limit) {
    var rows = new ArrayList<JournalRow>();
    for (int i = 0; i < store.applied.size(); i++) {
      if (store.applied.get(i) instanceof CardChange change
          && change.network().equals(network)
          && change.after().serial().equals(serial)) {
        rows.add(row(i + 1, change));
      }
    }
    Collections.reverse(rows);
    return rows.stream().limit(limit).toList();
  }

  private static JournalRow row(long seq, CardChange change) {
    return new JournalRow(
        seq,
        change.id(),
        change.at(),
        change.actor(),
        change.operation().name(),
        change.network(),
        "card:" + change.after().serial(),
        "OK",
        change.before() == null ? "" : CardState.of(change.before()).toJson(),
        CardState.of(change.after()).toJson());
  }

  @Override
  public List<JournalRow> rows(JournalQuery query) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void read(long fromSeq, long toSeq, Consumer<JournalRow> consumer) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Verdict verify() {
    throw new UnsupportedOperationException();
  }

  @Override
  public long trim(Instant before) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void cardsAsOf(NetworkId network, Instant at, Consumer<CardPast> consumer) {
    throw new UnsupportedOperationException();
  }
}
