package io.caskade.store.jpa.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.rights.dump.SchemaLevel;
import io.caskade.store.jpa.Rig;
import io.caskade.store.jpa.dump.DatabaseDump;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Databases of older and of newer builds. */
class OlderSchemaTest {
  private static final SchemaLevel FIRST =
      new SchemaLevel(
          Changelog.known().changesets().stream().filter(id -> id.startsWith("1-")).toList());

  private final Migration migration = new Migration(ZoneOffset.UTC, InstantSource.system());

  @Test
  void dataOfAnOlderBuildAreLoadedIntoItsSchemaAndBroughtUpToDate() throws Exception {
    byte[] dump;
    try (HikariDataSource old = database()) {
      migration.update(old, FIRST);
      execute(
          old,
          "insert into network values ('main', 1, 2816, 'tvcas3', 'UTC', 'UTC')",
          "insert into card values ('main', 7, 3, 'ACTIVE', 'north', 5, 100, 200, 0, 0, 200, X'AB')");
      dump = write(old);
    }
    try (HikariDataSource present = database()) {
      assertThatThrownBy(
              () -> {
                migration.update(present);
                read(present, dump);
              })
          .isInstanceOfSatisfying(
              CaskadeException.class,
              refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.DUMP_SCHEMA_OTHER));
    }
    try (HikariDataSource present = database()) {
      migration.update(present, FIRST);
      read(present, dump);
      migration.update(present);
      // 2-card derives these from what version 1 knew.
      assertThat(one(present, "select concat(all_products, ' ', last_finish) from card"))
          .isEqualTo("5 200");
      assertThat(one(present, "select count(*) from product")).isEqualTo("32");
    }
  }

  @Test
  void aDatabaseOfANewerBuildIsRefusedAndNotTouched() throws Exception {
    try (HikariDataSource database = database()) {
      migration.update(database, FIRST);
      execute(
          database,
          "insert into DATABASECHANGELOG (id, author, filename, dateexecuted, orderexecuted,"
              + " exectype) values ('9-future', 'caskade', 'x', current_timestamp, 99, 'EXECUTED')");
      assertThatThrownBy(() -> migration.update(database))
          .isInstanceOfSatisfying(
              CaskadeException.class,
              refusal -> {
                assertThat(refusal.code()).isEqualTo(ErrorCode.DATABASE_NEWER);
                assertThat(refusal).hasMessageContaining("9-future");
              });
      assertThat(one(database, "select count(*) from DATABASECHANGELOG"))
          .isEqualTo("" + (FIRST.changesets().size() + 1));
    }
  }

  /** For a while a comment stood behind this changeset, and counted as its part. */
  @Test
  void aDatabaseThatAFormerBuildMadeIsBroughtUpToDate() throws SQLException {
    try (HikariDataSource database = database()) {
      migration.update(database);
      execute(
          database,
          "update DATABASECHANGELOG set md5sum = '9:07d83d5714d29d491d055d55a5cee111'"
              + " where id = '2-record-word'");
      migration.update(database);
      assertThat(one(database, "select count(*) from record_word")).isEqualTo("0");
    }
  }

  @Test
  void changesetsThatWereDeliveredNeverChange() throws Exception {
    List<String> delivered;
    try (InputStream lines =
        Objects.requireNonNull(OlderSchemaTest.class.getResourceAsStream("changesets.txt"))) {
      delivered =
          new String(lines.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.startsWith("#"))
              .toList();
    }
    try (HikariDataSource database = database()) {
      migration.update(database);
      assertThat(
              all(
                  database,
                  "select concat(id, ' ', md5sum) from DATABASECHANGELOG order by orderexecuted"))
          .containsExactlyElementsOf(delivered);
    }
  }

  @Test
  void aChangesetOfEachKindOfDatabaseIsOne() throws SQLException {
    assertThat(Changelog.known().changesets())
        .contains("2-journal-state")
        .doesNotContain("2-journal-state-h2");
    try (HikariDataSource database = database()) {
      migration.update(database);
      try (Connection connection = database.getConnection()) {
        assertThat(Changelog.of(connection)).isEqualTo(Changelog.known());
      }
    }
  }

  private static HikariDataSource database() {
    return Rig.pool("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
  }

  private static byte[] write(HikariDataSource source) throws Exception {
    var bytes = new ByteArrayOutputStream();
    new DatabaseDump(() -> source, OlderSchemaTest::absent).write(bytes, rows -> {});
    return bytes.toByteArray();
  }

  private static void read(HikariDataSource target, byte[] dump) throws Exception {
    new DatabaseDump(() -> target, OlderSchemaTest::absent)
        .read(new ByteArrayInputStream(dump), rows -> {});
  }

  private static CaskadeException absent() {
    return new CaskadeException(ErrorCode.DATABASE_STARTING, "of this test");
  }

  private static void execute(HikariDataSource source, String... statements) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.executeUpdate(sql);
      }
    }
  }

  private static String one(HikariDataSource source, String sql) throws SQLException {
    List<String> found = all(source, sql);
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  private static List<String> all(HikariDataSource source, String sql) throws SQLException {
    List<String> found = new ArrayList<>();
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }
}
