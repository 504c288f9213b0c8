package io.caskade.ops.replica;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.rights.replica.ChainPosition;
import io.caskade.ops.replica.Situation.Trouble;
import io.caskade.ops.replica.wire.Hello;
import io.caskade.ops.replica.wire.RefusedException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the node's thread does over and over: asks, watches, or follows; and what an operator does
 * in between. One at a time.
 */
final class ReplicaRounds {
  private static final Logger LOG = LoggerFactory.getLogger(ReplicaRounds.class);

  /** A node that was active waits so long for the other one's word. */
  static final Duration ASK = Duration.ofSeconds(10);

  private static final Duration SOON = Duration.ofMillis(20);
  private static final Duration AGAIN = Duration.ofSeconds(1);
  private static final Duration WATCH = Duration.ofSeconds(5);

  /** Opens a conversation with the other node. */
  interface Dialer {
    PeerSession dial() throws IOException;
  }

  private final ReplicaNode node;
  private final Follower follower;
  private final Figures figures;
  private final Dialer dialer;
  private final ReentrantLock work = new ReentrantLock(true);
  private final long began;

  /** What the last exchange told of the clocks. */
  private String clocks = "";

  private volatile @Nullable PeerSession session;

  ReplicaRounds(ReplicaNode node, Follower follower, Figures figures, Dialer dialer) {
    this.node = node;
    this.follower = follower;
    this.figures = figures;
    this.dialer = dialer;
    this.began = node.nanos();
  }

  /**
   * One round.
   *
   * @return how long to wait before the next one
   */
  Duration round() {
    work.lock();
    try {
      if (!node.decide()) {
        return AGAIN;
      }
      return switch (node.situation().state()) {
        case ASKING -> ask();
        case ACTIVE -> watch();
        case STANDBY -> follow();
        case DIVERGED -> stay();
      };
    } finally {
      work.unlock();
    }
  }

  private Duration ask() {
    tellIfPossible();
    if (node.settings().peerAddress().isEmpty()) {
      lead(0);
      return Duration.ZERO;
    }
    try {
      Hello peer = exchange();
      if (yields(peer)) {
        lead(peer.epoch());
        return Duration.ZERO;
      }
      if (node.situation().state() != ReplicaState.ASKING) {
        return Duration.ZERO;
      }
      boolean rival = peer.epoch() == node.situation().epoch();
      node.trouble(rival ? rival(peer) : Trouble.NONE);
      return AGAIN;
    } catch (IOException | CaskadeException e) {
      end();
      if (node.nanos() - began < ASK.toNanos()) {
        return AGAIN;
      }
      lead(0);
      return Duration.ZERO;
    }
  }

  /** Of two that were active the one with the higher epoch goes on. */
  private boolean yields(Hello peer) {
    boolean wants =
        peer.state().equals(ReplicaState.ACTIVE.word())
            || peer.state().equals(ReplicaState.ASKING.word());
    return !wants || peer.epoch() < node.situation().epoch();
  }

  /** A copy of a head-end that thinks it is the head-end. */
  private static Trouble rival(Hello peer) {
    return new Trouble(
        "node %s is %s, too, with the same epoch %d: make one of them the standby of the other"
            .formatted(peer.node(), peer.state(), peer.epoch()),
        true);
  }

  /**
   * @param seen epoch of the other node
   */
  private void lead(long seen) {
    long epoch = Math.max(Math.max(1, seen), node.situation().epoch());
    node.happen(ReplicaEvent.PEER_YIELDS, epoch, "");
    tellIfPossible();
  }

  /** False while the store cannot be told. */
  private boolean tellIfPossible() {
    try {
      node.tellStore();
      return true;
    } catch (CaskadeException e) {
      node.trouble(new Trouble("waits for its database: " + e.getMessage(), false));
      return false;
    }
  }

  private Duration watch() {
    if (!tellIfPossible()) {
      return AGAIN;
    }
    if (node.settings().peerAddress().isEmpty()) {
      node.trouble(Trouble.NONE);
      return WATCH;
    }
    try {
      Hello peer = exchange();
      // What was heard may have overruled this node a moment ago.
      boolean rival =
          node.situation().state() == ReplicaState.ACTIVE
              && peer.state().equals(ReplicaState.ACTIVE.word())
              && peer.epoch() == node.situation().epoch();
      node.trouble(rival ? rival(peer) : Trouble.NONE);
      return node.situation().state() == ReplicaState.ACTIVE ? WATCH : Duration.ZERO;
    } catch (UnfitException e) {
      end();
      node.trouble(new Trouble(String.valueOf(e.getMessage()), true));
    } catch (IOException | CaskadeException e) {
      end();
      node.trouble(away(e));
    }
    return WATCH;
  }

  private Duration follow() {
    try {
      node.tellStore();
      Hello peer = exchange();
      String unfit = unfit(peer);
      if (!unfit.isEmpty()) {
        end();
        node.trouble(new Trouble(unfit, true));
        return AGAIN;
      }
      if (!peer.state().equals(ReplicaState.ACTIVE.word())) {
        node.trouble(
            new Trouble("node %s is %s, not active".formatted(peer.node(), peer.state()), false));
        return AGAIN;
      }
      if (peer.epoch() < node.situation().epoch()) {
        node.trouble(
            new Trouble("node %s is active with an older epoch".formatted(peer.node()), false));
        return AGAIN;
      }
      node.happen(ReplicaEvent.PEER_LEADS, peer.epoch(), peer.node());
      node.tellStore();
      follower.pull(session(), peer);
      node.trouble(Trouble.NONE);
      return SOON;
    } catch (Follower.DivergedException e) {
      apart(e);
    } catch (UnfitException e) {
      failed();
      node.trouble(new Trouble(String.valueOf(e.getMessage()), true));
    } catch (IOException | CaskadeException e) {
      failed();
      node.trouble(away(e));
    }
    return AGAIN;
  }

  private void apart(Follower.DivergedException e) {
    failed();
    node.trouble(new Trouble(String.valueOf(e.getMessage()), true));
    node.happen(ReplicaEvent.WENT_APART, node.situation().epoch(), node.situation().active());
  }

  private void failed() {
    figures.failures.incrementAndGet();
    follower.forget();
    end();
  }

  private String unfit(Hello peer) {
    String why = Admission.refusal(node.hello(), peer);
    return why.isEmpty() ? clocks : why;
  }

  private Duration stay() {
    tellIfPossible();
    try {
      exchange();
    } catch (IOException | CaskadeException e) {
      end();
    }
    return WATCH;
  }

  private static Trouble away(Exception e) {
    String why = e.getMessage() == null ? "it hung up" : e.getMessage();
    return new Trouble("the other node cannot be asked: " + why, false);
  }

  private Hello exchange() throws IOException {
    PeerSession present = session();
    long asked = node.nanos();
    Hello own = node.hello();
    long sent = node.nanos();
    Hello peer;
    try {
      peer = present.hello(own);
    } catch (RefusedException e) {
      throw new UnfitException(String.valueOf(e.getMessage()));
    }
    Duration way = Duration.ofNanos(node.nanos() - sent);
    Duration offset = Duration.between(node.wall().instant().minus(way.dividedBy(2)), peer.wall());
    clocks =
        Admission.clocks(peer.node(), offset, Duration.ofNanos(node.nanos() - asked).dividedBy(2));
    node.hear(peer);
    return peer;
  }

  /** The other node lives and will have nothing to do with this one. */
  private static final class UnfitException extends IOException {
    private static final long serialVersionUID = 1L;

    UnfitException(String why) {
      super(why);
    }
  }

  private PeerSession session() throws IOException {
    PeerSession present = session;
    if (present == null) {
      present = dialer.dial();
      session = present;
      follower.forget();
    }
    return present;
  }

  /** Ends the conversation; the next round begins another one. */
  void end() {
    PeerSession present = session;
    session = null;
    if (present != null) {
      present.close();
    }
  }

  /** Takes over from an active node that is lost. */
  void promote() {
    alone(
        () -> {
          requireState(ReplicaState.STANDBY);
          long seen = node.situation().epoch();
          try {
            Hello peer = exchange();
            seen = Math.max(seen, peer.epoch());
            if (peer.state().equals(ReplicaState.ACTIVE.word())) {
              throw new CaskadeException(ErrorCode.REPLICA_PEER_ACTIVE, peer.node());
            }
          } catch (UnfitException e) {
            end();
            // It lives, and may be active.
            throw new CaskadeException(
                e, ErrorCode.REPLICA_PEER_REFUSES, String.valueOf(e.getMessage()));
          } catch (IOException e) {
            LOG.debug("Nobody answers, as was to be expected", e);
            end();
          }
          begin(seen + 1);
        });
  }

  /** Takes over from the active node with its consent. */
  void changePlaces() {
    alone(
        () -> {
          requireState(ReplicaState.STANDBY);
          try {
            follower.forget();
            Hello peer = exchange();
            String unfit = unfit(peer);
            if (!unfit.isEmpty()) {
              throw new CaskadeException(ErrorCode.REPLICA_PEER_REFUSES, unfit);
            }
            follower.pull(session(), peer);
            long epoch = Math.max(peer.epoch(), node.situation().epoch()) + 1;
            ChainPosition end = session().stepDown(epoch);
            while (node.services().store().head().seq() < end.seq()) {
              follower.pull(session(), exchange());
            }
            begin(epoch);
          } catch (Follower.DivergedException e) {
            apart(e);
            throw new CaskadeException(
                e, ErrorCode.REPLICA_DIVERGED, String.valueOf(e.getMessage()));
          } catch (RefusedException | UnfitException e) {
            end();
            throw new CaskadeException(
                e, ErrorCode.REPLICA_PEER_REFUSES, String.valueOf(e.getMessage()));
          } catch (IOException e) {
            end();
            throw new CaskadeException(
                e, ErrorCode.REPLICA_PEER_AWAY, String.valueOf(e.getMessage()));
          }
        });
  }

  private void begin(long epoch) {
    // The store first: without it this node would be active in name only.
    node.services().store().lead(epoch);
    node.happen(ReplicaEvent.PROMOTED, epoch, "");
    node.trouble(Trouble.NONE);
    tellIfPossible();
  }

  /** The next round brings everything anew. */
  void renew() {
    alone(
        () -> {
          ReplicaState state = node.situation().state();
          if (state != ReplicaState.DIVERGED && state != ReplicaState.STANDBY) {
            throw new CaskadeException(ErrorCode.REPLICA_STATE, state.word());
          }
          follower.renew();
          node.happen(ReplicaEvent.RENEWED, node.situation().epoch(), node.situation().active());
        });
  }

  private void requireState(ReplicaState wanted) {
    ReplicaState state = node.situation().state();
    if (state != wanted) {
      throw new CaskadeException(ErrorCode.REPLICA_STATE, state.word());
    }
  }

  /** A round that waits for the other node ends at once. */
  private void alone(Runnable step) {
    PeerSession present = session;
    if (present != null) {
      present.close();
    }
    work.lock();
    try {
      if (present == session) {
        end();
      }
      step.run();
    } finally {
      work.unlock();
    }
  }
}
