package io.caskade.rights.management;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.Actor;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.CardChange;
import io.caskade.api.rights.Note;
import io.caskade.api.rights.StateChange;
import io.caskade.api.rights.journal.CardState;
import io.caskade.api.rights.journal.JournalArchive;
import io.caskade.api.rights.journal.JournalQuery;
import io.caskade.api.rights.journal.JournalRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The journal of a {@link MemoryStore}: card changes and notes, each sealed at once. */
public final class MemoryJournal implements JournalArchive {
  /** Copies that {@link #verify(List)} was given last. */
  public List<Head> copies = List.of();

  public Instant keptSince = Instant.EPOCH;

  private final MemoryStore store;

  public MemoryJournal(MemoryStore store) {
    this.store = store;
  }

  @Override
  public List<JournalRow> rows(JournalQuery query) {
    return all().stream()
        .filter(row -> query.network().filter(id -> !id.equals(row.network())).isEmpty())
        .filter(row -> query.from().filter(row.at()::isBefore).isEmpty())
        .filter(row -> query.to().filter(to -> !row.at().isBefore(to)).isEmpty())
        .filter(row -> query.actor().filter(name -> !name.equals(row.actor().name())).isEmpty())
        .filter(row -> query.operation().filter(name -> !name.equals(row.operation())).isEmpty())
        .filter(row -> query.target().filter(target -> !fits(row.target(), target)).isEmpty())
        .filter(row -> query.before().isEmpty() || row.seq() < query.before().getAsLong())
        .sorted(Comparator.comparingLong(JournalRow::seq).reversed())
        .limit(query.limit())
        .toList();
  }

  private static boolean fits(String target, String wanted) {
    return wanted.endsWith(":") ? target.startsWith(wanted) : target.equals(wanted);
  }

  @Override
  public void read(long fromSeq, long toSeq, Consumer<JournalRow> consumer) {
    all().stream().filter(row -> row.seq() >= fromSeq && row.seq() <= toSeq).forEach(consumer);
  }

  @Override
  public Verdict verify() {
    return verify(List.of());
  }

  @Override
  public Verdict verify(List<Head> heads) {
    copies = heads;
    return new Verdict(all().size(), all().size(), List.of());
  }

  @Override
  public long trim(Instant before) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Instant keptSince() {
    return keptSince;
  }

  @Override
  public List<JournalRow> cardRows(NetworkId network, CardSerial serial, int limit) {
    return all().stream()
        .filter(row -> row.network().equals(network) && row.target().equals("card:" + serial))
        .sorted(Comparator.comparingLong(JournalRow::seq).reversed())
        .limit(limit)
        .toList();
  }

  /** Replays the changes up to the instant. */
  @Override
  public void cardsAsOf(NetworkId network, Instant at, Consumer<CardPast> consumer) {
    Map<CardSerial, Card> cards = new TreeMap<>();
    for (CardChange change : store.applied(CardChange.class)) {
      if (change.network().equals(network) && !change.at().isAfter(at)) {
        cards.put(change.after().serial(), change.after());
      }
    }
    cards.forEach(
        (serial, card) ->
            consumer.accept(
                new CardPast(
                    serial,
                    new io.caskade.api.rights.CardPast(
                        0,
                        at,
                        new Actor("", ""),
                        "",
                        card.status(),
                        card.region(),
                        card.sold(),
                        card.holder()),
                    card.registeredAt())));
  }

  private List<JournalRow> all() {
    var rows = new ArrayList<JournalRow>();
    for (StateChange change : store.applied) {
      if (change instanceof CardChange card) {
        rows.add(
            row(
                rows.size() + 1,
                card,
                card.operation().name(),
                "card:" + card.after().serial(),
                "OK",
                card.before() == null ? "" : CardState.of(card.before()).toJson(),
                CardState.of(card.after()).toJson()));
      } else if (change instanceof Note note) {
        rows.add(
            row(
                rows.size() + 1,
                note,
                note.operation(),
                note.target(),
                note.result(),
                "",
                "{\"detail\":\"" + note.detail().size() + "\"}"));
      }
    }
    return rows;
  }

  private static JournalRow row(
      long seq,
      StateChange change,
      String operation,
      String target,
      String result,
      String before,
      String after) {
    return new JournalRow(
        seq,
        change.id(),
        change.at(),
        change.actor(),
        operation,
        change.network(),
        target,
        result,
        before,
        after);
  }
}
