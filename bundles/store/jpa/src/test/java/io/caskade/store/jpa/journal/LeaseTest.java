package io.caskade.store.jpa.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.caskade.store.jpa.Rig;
import io.caskade.store.jpa.gate.Migrated;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LeaseTest {
  private Instant now = Instant.parse("2026-11-21T12:00:00Z");
  private final InstantSource clock = () -> now;
  private final Lease north = new Lease("north", clock);
  private final Lease south = new Lease("south", clock);
  private HikariDataSource pool;
  private Connection connection;

  @BeforeEach
  void open() throws SQLException {
    pool = Rig.pool("jdbc:h2:mem:" + UUID.randomUUID(), "sa", "");
    Migrated.bring(pool);
    connection = pool.getConnection();
    connection.setAutoCommit(false);
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
    pool.close();
  }

  @Test
  void belongsToOneNodeAtATime() throws SQLException {
    assertThat(north.hold(connection)).isTrue();
    assertThat(south.hold(connection)).isFalse();
    pass(14);
    assertThat(south.hold(connection)).isFalse();
    pass(2);
    assertThat(south.hold(connection)).isTrue();
    assertThat(north.hold(connection)).as("it notices when it renews").isFalse();
  }

  @Test
  void isKeptByRenewal() throws SQLException {
    for (int i = 0; i < 10; i++) {
      assertThat(north.hold(connection)).isTrue();
      assertThat(south.hold(connection)).isFalse();
      pass(6);
    }
  }

  @Test
  void doesNotAskTheClockOfTheNode() throws SQLException {
    assertThat(north.hold(connection)).isTrue();
    connection.commit();
    now = now.plusSeconds(3_600);
    assertThat(south.hold(connection)).as("its own clock is an hour ahead").isFalse();
  }

  @Test
  void isTakenAtOnceWhenItWasReleased() throws SQLException {
    north.hold(connection);
    north.release(connection);
    assertThat(south.hold(connection)).isTrue();
  }

  @Test
  void isTakenAtOnceByANodeThatComesBackAfterAKill() throws SQLException {
    north.hold(connection);
    assertThat(new Lease("north", clock).hold(connection)).isTrue();
    pass(6);
    assertThat(south.hold(connection)).isFalse();
  }

  @Test
  void doesNotReleaseWhatAnotherNodeHolds() throws SQLException {
    north.hold(connection);
    pass(16);
    south.hold(connection);
    north.release(connection);
    assertThat(new Lease("west", clock).hold(connection)).isFalse();
  }

  /** Time passes at the node, and by as much at the database server. */
  private void pass(int seconds) throws SQLException {
    now = now.plusSeconds(seconds);
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate("update lease set expires_at = expires_at - " + seconds * 1_000);
    }
    connection.commit();
  }
}
