package io.caskade.store.jpa.gate;

import io.caskade.api.base.Network;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.dump.SchemaLevel;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryOutputEnum;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.DatabaseException;
import liquibase.exception.LiquibaseException;
import liquibase.lockservice.DatabaseChangeLogLock;
import liquibase.lockservice.LockServiceFactory;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.ui.LoggerUIService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the schema of a database up to date with Liquibase, and gives an empty database its first
 * network. May be run again at any time (platform chapter 4).
 */
public final class Migration implements Schema {
  private static final Logger LOG = LoggerFactory.getLogger(Migration.class);

  /** A migration takes seconds; a lock as old as this was left by a process that was killed. */
  private static final Duration STALE_LOCK = Duration.ofMinutes(5);

  /** One for each bit of the mask. */
  private static final int PRODUCTS = 32;

  private final ZoneId zone;
  private final InstantSource clock;

  /**
   * @param zone of the first network
   */
  public Migration(ZoneId zone, InstantSource clock) {
    this.zone = zone;
    this.clock = clock;
  }

  /**
   * {@inheritDoc}
   *
   * @throws io.caskade.api.base.CaskadeException DATABASE_NEWER, DATABASE_HALF_RESTORED; nothing
   *     was changed
   */
  @Override
  public void update(DataSource source) throws SQLException {
    update(source, Changelog.known());
  }

  /**
   * Brings a database no further than a level, as an older build left its own: for the data of such
   * a build, which are brought up to date from there.
   *
   * @param level known to this build
   */
  public void update(DataSource source, SchemaLevel level) throws SQLException {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    // Liquibase finds its own parts through the context class loader.
    thread.setContextClassLoader(Liquibase.class.getClassLoader());
    try (Connection connection = source.getConnection()) {
      Changelog.requireFit(connection);
      // No console output, and nothing is sent to Liquibase's makers.
      Scope.child(
          Map.of(Scope.Attr.ui.name(), new LoggerUIService(), "liquibase.analytics.enabled", false),
          () -> update(connection, level));
      if (level.equals(Changelog.known())) {
        seed(connection);
      }
    } catch (SQLException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new SQLException("the schema cannot be brought up to date: " + e.getMessage(), e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private void update(Connection connection, SchemaLevel level) throws LiquibaseException {
    Database database =
        DatabaseFactory.getInstance()
            .findCorrectDatabaseImplementation(new JdbcConnection(connection));
    var resources = new ClassLoaderResourceAccessor(Migration.class.getClassLoader());
    var liquibase = new Liquibase(Changelog.FILE, resources, database);
    liquibase.setChangeLogParameter(
        "tableOptions",
        database.getShortName().equals("h2")
            ? ""
            : "engine=InnoDB default character set utf8mb4 collate utf8mb4_bin");
    liquibase.setShowSummaryOutput(UpdateSummaryOutputEnum.LOG);
    releaseStaleLock(database);
    if (level.equals(Changelog.known())) {
      liquibase.update(new Contexts(), new LabelExpression());
    } else {
      long wanted =
          liquibase.listUnrunChangeSets(new Contexts(), new LabelExpression()).stream()
              .takeWhile(next -> level.changesets().contains(Changelog.portable(next.getId())))
              .count();
      // Zero would mean all of them to Liquibase.
      if (wanted > 0) {
        liquibase.update(Math.toIntExact(wanted), new Contexts(), new LabelExpression());
      }
    }
  }

  private void releaseStaleLock(Database database) throws LiquibaseException {
    var locks = LockServiceFactory.getInstance().getLockService(database);
    if (!locks.hasChangeLogLock() && hasLockTable(database)) {
      for (DatabaseChangeLogLock lock : locks.listLocks()) {
        if (lock.getLockGranted().toInstant().isBefore(clock.instant().minus(STALE_LOCK))) {
          LOG.warn(
              "The lock on the schema since {} by {} was left behind; it is released",
              lock.getLockGranted(),
              lock.getLockedBy());
          locks.forceReleaseLock();
        }
      }
    }
  }

  private static boolean hasLockTable(Database database) throws DatabaseException {
    try {
      return Changelog.hasTable(
          ((JdbcConnection) database.getConnection()).getUnderlyingConnection(),
          "databasechangeloglock");
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  private void seed(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    seedNetwork(connection);
    seedProducts(connection);
    connection.commit();
  }

  private void seedNetwork(Connection connection) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into network"
                + " (network_id, version, ca_system_id, profile, zone, legacy_php_zone)"
                + " select ?, 1, ?, ?, ?, ? from lease"
                + " where name = 'sealer' and not exists (select 1 from network)")) {
      insert.setString(1, NetworkId.MAIN.value());
      insert.setInt(2, Network.DEFAULT_CA_SYSTEM_ID);
      insert.setString(3, "tvcas3");
      insert.setString(4, zone.getId());
      insert.setString(5, zone.getId());
      insert.executeUpdate();
    }
  }

  /** The first network gets the products that management gives to each one it adds. */
  private static void seedProducts(Connection connection) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into product (network_id, id, version, mask_bit, name, notes)"
                + " select n.network_id, ?, 1, ?, ?, '' from network n where n.network_id = ?"
                + " and not exists"
                + " (select 1 from product p where p.network_id = n.network_id and p.id = ?)")) {
      for (int bit = 0; bit < PRODUCTS; bit++) {
        String id = String.format(Locale.ROOT, "%02d", bit);
        insert.setString(1, id);
        insert.setInt(2, bit);
        insert.setString(3, "Package " + bit);
        insert.setString(4, NetworkId.MAIN.value());
        insert.setString(5, id);
        // No batch: MariaDB's bulk protocol knows no insert from a select.
        insert.executeUpdate();
      }
    }
  }
}
