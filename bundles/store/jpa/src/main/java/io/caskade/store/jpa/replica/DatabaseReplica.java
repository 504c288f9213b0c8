package io.caskade.store.jpa.replica;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.Octets;
import io.caskade.api.rights.replica.ChainPosition;
import io.caskade.api.rights.replica.PullRequest;
import io.caskade.api.rights.replica.Pulled;
import io.caskade.api.rights.replica.ReplicaStanding;
import io.caskade.api.rights.replica.StoreReplica;
import io.caskade.store.jpa.journal.ChainTail;
import io.caskade.store.jpa.rows.MalformedRowException;
import io.caskade.store.jpa.rows.Table;
import io.caskade.store.jpa.rows.Tables;
import io.caskade.store.jpa.work.Transfer;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UTFDataFormatException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * {@link StoreReplica} of the database behind a DataSource, and the gate of its changes. A store
 * that belongs to a pair is shut after each start until it is told that it leads.
 */
public class DatabaseReplica implements StoreReplica, WriteGate {
  /** Changes that are under way end by then. */
  private static final Duration UNDER_WAY = Duration.ofSeconds(30);

  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final Supplier<@Nullable DataSource> source;
  private final Transfer transfer;
  private final ReentrantReadWriteLock gate = new ReentrantReadWriteLock(true);
  private final AtomicReference<@Nullable Door> door = new AtomicReference<>();
  private volatile Runnable moved = () -> {};
  private @Nullable Known known;

  /**
   * Whether changes pass.
   *
   * @param why not, empty when they do
   * @param told by whoever decides; otherwise as the database has it
   */
  private record Door(String why, boolean told) {
    static final Door OPEN = new Door("", true);
    static final Door ALONE = new Door("", false);
  }

  /** The tables of a database. */
  private record Known(DataSource source, List<Table> tables) {}

  /**
   * @param source null while the database is away
   * @param whyAbsent thrown when there is none
   */
  public DatabaseReplica(
      Supplier<@Nullable DataSource> source, Supplier<CaskadeException> whyAbsent) {
    this.source = source;
    this.transfer = new Transfer(source, whyAbsent);
  }

  @Override
  public <T> T pass(Supplier<T> work) {
    gate.readLock().lock();
    try {
      Door present = door.get();
      while (present == null) {
        // Whoever decides may be quicker than the database: that word holds.
        door.compareAndSet(null, look());
        present = door.get();
      }
      if (!present.why().isEmpty()) {
        throw new CaskadeException(ErrorCode.STANDBY_REFUSES, present.why());
      }
      return work.get();
    } finally {
      gate.readLock().unlock();
    }
  }

  private Door look() {
    ReplicaStanding standing = standing();
    if (!standing.member()) {
      return Door.ALONE;
    }
    return standing.standby() ? following(standing.active(), false) : waiting(false);
  }

  private static Door following(String active, boolean told) {
    return new Door(
        active.isEmpty() ? "it is a standby" : "it is the standby of node " + active, told);
  }

  private static Door waiting(boolean told) {
    return new Door(
        "it was the active node of a pair and asks the other node whether it still is", told);
  }

  /** The database may be another one from now on: what was read from it is read again. */
  protected void lookAgain() {
    door.updateAndGet(present -> present != null && present.told() ? present : null);
  }

  @Override
  public void whenMoved(Runnable listener) {
    moved = listener;
  }

  @Override
  public ReplicaStanding standing() {
    return read(ReplicaRow::read);
  }

  @Override
  public ChainPosition head() {
    return read(connection -> new ChainTail(connection).head());
  }

  @Override
  public Optional<Octets> hashAt(long seq) {
    return read(connection -> Optional.ofNullable(new ChainTail(connection).hashAt(seq)));
  }

  @Override
  public List<UUID> changesAfter(long seq, int limit) {
    return read(
        connection -> {
          var chain = new ChainTail(connection);
          var ids = new ArrayList<>(chain.idsAfter(seq, limit));
          ids.addAll(chain.unsealedIds(limit - ids.size()));
          return ids;
        });
  }

  @Override
  public Set<UUID> known(Collection<UUID> changes) {
    return read(
        connection -> {
          var chain = new ChainTail(connection);
          var found = new HashSet<UUID>();
          for (UUID change : changes) {
            if (chain.knows(change)) {
              found.add(change);
            }
          }
          return found;
        });
  }

  @Override
  public void lead(long epoch) {
    write(
        connection -> {
          ReplicaRow.write(connection, new ReplicaStanding(true, false, epoch, ""));
          ReplicaRow.releaseUnsealed(connection);
          return true;
        });
    door.set(Door.OPEN);
    moved.run();
  }

  @Override
  public void pause() {
    shut(waiting(true));
  }

  @Override
  public void follow(long epoch, String active, Duration sealing) {
    shut(following(active, true));
    awaitSeals(sealing);
    write(
        connection -> {
          ReplicaRow.write(connection, new ReplicaStanding(true, true, epoch, active));
          return true;
        });
  }

  /** What was acknowledged gets its place in the chain before another node goes on with it. */
  private void awaitSeals(Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    while (read(ReplicaRow::anyUnsealed) && System.nanoTime() - end < 0) {
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  private void shut(Door with) {
    boolean locked;
    try {
      locked = gate.writeLock().tryLock(UNDER_WAY.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      locked = false;
    }
    // Who is still in there belongs to a database that hangs; nobody else comes in.
    door.set(with);
    if (locked) {
      gate.writeLock().unlock();
    } else {
      throw new CaskadeException(
          ErrorCode.DATABASE_UNAVAILABLE, "a change has been under way for a long time");
    }
  }

  @Override
  public void leave() {
    write(
        connection -> {
          ReplicaRow.releaseUnsealed(connection);
          ReplicaRow.remove(connection);
          return true;
        });
    door.set(Door.OPEN);
    moved.run();
  }

  @Override
  public void send(PullRequest request, Instant now, OutputStream target) throws IOException {
    transfer.run(
        connection -> {
          int isolation = connection.getTransactionIsolation();
          try {
            new Snapshot(connection, tables(connection), request, new Outgoing(target)).write(now);
            return true;
          } finally {
            connection.rollback();
            connection.setTransactionIsolation(isolation);
          }
        });
  }

  @Override
  public Pulled receive(PullRequest request, InputStream input) throws IOException {
    Pulled pulled =
        transfer.run(
            connection -> {
              try {
                ReplicaRow.forgetUnsealed(connection);
                Pulled read = new Incoming(connection, tables(connection), input).read(request);
                connection.commit();
                return read;
              } catch (MalformedRowException e) {
                throw invalid(e, String.valueOf(e.getMessage()));
              } catch (EOFException | UTFDataFormatException e) {
                throw invalid(e, "it is cut off or damaged");
              } catch (IllegalArgumentException e) {
                throw invalid(e, "it names what the database here does not have");
              }
            });
    if (!pulled.head().equals(request.from())) {
      moved.run();
    }
    return pulled;
  }

  private static CaskadeException invalid(Exception cause, String why) {
    return new CaskadeException(cause, ErrorCode.DUMP_INVALID, why);
  }

  /** Asked once a database: its description is slow to read. */
  private synchronized List<Table> tables(Connection connection) throws SQLException {
    DataSource present = source.get();
    Known last = known;
    if (last == null || last.source() != present || present == null) {
      List<Table> tables = Tables.of(connection);
      connection.rollback();
      if (present == null) {
        return tables;
      }
      last = new Known(present, tables);
      known = last;
    }
    return last.tables();
  }

  private interface Query<T> {
    T run(Connection connection) throws SQLException;
  }

  private <T> T read(Query<T> query) {
    return transfer.run(query::run);
  }

  private void write(Query<Boolean> statement) {
    read(
        connection -> {
          Boolean done = statement.run(connection);
          connection.commit();
          return done;
        });
  }
}
