package io.caskade.store.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.Actor;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.CardChange;
import io.caskade.api.rights.Note;
import io.caskade.api.rights.SealedChange;
import io.caskade.api.rights.StoredRecord;
import io.caskade.api.rights.Urgency;
import io.caskade.api.rights.journal.CardState;
import io.caskade.api.rights.journal.JournalArchive.CardPast;
import io.caskade.api.rights.journal.JournalQuery;
import io.caskade.api.rights.journal.JournalRow;
import io.caskade.store.jpa.journal.Journal;
import io.caskade.store.jpa.journal.JournalEntry;
import io.caskade.store.jpa.journal.TransactionNumbers;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.persistence.EntityManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Searching, reading, trimming the journal, and the past of cards, on a subclass's database. */
abstract class JournalReading {
  private static final Instant T0 = Instant.parse("2026-05-01T00:00:00Z");

  private Rig rig;

  @BeforeEach
  void take(Rig empty) {
    rig = empty;
  }

  @Test
  void findsRowsNewestFirstInPages() {
    for (int i = 0; i < 5; i++) {
      rig.store().apply(List.of(add(i, T0.plusSeconds(i))));
    }
    rig.settle();
    List<JournalRow> first = rig.archive().rows(query(OptionalLong.empty(), 2));
    assertThat(first).extracting(JournalRow::seq).containsExactly(5L, 4L);
    assertThat(rig.archive().rows(query(OptionalLong.of(4), 2)))
        .extracting(JournalRow::seq)
        .containsExactly(3L, 2L);
    assertThat(rig.archive().rows(query(OptionalLong.of(1), 2))).isEmpty();
    JournalRow newest = first.get(0);
    assertThat(newest.at()).isEqualTo(T0.plusSeconds(4));
    assertThat(newest.actor()).isEqualTo(new Actor("ann", "console"));
    assertThat(newest.operation()).isEqualTo("ADD");
    assertThat(newest.target()).isEqualTo("card:4");
    assertThat(newest.result()).isEqualTo("OK");
    assertThat(newest.before()).isEmpty();
    assertThat(CardState.parse(newest.after())).isEqualTo(CardState.of(Cards.card(4)));
  }

  @Test
  void findsRowsByEachCondition() {
    rig.store().apply(List.of(add(1, T0)));
    rig.store().apply(List.of(add(11, T0.plusSeconds(1))));
    rig.store().apply(List.of(note("eve", "SIGN_IN", "account:eve", "forbidden")));
    rig.settle();
    Optional<String> none = Optional.empty();
    assertThat(found(none, none, Optional.of("card:1"))).containsExactly(1L);
    assertThat(found(none, none, Optional.of("card:"))).containsExactly(2L, 1L);
    assertThat(found(none, none, Optional.of("account:"))).containsExactly(3L);
    assertThat(found(Optional.of("eve"), none, none)).containsExactly(3L);
    assertThat(found(none, Optional.of("ADD"), none)).containsExactly(2L, 1L);
    assertThat(found(Optional.of("eve"), Optional.of("ADD"), none)).isEmpty();
    assertThat(inTime(T0, T0.plusSeconds(1))).as("from in, to out").containsExactly(1L);
    assertThat(inTime(T0.plusMillis(1), T0.plusSeconds(2))).containsExactly(2L);
    assertThat(inNetwork(StoredRecord.HEAD_END)).containsExactly(3L);
    assertThat(inNetwork(NetworkId.MAIN)).containsExactly(2L, 1L);
    assertThat(rig.archive().rows(query(OptionalLong.empty(), 1)).get(0).result())
        .isEqualTo("forbidden");
  }

  @Test
  void streamsARangeInItsOrder() {
    rig.store().apply(Cards.adds(0, 4_500));
    rig.settle();
    var seqs = new ArrayList<Long>();
    rig.archive().read(1, Long.MAX_VALUE, row -> seqs.add(row.seq()));
    assertThat(seqs).hasSize(4_500).isSorted().startsWith(1L).endsWith(4_500L);
    seqs.clear();
    rig.archive().read(4_499, 4_499, row -> seqs.add(row.seq()));
    assertThat(seqs).containsExactly(4_499L);
  }

  @Test
  void showsWhatWasDoneToACardAlsoBeforeItIsSealed() {
    Card card = Cards.card(7);
    rig.store().apply(List.of(Histories.change(T0, null, card)));
    rig.store().apply(List.of(add(8, T0)));
    rig.settle();
    Card next = Cards.next(card, 3);
    rig.store().apply(List.of(Histories.change(T0.plusSeconds(1), card, next)));
    assertThat(rig.archive().cardRows(NetworkId.MAIN, card.serial(), 10))
        .extracting(JournalRow::seq, row -> CardState.parse(row.after()).version())
        .containsExactly(tuple(0L, 2L), tuple(1L, 1L));
    assertThat(rig.archive().cardRows(NetworkId.MAIN, card.serial(), 1)).hasSize(1);
  }

  @Test
  void deliversAnOlderTransactionThatCommitsLaterOnceAndInOrder() {
    var journal = new Journal(new TransactionNumbers(InstantSource.system(), new Random(7)));
    EntityManager late = Objects.requireNonNull(rig.backing().factory).createEntityManager();
    var lateId = new UUID(0, 1);
    late.getTransaction().begin();
    Journal.Writing writing = journal.begin(late);
    writing.add(
        new JournalEntry(
            lateId,
            T0,
            new Actor("ann", "console"),
            "RECALL",
            Urgency.SINGLE,
            NetworkId.MAIN,
            new CardSerial(1),
            "card:1",
            "OK",
            null,
            null));
    writing.end();
    late.flush();
    CardChange soon = add(1, T0.plusSeconds(1));
    rig.store().apply(List.of(soon));
    assertThat(rig.settle()).as("what is not committed is not waited for").isEqualTo(1);
    var follower = new ArrayList<>(rig.store().after(0, 10));
    late.getTransaction().commit();
    late.close();
    CardChange last = add(2, T0.plusSeconds(2));
    rig.store().apply(List.of(last));
    assertThat(rig.settle()).isEqualTo(2);
    follower.addAll(rig.store().after(follower.get(follower.size() - 1).seq(), 10));
    assertThat(follower)
        .extracting(SealedChange::seq, SealedChange::changeId)
        .containsExactly(tuple(1L, soon.id()), tuple(2L, lateId), tuple(3L, last.id()));
    assertThat(rig.store().after(0, 10)).isEqualTo(follower);
    assertThat(rig.verified()).isEqualTo(3);
  }

  @Test
  void goesOnFromTheAnchorWhenOldRowsAreTrimmed() {
    for (int i = 0; i < 6; i++) {
      rig.store().apply(List.of(add(i, T0.plusSeconds(i))));
    }
    rig.settle();
    assertThat(rig.archive().keptSince()).isEqualTo(Instant.EPOCH);
    assertThat(rig.archive().trim(T0)).isZero();
    assertThat(rig.archive().trim(T0.plusSeconds(4))).isEqualTo(4);
    assertThat(rig.archive().trim(T0.plusSeconds(4))).isZero();
    assertThat(rig.archive().trim(T0.plusSeconds(1))).as("nothing comes back").isZero();
    assertThat(rig.archive().keptSince()).isEqualTo(T0.plusSeconds(4));
    assertThat(rig.verified()).isEqualTo(2);
    assertThat(rig.archive().rows(query(OptionalLong.empty(), 10)))
        .extracting(JournalRow::seq)
        .containsExactly(6L, 5L);
    assertThat(rig.archive().cardRows(NetworkId.MAIN, new CardSerial(1), 10)).isEmpty();
    assertThat(rig.store().after(0, 10)).extracting(SealedChange::seq).containsExactly(5L, 6L);
    rig.store().apply(List.of(add(6, T0.plusSeconds(6))));
    rig.settle();
    assertThat(rig.verified()).isEqualTo(3);
  }

  @Test
  void goesOnCountingWhenEveryRowWasTrimmed() {
    rig.store().apply(Cards.adds(0, 3));
    rig.settle();
    assertThat(rig.archive().trim(Cards.AT.plusSeconds(1))).isEqualTo(3);
    assertThat(rig.store().head()).isEqualTo(3);
    assertThat(rig.verified()).isZero();
    rig.store().apply(Cards.adds(10, 2));
    rig.settle();
    assertThat(rig.store().after(3, 10)).extracting(SealedChange::seq).containsExactly(4L, 5L);
    assertThat(rig.verified()).isEqualTo(2);
  }

  @Test
  void finishesATrimThatWasInterrupted() {
    rig.store().apply(Cards.adds(0, 4_500));
    rig.settle();
    var deletes = new AtomicInteger();
    rig.wiretap()
        .fail(
            new Wiretap.Fault() {
              @Override
              public void before(String sql) throws SQLException {
                if (sql.startsWith("delete from journal_seal") && deletes.incrementAndGet() == 2) {
                  throw new SQLException("injected", "08006");
                }
              }
            });
    assertThatExceptionOfType(CaskadeException.class)
        .isThrownBy(() -> rig.archive().trim(Cards.AT.plusSeconds(1)))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.DATABASE_UNAVAILABLE));
    rig.wiretap().fail(new Wiretap.Fault() {});
    assertThat(rig.rows("select count(*) from journal_seal")).containsExactly("2500");
    assertThat(rig.rows("select count(*) from journal_change")).containsExactly("2500");
    assertThat(rig.verified()).isZero();
    var read = new AtomicLong();
    rig.archive().read(1, Long.MAX_VALUE, row -> read.incrementAndGet());
    assertThat(read).hasValue(0);
    assertThat(rig.archive().trim(Cards.AT.plusSeconds(1))).isEqualTo(2_500);
    assertThat(rig.rows("select count(*) from journal_change")).containsExactly("0");
  }

  @Test
  void trimsNothingWithoutTheVaultOrBeyondWhatItSigned() {
    rig.store().apply(Cards.adds(0, 2));
    rig.settle();
    var vault = rig.backing().vault;
    rig.backing().vault = null;
    rig.store().apply(Cards.adds(10, 2));
    rig.settle();
    assertThatExceptionOfType(CaskadeException.class)
        .isThrownBy(() -> rig.archive().trim(Cards.AT.plusSeconds(1)))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.VAULT_UNREADABLE));
    rig.backing().vault = vault;
    assertThat(rig.archive().trim(Cards.AT.plusSeconds(1))).isEqualTo(2);
    rig.settle();
    assertThat(rig.verified()).isEqualTo(2);
    assertThat(rig.archive().trim(Cards.AT.plusSeconds(1))).isEqualTo(2);
  }

  @Test
  void tellsWhatEveryCardWasAtAnInstant() {
    Card card = Cards.card(1);
    Card second = Cards.next(card, 2);
    Card third = Cards.next(second, 3);
    rig.store().apply(List.of(Histories.change(T0, null, card)));
    rig.store().apply(List.of(Histories.change(T0.plusSeconds(10), card, second)));
    rig.store().apply(List.of(Histories.change(T0.plusSeconds(20), second, third)));
    rig.store().apply(List.of(add(2, T0.plusSeconds(15))));
    assertThat(asOf(T0)).containsExactly("1 00000011");
    assertThat(asOf(T0.plusMillis(9_999))).containsExactly("1 00000011");
    assertThat(asOf(T0.plusSeconds(10))).containsExactly("1 00000002");
    assertThat(asOf(T0.plusSeconds(19))).containsExactly("1 00000002", "2 00000011");
    assertThat(asOf(T0.plusSeconds(20))).containsExactly("1 00000003", "2 00000011");
    assertThatExceptionOfType(CaskadeException.class)
        .isThrownBy(() -> asOf(T0.minusMillis(1)))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.FIELD_INVALID));
    rig.settle();
    assertThat(rig.archive().trim(T0.plusSeconds(12))).isEqualTo(2);
    assertThat(asOf(T0.plusSeconds(12))).containsExactly("1 00000002");
    assertThat(asOf(T0.plusSeconds(19))).containsExactly("1 00000002", "2 00000011");
    assertThatExceptionOfType(CaskadeException.class)
        .isThrownBy(() -> asOf(T0.plusSeconds(11)))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.FIELD_INVALID));
  }

  @Test
  void tellsThePastOfManyCardsWithManyChangesInOrder() {
    var changes = new ArrayList<CardChange>();
    for (int serial = 0; serial < 4_100; serial++) {
      changes.add(add(serial, T0));
    }
    Card busy = changes.get(3_000).after();
    for (int i = 0; i < 4_100; i++) {
      Card next = Cards.next(busy, i);
      changes.add(Histories.change(T0.plusSeconds(1 + i), busy, next));
      busy = next;
    }
    rig.store().apply(changes);
    List<String> past = asOf(T0);
    assertThat(past).hasSize(4_100).startsWith("0 00000011").endsWith("4099 00000011");
    assertThat(asOf(T0.plusSeconds(2))).contains("3000 00000001");
  }

  private List<String> asOf(Instant at) {
    var found = new ArrayList<CardPast>();
    rig.archive().cardsAsOf(NetworkId.MAIN, at, found::add);
    assertThat(found).isSortedAccordingTo((a, b) -> a.serial().compareTo(b.serial()));
    return found.stream()
        .map(card -> card.serial() + " " + card.state().sold().products())
        .toList();
  }

  private static CardChange add(long serial, Instant at) {
    return Histories.change(at, null, Cards.card(serial));
  }

  private static Note note(String actor, String operation, String target, String result) {
    return new Note(
        UUID.randomUUID(),
        T0.plusSeconds(9),
        new Actor(actor, "rest"),
        operation,
        StoredRecord.HEAD_END,
        target,
        result,
        Map.of());
  }

  private static JournalQuery query(OptionalLong before, int limit) {
    return new JournalQuery(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        before,
        limit);
  }

  private List<Long> found(
      Optional<String> actor, Optional<String> operation, Optional<String> target) {
    return seqs(
        new JournalQuery(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            actor,
            operation,
            target,
            OptionalLong.empty(),
            100));
  }

  private List<Long> inTime(Instant from, Instant to) {
    return seqs(
        new JournalQuery(
            Optional.empty(),
            Optional.of(from),
            Optional.of(to),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalLong.empty(),
            100));
  }

  private List<Long> inNetwork(NetworkId network) {
    return seqs(
        new JournalQuery(
            Optional.of(network),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalLong.empty(),
            100));
  }

  private List<Long> seqs(JournalQuery query) {
    return rig.archive().rows(query).stream().map(JournalRow::seq).toList();
  }
}
