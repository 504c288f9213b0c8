package io.caskade.ops.replica;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.NetworkId;
import io.caskade.api.keys.MacVault;
import io.caskade.api.ops.StreamLease;
import io.caskade.api.rights.Actor;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.ChangeFeed;
import io.caskade.api.rights.OperatorNetwork;
import io.caskade.api.rights.SealedChange;
import io.caskade.api.rights.StoredRecord;
import io.caskade.api.rights.dump.DumpSummary;
import io.caskade.api.rights.dump.SchemaLevel;
import io.caskade.api.rights.dump.StoreDump;
import io.caskade.api.rights.journal.JournalArchive;
import io.caskade.api.rights.journal.JournalQuery;
import io.caskade.api.rights.journal.JournalRow;
import io.caskade.keys.crypto.X509Issuer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A node with a real listener, real certificates and a store in memory. */
final class TestNode implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TestNode.class);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  final ListedStore store;
  final int port;
  private final String name;
  private final Path etc;
  private final Path data;
  private final int peerPort;
  private final boolean standby;
  private final Services services = new Services();

  /** Added to this node's clock. */
  volatile Duration wrong = Duration.ZERO;

  /** Added to the time that passes. */
  private final AtomicLong skipped = new AtomicLong();

  private ReplicaHouse house;

  /**
   * @param etc folder of the certificates
   * @param vault nodes of a head-end have the same
   */
  TestNode(
      String name,
      boolean standby,
      Path etc,
      Path data,
      int port,
      int peerPort,
      ListedStore store,
      String vault,
      String schema) {
    this.name = name;
    this.standby = standby;
    this.etc = etc;
    this.data = data;
    this.port = port;
    this.peerPort = peerPort;
    this.store = store;
    services.store = store;
    services.vault = new MacVault(vault);
    services.issuer = new X509Issuer();
    services.feed = new NoFeed();
    services.dump = new OnlySchema(schema);
    services.archive = new Rows(store);
    this.house = build();
  }

  private ReplicaHouse build() {
    return new ReplicaHouse(
        new ReplicaSettings(
            name,
            "0.1.0",
            standby,
            "127.0.0.1",
            port,
            new PeerAddress("127.0.0.1", peerPort),
            Duration.ofMillis(100),
            Duration.ofSeconds(30)),
        services,
        etc,
        data,
        () -> InstantSource.system().instant().plus(wrong),
        () -> System.nanoTime() + skipped.get());
  }

  /**
   * Below those that outgoing connections get: one of these could have it before the node does, and
   * it stays free while a node is restarted.
   */
  static int freePort() throws IOException {
    var random = new SplittableRandom();
    while (true) {
      int port = random.nextInt(12_000, 32_000);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (BindException e) {
        LOG.trace("Port {} is somebody's", port, e);
      }
    }
  }

  TestNode start() {
    house.start();
    return this;
  }

  /** As after a kill: a new process with the old files. */
  TestNode restart() {
    house.close();
    house = build();
    return start();
  }

  void skip(Duration time) {
    skipped.addAndGet(time.toNanos());
    house.poke();
  }

  ReplicaHouse house() {
    return house;
  }

  String state() {
    return house.desk().status().state();
  }

  boolean owns() {
    try (StreamLease lease = house.claims().claim("emm", () -> {})) {
      return lease.standing().owns();
    }
  }

  TestNode await(String state) {
    return await(state, () -> state().equals(state));
  }

  TestNode await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError(
            "%s: not within %s: %s; %s; %s"
                .formatted(name, PATIENCE, what, house.desk().status(), house.endpoint().alarms()));
      }
      LockSupport.parkNanos(5_000_000);
    }
    return this;
  }

  @Override
  public void close() {
    house.close();
  }

  private record Rows(ListedStore store) implements JournalArchive {
    @Override
    public void read(long fromSeq, long toSeq, Consumer<JournalRow> consumer) {
      List<UUID> rows = store.rows();
      for (int i = (int) fromSeq - 1; i < rows.size(); i++) {
        consumer.accept(
            new JournalRow(
                i + 1L,
                rows.get(i),
                Instant.EPOCH,
                new Actor("ann", "console"),
                "CHANGE",
                NetworkId.MAIN,
                "card:1",
                "OK",
                "",
                ""));
      }
    }

    @Override
    public List<JournalRow> rows(JournalQuery query) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Verdict verify() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Verdict verify(List<Head> copies) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long trim(Instant before) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Instant keptSince() {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<JournalRow> cardRows(NetworkId network, CardSerial serial, int limit) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void cardsAsOf(NetworkId network, Instant at, Consumer<CardPast> consumer) {
      throw new UnsupportedOperationException();
    }
  }

  private record OnlySchema(String newest) implements StoreDump {
    @Override
    public SchemaLevel schema() throws CaskadeException {
      return new SchemaLevel(List.of(newest));
    }

    @Override
    public DumpSummary write(OutputStream target, LongConsumer progress) {
      throw new UnsupportedOperationException();
    }

    @Override
    public DumpSummary read(InputStream source, LongConsumer progress) {
      throw new UnsupportedOperationException();
    }
  }

  private static final class NoFeed implements ChangeFeed {
    @Override
    public long head() {
      return 0;
    }

    @Override
    public List<SealedChange> after(long seq, int limit) {
      return List.of();
    }

    @Override
    public List<OperatorNetwork> networks() {
      return List.of();
    }

    @Override
    public List<Card> cards(NetworkId network, Collection<CardSerial> serials) {
      return List.of();
    }

    @Override
    public void readAll(Consumer<Card> consumer) {
      // There is none.
    }

    @Override
    public <T extends StoredRecord> List<T> records(
        Class<T> kind, NetworkId network, Collection<String> ids) {
      return List.of();
    }

    @Override
    public <T extends StoredRecord> void readAll(Class<T> kind, Consumer<T> consumer) {
      // There is none.
    }
  }
}
