package io.caskade.store.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.CardChange;
import io.caskade.api.rights.dump.DumpSummary;
import io.caskade.api.rights.dump.StoreDump;
import io.caskade.store.jpa.dump.DatabaseDump;
import io.caskade.store.jpa.dump.DumpReader;
import io.caskade.store.jpa.gate.Migrated;
import io.caskade.store.jpa.rows.RandomRows;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The dump on the database of a subclass, read back into one of H2 and once more from there. */
abstract class JpaDump {
  private static final int CARDS = 2_500;

  static StoreDump dump(Rig rig) {
    return new DatabaseDump(
        rig::pool, () -> new CaskadeException(ErrorCode.DATABASE_STARTING, "of this test"));
  }

  static Rig fresh() {
    return new Rig("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
  }

  @Test
  void everyValueSurvivesTheWayThroughAnotherDatabase(Rig rig) throws Exception {
    for (int seed = 0; seed < 3; seed++) {
      rig.empty();
      rig.execute("delete from product");
      try (Connection connection = rig.pool().getConnection()) {
        RandomRows.fill(connection, new Random(seed), 300);
      }
      List<String> before = rows(rig);
      byte[] first = write(rig);
      try (Rig other = fresh()) {
        DumpSummary summary = dump(other).read(new ByteArrayInputStream(first), rows -> {});
        assertThat(rows(other)).isEqualTo(before);
        assertThat(summary.total()).isEqualTo(before.size());
        assertThat(summary.head()).isEqualTo(1_000_299);
        byte[] second = write(other);
        rig.empty();
        dump(rig).read(new ByteArrayInputStream(second), rows -> {});
        assertThat(rows(rig)).isEqualTo(before);
      }
    }
  }

  @Test
  void isOfOneInstantWhileEverythingIsRewritten(Rig rig) throws Exception {
    rig.store().apply(Cards.adds(0, CARDS));
    rig.settle();
    var bytes = new ByteArrayOutputStream();
    var writes = new int[1];
    DumpSummary summary =
        dump(rig)
            .write(
                new OutputStream() {
                  @Override
                  public void write(int value) throws IOException {
                    write(new byte[] {(byte) value}, 0, 1);
                  }

                  @Override
                  public void write(byte[] part, int offset, int length) {
                    bytes.write(part, offset, length);
                    if (writes[0]++ == 1) {
                      rewrite(rig);
                    }
                  }
                },
                rows -> {});
    assertThat(writes[0]).isGreaterThan(3);
    assertThat(summary.head()).isEqualTo(CARDS);
    assertThat(rig.rows("select max(version) from card")).containsExactly("4");
    try (Rig other = fresh()) {
      dump(other).read(new ByteArrayInputStream(bytes.toByteArray()), rows -> {});
      assertThat(other.rows("select min(version), max(version), count(*) from card"))
          .containsExactly("1|1|" + CARDS);
      assertThat(other.rows("select count(*) from journal_change")).containsExactly("" + CARDS);
      assertThat(other.verified()).isEqualTo(CARDS);
      // The feed goes on where it was.
      other.store().apply(List.of(Cards.add(Cards.card(900_000))));
      other.settle();
      assertThat(other.store().head()).isEqualTo(CARDS + 1);
      assertThat(other.verified()).isEqualTo(CARDS + 1);
    }
  }

  private static void rewrite(Rig rig) {
    List<Card> cards = Cards.adds(0, CARDS).stream().map(CardChange::after).toList();
    for (int round = 0; round < 3; round++) {
      int products = round;
      List<Card> next = cards.stream().map(card -> Cards.next(card, products)).toList();
      var changes = new ArrayList<CardChange>();
      for (int i = 0; i < CARDS; i++) {
        changes.add(Cards.change(cards.get(i), next.get(i)));
      }
      rig.store().apply(changes);
      rig.settle();
      cards = next;
    }
  }

  @Test
  void fillsNoDatabaseThatHoldsSomething(Rig rig) throws Exception {
    byte[] empty = write(rig);
    rig.store().apply(List.of(Cards.add(Cards.card(1))));
    List<String> before = rows(rig);
    assertThatThrownBy(() -> dump(rig).read(new ByteArrayInputStream(empty), rows -> {}))
        .isInstanceOfSatisfying(
            CaskadeException.class,
            refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.DUMP_STORE_NOT_EMPTY));
    assertThat(rows(rig)).isEqualTo(before);
  }

  @Test
  void aDumpThatEndsOrBreaksAnywhereLeavesAFreshDatabase(Rig rig) throws Exception {
    rig.store().apply(Cards.adds(0, 30));
    rig.settle();
    byte[] whole = write(rig);
    rig.empty();
    List<String> before = rows(rig);
    var random = new Random(7);
    for (int i = 0; i < 25; i++) {
      byte[] broken = Arrays.copyOf(whole, random.nextInt(whole.length));
      assertThatThrownBy(() -> dump(rig).read(new ByteArrayInputStream(broken), rows -> {}))
          .isInstanceOf(CaskadeException.class);
      assertThatThrownBy(() -> DumpReader.check(new ByteArrayInputStream(broken), rows -> {}))
          .isInstanceOf(CaskadeException.class);
      assertThat(rows(rig)).isEqualTo(before);
    }
    Migrated.bring(rig.pool());
    dump(rig).read(new ByteArrayInputStream(whole), rows -> {});
    assertThat(rig.verified()).isEqualTo(30);
  }

  @Test
  void aDatabaseInWhichARestoreDidNotEndIsServedToNobody(Rig rig) {
    rig.execute("insert into lease (name, holder, epoch, expires_at) values ('restore', '', 0, 0)");
    try {
      assertThatThrownBy(() -> Migrated.bring(rig.pool()))
          .isInstanceOfSatisfying(
              CaskadeException.class,
              refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.DATABASE_HALF_RESTORED));
    } finally {
      rig.execute("delete from lease where name = 'restore'");
    }
  }

  @Test
  void theCheckTellsWhatTheDumpHolds(Rig rig) throws Exception {
    rig.store().apply(Cards.adds(0, 30));
    rig.settle();
    DumpSummary summary = DumpReader.check(new ByteArrayInputStream(write(rig)), rows -> {});
    assertThat(summary.rows()).containsAllEntriesOf(Map.of("card", 30L, "journal_seal", 30L));
    assertThat(summary.head()).isEqualTo(30);
    assertThat(summary.schema()).isEqualTo(dump(rig).schema());
  }

  static byte[] write(Rig rig) throws IOException {
    var bytes = new ByteArrayOutputStream();
    dump(rig).write(bytes, rows -> {});
    return bytes.toByteArray();
  }

  static List<String> rows(Rig rig) throws SQLException {
    try (Connection connection = rig.pool().getConnection()) {
      return RandomRows.all(connection);
    }
  }
}
