package io.caskade.ops.replica;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.Octets;
import io.caskade.api.keys.MacSession;
import io.caskade.api.ops.StreamLease;
import io.caskade.api.rights.replica.ChainPosition;
import io.caskade.api.rights.replica.ReplicaStanding;
import io.caskade.api.rights.replica.StoreReplica;
import io.caskade.ops.replica.RoleFile.Role;
import io.caskade.ops.replica.Situation.Heard;
import io.caskade.ops.replica.Situation.Trouble;
import io.caskade.ops.replica.wire.Hello;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a node is, and how that changes. Its word is kept in a small file and in the store; the
 * store takes no change after a start until it is told that this node is the active one.
 */
final class ReplicaNode {
  private static final Logger LOG = LoggerFactory.getLogger(ReplicaNode.class);

  /** Changes that were acknowledged get their seals within this time when a node steps down. */
  static final Duration SEALING = Duration.ofSeconds(5);

  private final ReplicaSettings settings;
  private final Services services;
  private final RoleFile file;
  private final Claims claims;
  private final InstantSource wall;
  private final LongSupplier nanos;

  /** Two threads tell the store one after the other, so that the latest word holds. */
  private final Object telling = new Object();

  private volatile Situation situation;
  private volatile boolean decided;
  private volatile boolean storeKnows;
  private volatile @Nullable Heard heard;
  private volatile Trouble trouble = Trouble.NONE;
  private volatile String heir = "";
  private volatile String deaf = "";

  ReplicaNode(
      ReplicaSettings settings,
      Services services,
      RoleFile file,
      Claims claims,
      InstantSource wall,
      LongSupplier nanos) {
    this.settings = settings;
    this.services = services;
    this.file = file;
    this.claims = claims;
    this.wall = wall;
    this.nanos = nanos;
    this.situation = new Situation(ReplicaState.ASKING, 0, "", wall.instant());
  }

  ReplicaSettings settings() {
    return settings;
  }

  Services services() {
    return services;
  }

  Situation situation() {
    return situation;
  }

  Trouble trouble() {
    String reason = deaf;
    return reason.isEmpty() ? trouble : new Trouble(reason, true);
  }

  /**
   * The other node cannot reach this one.
   *
   * @param reason empty when it can
   */
  void deaf(String reason) {
    if (!reason.equals(deaf)) {
      deaf = reason;
      if (!reason.isEmpty()) {
        LOG.error("Node {}: {}", settings.node(), reason);
      }
    }
  }

  /** Something is wrong, or nothing is any more; said once in the log. */
  void trouble(Trouble now) {
    if (!now.equals(trouble)) {
      trouble = now;
      if (now.why().isEmpty()) {
        LOG.info("Node {}: all is well with the other node again", settings.node());
      } else {
        LOG.warn("Node {}: {}", settings.node(), now.why());
      }
    }
  }

  @Nullable Heard heard() {
    return heard;
  }

  InstantSource wall() {
    return wall;
  }

  long nanos() {
    return nanos.getAsLong();
  }

  /** A node that stepped down for that one still answers it until it leads. */
  boolean serves(String peer) {
    return situation.state() == ReplicaState.ACTIVE || heir.equals(peer);
  }

  /**
   * What this node was: by its file, else by its store, else by its settings.
   *
   * @return false while that cannot be known, since there is no database yet
   */
  boolean decide() {
    if (decided) {
      return true;
    }
    try {
      Optional<Role> kept = file.read();
      Role role = kept.isPresent() ? kept.get() : ofStore();
      synchronized (this) {
        decided = true;
        change(
            role.standby() ? ReplicaState.STANDBY : ReplicaState.ASKING,
            role.epoch(),
            role.active());
      }
      return true;
    } catch (CaskadeException e) {
      trouble(new Trouble("waits for its database: " + e.getMessage(), false));
      return false;
    } catch (IOException e) {
      trouble(
          new Trouble(
              e.getMessage() + "; remove it when this node is to be what its store says", true));
      return false;
    }
  }

  private Role ofStore() {
    ReplicaStanding standing = services.store().standing();
    return standing.member()
        ? new Role(standing.standby(), standing.epoch(), standing.active())
        : new Role(settings.standby(), 0, "");
  }

  /** Who this node is, with what its database and vault say now. */
  Hello hello() {
    Situation now = situation;
    return new Hello(
        Hello.PROTOCOL,
        settings.node(),
        settings.build(),
        schema(),
        identity(),
        now.state().word(),
        now.epoch(),
        wall.instant(),
        head());
  }

  private String schema() {
    try {
      return services.dump().schema().newest();
    } catch (CaskadeException e) {
      LOG.debug("The schema is not known now", e);
      return "";
    }
  }

  ChainPosition head() {
    try {
      return services.store().head();
    } catch (CaskadeException e) {
      LOG.debug("The journal cannot be read now", e);
      return ChainPosition.BEGINNING;
    }
  }

  /** The same on every node of a head-end, and tells nothing of the vault that it follows from. */
  private Octets identity() {
    byte[] word = "pair".getBytes(StandardCharsets.US_ASCII);
    MacSession mac = services.vault().mac("identity");
    mac.update(word, 0, word.length);
    Octets code = mac.finish();
    return Octets.of(code.toByteArray(), 0, ChainPosition.HASH);
  }

  /** The other node told how it stands; a higher epoch of an active one overrules this node. */
  void hear(Hello hello) {
    heard = new Heard(hello, nanos());
    boolean leads =
        hello.state().equals(ReplicaState.ACTIVE.word()) && hello.epoch() > situation.epoch();
    ReplicaState state = situation.state();
    if (leads && decided && (state == ReplicaState.ACTIVE || state == ReplicaState.ASKING)) {
      LOG.warn(
          "Node {} is active with epoch {}, higher than {} here: this node follows it",
          hello.node(),
          hello.epoch(),
          situation.epoch());
      happen(ReplicaEvent.PEER_LEADS, hello.epoch(), hello.node());
    }
    if (hello.node().equals(heir) && leads) {
      heir = "";
    }
  }

  /**
   * Something happened; the store is told by {@link #tellStore}.
   *
   * @return the state now
   */
  synchronized ReplicaState happen(ReplicaEvent event, long epoch, String active) {
    ReplicaState next = ReplicaMachine.next(situation.state(), event);
    if (next != situation.state()
        || epoch != situation.epoch()
        || !active.equals(situation.active())) {
      change(next, epoch, active);
    }
    return next;
  }

  private void change(ReplicaState next, long epoch, String active) {
    ReplicaState before = situation.state();
    boolean owns = next == ReplicaState.ACTIVE;
    var standing = new StreamLease.Standing(owns, owns ? settings.node() : active, epoch);
    if (!owns) {
      // Whoever sends stops before anything that may take time.
      claims.become(standing);
    }
    situation =
        new Situation(next, epoch, active, next == before ? situation.since() : wall.instant());
    storeKnows = false;
    if (next != ReplicaState.ASKING) {
      keep(new Role(!owns, epoch, active));
    }
    if (owns) {
      claims.become(standing);
    }
    if (next != before) {
      LOG.info("Node {} is {} now, epoch {}", settings.node(), next.word(), epoch);
    }
  }

  private void keep(Role role) {
    try {
      file.write(role);
    } catch (IOException e) {
      // The store keeps it, too.
      LOG.error("What this node is could not be written: {}", e.getMessage());
    }
  }

  /**
   * The store learns what this node is, once.
   *
   * @throws CaskadeException while there is no database; it is told the next time
   */
  void tellStore() {
    synchronized (telling) {
      tell();
    }
  }

  private void tell() {
    if (storeKnows) {
      return;
    }
    Situation now = situation;
    StoreReplica store = services.store();
    switch (now.state()) {
      case ACTIVE -> store.lead(now.epoch());
      case ASKING -> store.pause();
      case STANDBY, DIVERGED -> store.follow(now.epoch(), now.active(), SEALING);
    }
    storeKnows = situation.equals(now);
  }

  /** An operator of the other node made that one the heir: this one stops before it answers. */
  ChainPosition stepDown(long epoch, String to) {
    heir = to;
    happen(ReplicaEvent.STEPPED_DOWN, epoch, to);
    tellStore();
    return services.store().head();
  }
}
