package io.caskade.ops.replica;

import io.caskade.api.base.CaskadeException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All parts of a running node: its thread, its listener, and what they share. */
final class ReplicaHouse implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ReplicaHouse.class);
  private static final Duration WITHOUT_CERTIFICATE = Duration.ofSeconds(1);

  private final ReplicaSettings settings;
  private final Services services;
  private final Trust trust;
  private final ReplicaNode node;
  private final Figures figures = new Figures();
  private final Claims claims = new Claims();
  private final PeerTalk talk;
  private final ReplicaRounds rounds;
  private final ReplicaDesk desk;
  private final ReplicaEndpoint endpoint;
  private final ReplicaThread thread;
  private volatile @Nullable PeerServer server;
  private volatile boolean listening = true;

  /**
   * @param certificates folder of the certificates
   * @param data folder of what this node remembers
   */
  ReplicaHouse(
      ReplicaSettings settings,
      Services services,
      Path certificates,
      Path data,
      InstantSource wall,
      LongSupplier nanos) {
    this.settings = settings;
    this.services = services;
    this.trust = new Trust(certificates);
    this.node =
        new ReplicaNode(
            settings, services, new RoleFile(data.resolve(RoleFile.NAME)), claims, wall, nanos);
    var follower = new Follower(node, figures, data);
    this.talk = new PeerTalk(node, figures, this::poke);
    this.rounds = new ReplicaRounds(node, follower, figures, this::dial);
    this.desk = new ReplicaDesk(node, rounds, follower, talk, trust, this::listenAnew);
    this.endpoint = new ReplicaEndpoint(node, desk, figures, this::strangers);
    this.thread = new ReplicaThread(this::round);
  }

  void start() {
    thread.start();
  }

  Claims claims() {
    return claims;
  }

  ReplicaDesk desk() {
    return desk;
  }

  ReplicaEndpoint endpoint() {
    return endpoint;
  }

  ReplicaNode node() {
    return node;
  }

  /** The feed grew. */
  void sealed(long seq) {
    talk.sealed(seq);
  }

  void poke() {
    thread.poke();
  }

  private long strangers() {
    PeerServer present = server;
    return present == null ? 0 : present.refused();
  }

  /** Port of the listener, 0 while there is none. */
  int port() {
    PeerServer present = server;
    return present == null ? 0 : present.port();
  }

  private Duration round() {
    if (listening) {
      listen();
    }
    Duration pause = rounds.round();
    desk.look();
    return server == null && pause.compareTo(WITHOUT_CERTIFICATE) > 0 ? WITHOUT_CERTIFICATE : pause;
  }

  /** Listens as soon as there is a certificate. */
  private synchronized void listen() {
    boolean ready = services.issuer != null && trust.ready(settings.node());
    if (server != null || !listening || !ready) {
      return;
    }
    try {
      server =
          new PeerServer(
              settings.host(),
              settings.port(),
              trust.context(services.issuer(), settings.node()),
              trust,
              settings.node(),
              talk);
      node.deaf("");
      LOG.info("Node {} listens for the other one on port {}", settings.node(), port());
    } catch (IOException | CaskadeException e) {
      node.deaf(
          "cannot listen on %s:%d: %s".formatted(settings.host(), settings.port(), e.getMessage()));
    }
  }

  /** There is another certificate. */
  private void listenAnew() {
    synchronized (this) {
      PeerServer present = server;
      server = null;
      if (present != null) {
        present.close();
      }
    }
    rounds.end();
    poke();
  }

  private PeerSession dial() throws IOException {
    if (!trust.ready(settings.node())) {
      throw new IOException(
          "node %s has no certificate yet; cas:replica-invite on the active node makes them"
              .formatted(settings.node()));
    }
    PeerAddress address =
        settings
            .peerAddress()
            .orElseThrow(
                () -> new IOException("the setting peer does not say where the other node is"));
    return PeerSession.open(
        address, trust.context(services.issuer(), settings.node()), trust, settings.node());
  }

  @Override
  public void close() {
    thread.end(rounds::end);
    synchronized (this) {
      listening = false;
      PeerServer present = server;
      server = null;
      if (present != null) {
        present.close();
      }
    }
  }
}
