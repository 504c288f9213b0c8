package io.caskade.store.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.caskade.api.keys.MacVault;
import io.caskade.api.rights.journal.JournalArchive;
import io.caskade.store.jpa.gate.Migrated;
import io.caskade.store.jpa.journal.DatabaseArchive;
import io.caskade.store.jpa.journal.Sealing;
import io.caskade.store.jpa.rights.CardFeed;
import io.caskade.store.jpa.work.Reading;
import io.caskade.store.jpa.work.Retry;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import javax.persistence.EntityManagerFactory;
import javax.persistence.Persistence;

/** A migrated database with the store over it, as it stands in the head-end but without OSGi. */
public final class Rig implements AutoCloseable {
  private static final List<String> TABLES =
      List.of(
          "journal_seal",
          "journal_unsealed",
          "journal_change",
          "journal_head",
          "journal_anchor",
          "card",
          "record_word",
          "subscriber",
          "set_top_box",
          "service",
          "account",
          "api_token",
          "job",
          "job_payload",
          "webhook",
          "answered_request",
          "approval",
          "receiver_account",
          "replica_unsealed",
          "replica");

  private final HikariDataSource pool;
  private final Wiretap wiretap;
  private final Backing backing = new Backing();
  private final AtomicInteger pokes = new AtomicInteger();
  private final JpaStore store;
  private final JournalArchive archive;
  private final List<Seed> seeds;

  /** A product that the first network has from the start. */
  private record Seed(String id, int bit, String name, String notes) {}

  public Rig(String url, String user, String password) {
    pool = pool(url, user, password);
    wiretap = new Wiretap(pool);
    try {
      Migrated.bring(pool);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    seeds = seeds();
    backing.source = wiretap.source();
    backing.factory = factory();
    backing.vault = new MacVault("vault");
    archive =
        new DatabaseArchive(
            new Reading(() -> backing.source, backing::whyAbsent),
            () -> backing.vault,
            CardFeed::page);
    var random = new Random(1);
    store =
        new JpaStore(
            backing,
            pokes::incrementAndGet,
            InstantSource.system(),
            random,
            new Retry(
                5,
                Duration.ofSeconds(20),
                Duration.ofMillis(1),
                time -> {},
                InstantSource.system(),
                random));
  }

  public static HikariDataSource pool(String url, String user, String password) {
    var settings = new HikariConfig();
    settings.setJdbcUrl(url);
    settings.setUsername(user);
    settings.setPassword(password);
    settings.setMaximumPoolSize(8);
    settings.setMinimumIdle(1);
    settings.setInitializationFailTimeout(-1);
    settings.setConnectionTimeout(3_000);
    return new HikariDataSource(settings);
  }

  private EntityManagerFactory factory() {
    return Persistence.createEntityManagerFactory(
        "caskade", Map.of("javax.persistence.nonJtaDataSource", wiretap.source()));
  }

  JpaStore store() {
    return store;
  }

  JournalArchive archive() {
    return archive;
  }

  /** Number of sealed rows, all of which verify. */
  long verified() {
    JournalArchive.Verdict verdict = archive.verify();
    assertThat(verdict.faults()).isEmpty();
    return verdict.rows();
  }

  Backing backing() {
    return backing;
  }

  public Wiretap wiretap() {
    return wiretap;
  }

  public HikariDataSource pool() {
    return pool;
  }

  int pokes() {
    return pokes.get();
  }

  /** Seals everything that is committed. */
  public int settle() {
    return Sealing.settle(pool, backing.vault);
  }

  /** Empties the tables down to the first network. */
  public Rig empty() {
    wiretap.clear();
    backing.vault = new MacVault("vault");
    TABLES.forEach(table -> execute("delete from " + table));
    execute("delete from product");
    seeds.forEach(this::sow);
    execute("delete from network where network_id <> 'main'");
    execute("update network set version = 1");
    execute("delete from node");
    execute("delete from lease where name <> 'sealer'");
    execute("update lease set holder = '', epoch = 0, expires_at = 0");
    return this;
  }

  private List<Seed> seeds() {
    var found = new ArrayList<Seed>();
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select id, mask_bit, name, notes from product")) {
      while (rows.next()) {
        found.add(
            new Seed(rows.getString(1), rows.getInt(2), rows.getString(3), rows.getString(4)));
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return found;
  }

  private void sow(Seed seed) {
    execute(
        "insert into product (network_id, id, version, mask_bit, name, notes)"
            + " values ('main', '%s', 1, %d, '%s', '%s')"
                .formatted(seed.id(), seed.bit(), seed.name(), seed.notes()));
  }

  public int execute(String sql) {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      return statement.executeUpdate(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** Each row as text, columns joined by a bar. */
  public List<String> rows(String sql) {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      var found = new ArrayList<String>();
      while (rows.next()) {
        var row = new ArrayList<String>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          row.add(rows.getString(i));
        }
        found.add(String.join("|", row));
      }
      return found;
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  @Override
  public void close() {
    EntityManagerFactory factory = backing.factory;
    if (factory != null) {
      factory.close();
    }
    pool.close();
  }
}
