package io.caskade.ops.replica;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.Octets;
import io.caskade.api.rights.replica.ChainPosition;
import io.caskade.api.rights.replica.PullRequest;
import io.caskade.api.rights.replica.Pulled;
import io.caskade.api.rights.replica.StoreReplica;
import io.caskade.ops.replica.wire.Hello;
import io.caskade.ops.replica.wire.PullFrame;
import io.caskade.ops.replica.wire.RefusedException;
import io.caskade.ops.replica.wire.RoundInput;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a standby asks of the active node, and where it stands. Confined to the node's thread. */
final class Follower {
  private static final Logger LOG = LoggerFactory.getLogger(Follower.class);

  /** Rows beside the journal are asked for again from so long before: their times are of clocks. */
  private static final Duration OVERLAP = Duration.ofSeconds(5);

  /** Now and then rows beside the journal come as a whole: those that were removed go here, too. */
  private static final Duration WHOLE_EVERY = Duration.ofHours(1);

  private static final Duration KEYS_EVERY = Duration.ofSeconds(10);
  private static final long NEVER = Long.MIN_VALUE;

  private final ReplicaNode node;
  private final Figures figures;
  private final Path folder;

  private Map<String, Octets> digests = Map.of();
  private Instant since = Instant.EPOCH;
  private long wholeAt = NEVER;
  private long keysAt = NEVER;
  private boolean everything;

  /** When the last round was complete, in monotonic nanoseconds. */
  private volatile long pulledAt;

  private volatile boolean everPulled;

  /**
   * @param folder where it is written what only this node has
   */
  Follower(ReplicaNode node, Figures figures, Path folder) {
    this.node = node;
    this.figures = figures;
    this.folder = folder;
    this.pulledAt = node.nanos();
  }

  /** How old the store is: changes made since then are not in it. */
  Duration behind() {
    return Duration.ofNanos(node.nanos() - pulledAt);
  }

  boolean everPulled() {
    return everPulled;
  }

  /** The next round brings everything anew. */
  void renew() {
    everything = true;
    forget();
  }

  /** Nothing is taken for known that the other node sent in another conversation. */
  void forget() {
    digests = Map.of();
    since = Instant.EPOCH;
    keysAt = NEVER;
  }

  /** One round, to the head of the active node. */
  void pull(PeerSession session, Hello active) throws IOException {
    StoreReplica store = node.services().store();
    ChainPosition head = store.head();
    bringKeys(session, !head.equals(active.head()));
    try {
      round(session, store, request(head), head.equals(active.head()));
    } catch (RefusedException e) {
      if (!e.refusal().diverged()) {
        throw e;
      }
      apart(session, store, active);
    }
  }

  private PullRequest request(ChainPosition from) {
    long now = node.nanos();
    boolean whole = wholeAt == NEVER || now - wholeAt > WHOLE_EVERY.toNanos();
    return new PullRequest(from, digests, whole ? Instant.EPOCH : since, everything);
  }

  private void round(PeerSession session, StoreReplica store, PullRequest request, boolean wait)
      throws IOException {
    Duration patience = wait && !request.everything() ? node.settings().pull() : Duration.ZERO;
    RoundInput in = session.pull(new PullFrame(request, patience));
    Pulled pulled;
    try {
      pulled = store.receive(request, in);
    } catch (CaskadeException e) {
      forget();
      throw e;
    }
    in.finish();
    if (request.since().equals(Instant.EPOCH)) {
      wholeAt = node.nanos();
    }
    everything = false;
    digests = pulled.digests();
    since = pulled.at().minus(OVERLAP);
    pulledAt = node.nanos();
    everPulled = true;
    figures.rounds.incrementAndGet();
    figures.rows.addAndGet(pulled.rows());
  }

  private void bringKeys(PeerSession session, boolean news) throws IOException {
    long now = node.nanos();
    if (news || keysAt == NEVER || now - keysAt > KEYS_EVERY.toNanos()) {
      KeyCourier.unpack(node.services().vault(), session.keys());
      keysAt = now;
    }
  }

  /** The active node does not have the last row here: another order of the same, or more. */
  private void apart(PeerSession session, StoreReplica store, Hello active) throws IOException {
    Divergence found = Divergence.find(store, session, active.head().seq());
    if (found.only().isEmpty()) {
      LOG.info(
          "Node {} has the changes behind row {} in another order; they are taken from it",
          active.node(),
          found.common().seq());
      everything = everything || found.trimmed();
      forget();
      round(session, store, request(found.common()), false);
      return;
    }
    Path file = folder.resolve("diverged-epoch-" + node.situation().epoch() + ".jsonl");
    found.export(node.services().archive(), file);
    throw new DivergedException(
        "its journal has %d changes behind row %d that node %s lacks, listed in %s"
            .formatted(found.only().size(), found.common().seq(), active.node(), file));
  }

  /** Only an operator can decide what becomes of these changes. */
  static final class DivergedException extends IOException {
    private static final long serialVersionUID = 1L;

    DivergedException(String why) {
      super(why);
    }
  }
}
