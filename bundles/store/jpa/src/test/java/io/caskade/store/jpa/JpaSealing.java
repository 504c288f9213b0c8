package io.caskade.store.jpa;

import static io.caskade.store.jpa.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.base.ErrorCode;
import io.caskade.api.keys.MacVault;
import io.caskade.api.rights.Card;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How changes become rows of a journal that verifies; on the database of a subclass. */
abstract class JpaSealing {
  private Rig rig;
  private JpaStore store;

  @BeforeEach
  void take(Rig empty) {
    rig = empty;
    store = rig.store();
  }

  @Test
  void pokesTheSealerOnlyAfterACommit() {
    int before = rig.pokes();
    store.apply(List.of(Cards.add(Cards.card(1))));
    assertThat(rig.pokes()).isEqualTo(before + 1);
    assertRefused(ErrorCode.CARD_EXISTS, () -> store.apply(List.of(Cards.add(Cards.card(1)))));
    assertThat(rig.pokes()).isEqualTo(before + 1);
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
}
