package io.caskade.store.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.Network;
import io.caskade.api.base.NetworkId;
import io.caskade.api.keys.MacVault;
import io.caskade.api.rights.Actor;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.CardChange;
import io.caskade.api.rights.CardQuery;
import io.caskade.api.rights.NetworkChange;
import io.caskade.api.rights.NetworkPolicy;
import io.caskade.api.rights.OperatorNetwork;
import io.caskade.api.rights.RecordFilter;
import io.caskade.api.rights.SealedChange;
import io.caskade.api.rights.people.Subscriber;
import io.caskade.store.jpa.gate.DatabaseState;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.persistence.EntityManagerFactory;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the store does when the database fails in the middle; on the database of a subclass. */
abstract class JpaFaults {
  private static final NetworkId MAIN = NetworkId.MAIN;
  private Rig rig;
  private JpaStore store;

  @BeforeEach
  void take(Rig empty) {
    rig = empty;
    store = rig.store();
  }

  @ParameterizedTest
  @CsvSource({
    "40001, 1213",
    "40P01, 0",
    "25S03, 0",
    "08S01, 1047",
    "HY000, 1180",
    "08000, 0",
    "HY000, 1205",
    "HYT00, 50200"
  })
  void doesTheWorkAgainWhenAStatementOrTheCommitFails(String state, int code) {
    for (String place : List.of("insert into card", "insert into journal_change", "commit")) {
      rig.empty();
      rig.wiretap().fail(once(place, true, new SQLException("injected", state, code)));
      CardChange change = Cards.add(Cards.card(1));
      store.apply(List.of(change));
      assertThat(store.card(MAIN, new CardSerial(1))).as(place).contains(change.after());
      assertThat(rig.rows("select operation, serial from journal_change"))
          .as(place)
          .containsExactly("ADD|1");
      assertThat(rig.settle()).isEqualTo(1);
    }
  }

  @Test
  void recognisesThatALostCommitHadArrived() {
    Card card = Cards.card(1);
    Card changed = Cards.next(card, 0x22);
    for (CardChange change : List.of(Cards.add(card), Cards.change(card, changed))) {
      rig.wiretap().fail(once("commit", false, lost()));
      store.apply(List.of(change));
      assertThat(store.card(MAIN, card.serial())).contains(change.after());
    }
    assertThat(rig.rows("select count(*) from journal_change")).containsExactly("2");
    rig.wiretap().fail(once("commit", false, lost()));
    var north = network("north", 0x0B01);
    store.apply(change("ADD", north, 1));
    assertThat(store.networks()).extracting(OperatorNetwork::network).contains(north);
    assertThat(rig.settle()).isEqualTo(3);
  }

  @Test
  void changesACardInOneTransaction() {
    Card card = Cards.card(1);
    store.apply(List.of(Cards.add(card)));
    var commits = new AtomicInteger();
    rig.wiretap()
        .fail(
            new Wiretap.Fault() {
              @Override
              public void before(String sql) {
                commits.addAndGet(sql.equals("commit") ? 1 : 0);
              }
            });
    store.change(MAIN, card.serial(), read -> List.of(Cards.change(read, Cards.next(read, 0x22))));
    assertThat(commits).hasValue(1);
  }

  @Test
  void changesACardOnceWhenTheCommitIsLostThatArrived() {
    Card card = Cards.card(1);
    Card changed = Cards.next(card, 0x22);
    store.apply(List.of(Cards.add(card)));
    rig.wiretap().fail(once("commit", false, lost()));
    var asked = new AtomicInteger();
    assertThat(
            store.change(
                MAIN,
                card.serial(),
                present -> {
                  asked.incrementAndGet();
                  return List.of(Cards.change(present, Cards.next(present, 0x22)));
                }))
        .contains(changed);
    assertThat(asked).hasValue(1);
    assertThat(store.card(MAIN, card.serial())).contains(changed);
    assertThat(rig.rows("select count(*) from journal_change")).containsExactly("2");
  }

  @Test
  void refusesWhenTheCommitIsLostAgainAndAgain() {
    rig.wiretap()
        .fail(
            new Wiretap.Fault() {
              @Override
              public void before(String sql) throws SQLException {
                if (sql.equals("commit")) {
                  throw lost();
                }
              }
            });
    refused(ErrorCode.DATABASE_UNAVAILABLE, () -> store.apply(List.of(Cards.add(Cards.card(1)))));
    rig.wiretap().clear();
    assertThat(store.card(MAIN, new CardSerial(1))).isEmpty();
    assertThat(rig.rows("select count(*) from journal_unsealed")).containsExactly("0");
  }

  @Test
  void triesABoundedNumberOfTimes() {
    var attempts = new AtomicInteger();
    rig.wiretap()
        .fail(
            new Wiretap.Fault() {
              @Override
              public void before(String sql) throws SQLException {
                attempts.incrementAndGet();
                throw new SQLException("deadlock", "40001", 1213);
              }
            });
    refused(ErrorCode.DATABASE_UNAVAILABLE, () -> store.card(MAIN, new CardSerial(1)));
    assertThat(attempts).hasValue(5);
  }

  @Test
  void saysThatTheDiskIsFull() {
    for (SQLException full :
        List.of(
            new SQLException("Disk full (/tmp)", "HY000", 1021),
            new SQLException("The table 'card' is full", "HY000", 1114),
            new SQLException(
                "IO Exception", "90028", 90028, new IOException("No space left on device")))) {
      rig.wiretap().fail(once("insert into card", true, full));
      refused(ErrorCode.STORAGE_FULL, () -> store.apply(List.of(Cards.add(Cards.card(1)))));
    }
    assertThat(store.card(MAIN, new CardSerial(1))).isEmpty();
  }

  private record Absence(String reason, boolean starting) implements DatabaseState {}

  @Test
  void refusesWithTheReasonWhileThereIsNoFactory() {
    EntityManagerFactory factory = rig.backing().factory;
    var source = rig.backing().source;
    try {
      rig.backing().factory = null;
      rig.backing().source = null;
      rig.backing().state = new Absence("Connection refused", false);
      for (ThrowingCallable call :
          List.<ThrowingCallable>of(
              () -> store.networks(),
              () -> store.apply(List.of(Cards.add(Cards.card(1)))),
              () -> store.head(),
              () -> store.after(0, 1),
              () -> store.readAll(card -> {}),
              () -> store.countCards(CardQuery.all(MAIN, Optional.empty(), 10)),
              () ->
                  store.records(Subscriber.class, MAIN, RecordFilter.page(Optional.empty(), 10)))) {
        assertThatExceptionOfType(CaskadeException.class)
            .isThrownBy(call)
            .withMessageContaining("Connection refused")
            .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.DATABASE_UNAVAILABLE));
      }
      rig.backing().state = new Absence("JPA starts", true);
      refused(ErrorCode.DATABASE_STARTING, () -> store.networks());
      refused(ErrorCode.DATABASE_STARTING, () -> store.head());
    } finally {
      rig.backing().factory = factory;
      rig.backing().source = source;
      rig.backing().state = null;
    }
    assertThat(store.networks()).hasSize(1);
  }

  @Test
  void letsNoExceptionOfJpaOrDriverOut() {
    rig.wiretap().fail(once("insert into card", true, new SQLException("odd", "42000", 99)));
    assertThatExceptionOfType(CaskadeException.class)
        .isThrownBy(() -> store.apply(List.of(Cards.add(Cards.card(1)))))
        .withNoCause();
  }

  @Test
  void pokesTheSealerOnlyAfterACommit() {
    int before = rig.pokes();
    store.apply(List.of(Cards.add(Cards.card(1))));
    assertThat(rig.pokes()).isEqualTo(before + 1);
    refused(ErrorCode.CARD_EXISTS, () -> store.apply(List.of(Cards.add(Cards.card(1)))));
    assertThat(rig.pokes()).isEqualTo(before + 1);
  }

  @Test
  void needsFewStatements() {
    store.networks();
    Card card = Cards.card(1);
    assertThat(statements(() -> store.apply(List.of(Cards.add(card))))).hasSize(3);
    Card changed = Cards.next(card, 0x22);
    assertThat(statements(() -> store.apply(List.of(Cards.change(card, changed))))).hasSize(3);
    assertThat(
            statements(
                () ->
                    store.change(
                        MAIN,
                        card.serial(),
                        read -> List.of(Cards.change(read, Cards.next(read, 0x11))))))
        .as("read, state, journal, queue")
        .hasSize(4);
    assertThat(statements(() -> store.card(MAIN, card.serial()))).hasSize(1);
    assertThat(statements(() -> store.networks())).hasSize(1);
    assertThat(statements(() -> store.apply(change("CHANGE", network("main", 0x0B00), 2))))
        .hasSize(4);
    assertThat(statements(() -> store.apply(Cards.adds(1_000, 1_000)))).hasSize(3);
    assertThat(statements(() -> store.after(0, 100))).hasSize(1);
    assertThat(statements(() -> store.head())).as("last row, and anchor").hasSize(2);
  }

  @Test
  void sealsAChangeThatCommitsAfterALaterOne() throws SQLException {
    store.apply(List.of(Cards.add(Cards.card(1))));
    try (Connection slow = rig.pool().getConnection()) {
      slow.setAutoCommit(false);
      // A transaction with a lower number than any other, open while others commit.
      insertChange(slow, 5, 77);
      store.apply(List.of(Cards.add(Cards.card(2))));
      rig.settle();
      assertThat(store.after(0, 10)).hasSize(2);
      slow.commit();
    }
    rig.settle();
    assertThat(store.after(0, 10))
        .extracting(change -> change.serial().orElseThrow().value())
        .containsExactly(1L, 2L, 77L);
    assertThat(rig.verified()).isEqualTo(3);
  }

  @Test
  void sealsSingleChangesBeforeBulkJobs() {
    store.apply(Cards.adds(100, 10));
    store.apply(List.of(Cards.add(Cards.card(1))));
    rig.settle();
    assertThat(store.after(0, 2))
        .extracting(change -> change.serial().orElseThrow().value())
        .containsExactly(1L, 100L);
  }

  @Test
  void keepsNoKeyInTheJournal() {
    Card card = Cards.card(1);
    store.apply(List.of(Cards.add(card), Cards.change(card, Cards.next(card, 2))));
    rig.settle();
    for (String table : List.of("journal_change", "journal_seal", "journal_head")) {
      assertThat(rig.rows("select * from " + table))
          .as(table)
          .isNotEmpty()
          .noneMatch(
              row -> row.toUpperCase(Locale.ROOT).contains("DEADBEEF") || row.contains("key"));
    }
    assertThat(rig.rows("select state_before, state_after from journal_change where tx_row = 1"))
        .containsExactly(
            """
            {"version":1,"status":"ACTIVE","region":"north",\
            "windows":["00000011/2026-01-01T00:00:00Z/2026-12-31T23:59:59Z"],"paired":false,\
            "protected":false,"latestFinish":"2026-12-31T23:59:59Z"}|\
            {"version":2,"status":"ACTIVE","region":"north",\
            "windows":["00000002/2026-01-01T00:00:00Z/2026-12-31T23:59:59Z"],"paired":false,\
            "protected":false,"latestFinish":"2026-12-31T23:59:59Z"}""");
  }

  @Test
  void findsAJournalThatSomebodyTamperedWith() {
    for (String tampering :
        List.of(
            "update journal_change set actor = 'bob' where serial = 2",
            "update journal_change set state_after = null where serial = 2",
            "update journal_change set made_at = made_at + 1 where serial = 2",
            "delete from journal_change where serial = 2",
            "delete from journal_seal where seq = 2",
            "update journal_seal set seq = case seq when 2 then 103 else 102 end where seq in (2,3)",
            "delete from journal_seal where seq = 4",
            "update journal_head set seq = 3",
            "update journal_head set mac = hash")) {
      rig.empty();
      for (int serial = 1; serial <= 4; serial++) {
        store.apply(List.of(Cards.add(Cards.card(serial))));
      }
      rig.settle();
      assertThat(rig.verified()).isEqualTo(4);
      rig.execute(tampering);
      rig.execute("update journal_seal set seq = seq - 100 where seq > 100");
      assertThat(rig.archive().verify().faults())
          .as(tampering)
          .anySatisfy(fault -> assertThat(fault.seq()).isBetween(2L, 4L));
    }
  }

  @Test
  void findsAChainThatWasRewrittenAsAWhole() {
    store.apply(List.of(Cards.add(Cards.card(1))));
    rig.settle();
    rig.execute("update journal_change set actor = 'bob'");
    rig.execute("delete from journal_seal");
    rig.execute("delete from journal_head");
    rig.execute("insert into journal_unsealed select 0, tx, 1 from journal_change");
    // Whoever has the database but not the vault can make every hash, but not the signature.
    rig.backing().vault = new MacVault("another");
    rig.settle();
    assertThat(rig.verified()).isEqualTo(1);
    rig.backing().vault = new MacVault("vault");
    assertThat(rig.archive().verify().whole()).isFalse();
  }

  @Test
  void signsTheHeadWhenTheVaultComesLater() {
    rig.backing().vault = null;
    store.apply(List.of(Cards.add(Cards.card(1))));
    rig.settle();
    assertThat(rig.rows("select seq from journal_head")).isEmpty();
    assertThat(rig.verified()).isEqualTo(1);
    rig.backing().vault = new MacVault("vault");
    rig.settle();
    assertThat(rig.rows("select seq from journal_head")).containsExactly("1");
    assertThat(rig.verified()).isEqualTo(1);
  }

  @Test
  void readsAllCardsInBoundedPortions() {
    store.apply(Cards.adds(0, 5_000));
    rig.wiretap().clear();
    var serials = new ArrayList<Long>();
    store.readAll(card -> serials.add(card.serial().value()));
    assertThat(serials).hasSize(5_000).doesNotHaveDuplicates();
    assertThat(rig.wiretap().sent())
        .filteredOn(sql -> !sql.contains("information_schema"))
        .as("the networks and three pages")
        .hasSize(4);
  }

  @Test
  void passesOnWhatAReaderThrowsAndLeavesTheConnectionUsable() {
    store.apply(Cards.adds(0, 3_000));
    for (int i = 0; i < 20; i++) {
      assertThatIllegalStateException()
          .isThrownBy(
              () ->
                  store.readAll(
                      card -> {
                        throw new IllegalStateException("enough");
                      }));
    }
    assertThat(store.after(0, 10)).extracting(SealedChange::seq).isEmpty();
    assertThat(rig.pool().getHikariPoolMXBean().getActiveConnections()).isZero();
  }

  private List<String> statements(Runnable work) {
    rig.wiretap().clear();
    work.run();
    return rig.wiretap().sent();
  }

  private static void insertChange(Connection connection, long tx, long serial)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into journal_change (id, tx, tx_row, made_at, actor, source, operation,"
                + " urgency, network_id, serial) values (?, ?, 0, 0, 'a', 'b', 'ADD', 'SINGLE',"
                + " 'main', ?)")) {
      insert.setBytes(1, new byte[16]);
      insert.setLong(2, tx);
      insert.setLong(3, serial);
      insert.executeUpdate();
    }
    try (PreparedStatement insert =
        connection.prepareStatement("insert into journal_unsealed values (0, ?, 1)")) {
      insert.setLong(1, tx);
      insert.executeUpdate();
    }
  }

  private static SQLException lost() {
    return new SQLTransientConnectionException("link failure during COMMIT", "25S03", 0);
  }

  /** Fails the first time that a statement which begins so is sent. */
  private static Wiretap.Fault once(String beginning, boolean instead, SQLException failure) {
    var left = new AtomicInteger(1);
    return new Wiretap.Fault() {
      @Override
      public void before(String sql) throws SQLException {
        if (instead && sql.startsWith(beginning) && left.getAndDecrement() == 1) {
          throw failure;
        }
      }

      @Override
      public void after(String sql) throws SQLException {
        if (!instead && sql.startsWith(beginning) && left.getAndDecrement() == 1) {
          throw failure;
        }
      }
    };
  }

  private static Network network(String id, int caSystemId) {
    return new Network(new NetworkId(id), caSystemId, "tvcas3", ZoneId.of("UTC"), ZoneId.of("UTC"));
  }

  private static List<NetworkChange> change(String operation, Network network, long version) {
    return List.of(
        new NetworkChange(
            UUID.randomUUID(),
            Cards.AT,
            new Actor("ann", "console"),
            operation,
            network.id(),
            new OperatorNetwork(network, NetworkPolicy.DEFAULT, version)));
  }

  private static void refused(ErrorCode code, ThrowingCallable call) {
    assertThatExceptionOfType(CaskadeException.class)
        .isThrownBy(call)
        .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(code));
  }
}
