package io.caskade.ops.replica;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.Octets;
import io.caskade.api.rights.replica.ChainPosition;
import io.caskade.api.rights.replica.StoreReplica;
import io.caskade.ops.replica.wire.ChainFrame;
import io.caskade.ops.replica.wire.Frame;
import io.caskade.ops.replica.wire.FrameType;
import io.caskade.ops.replica.wire.Hello;
import io.caskade.ops.replica.wire.KnownFrame;
import io.caskade.ops.replica.wire.MalformedFrameException;
import io.caskade.ops.replica.wire.PullFrame;
import io.caskade.ops.replica.wire.Refusal;
import io.caskade.ops.replica.wire.RoundOutput;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import javax.net.ssl.SSLSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers the other node, one conversation a thread. */
final class PeerTalk implements PeerServer.Service {
  private static final Logger LOG = LoggerFactory.getLogger(PeerTalk.class);

  private final ReplicaNode node;
  private final Figures figures;
  private final Runnable poke;
  private long sealed;
  private volatile long servedAt = Long.MIN_VALUE;
  private volatile ChainPosition servedFrom = ChainPosition.BEGINNING;

  /**
   * @param poke wakes the node's thread
   */
  PeerTalk(ReplicaNode node, Figures figures, Runnable poke) {
    this.node = node;
    this.figures = figures;
    this.poke = poke;
  }

  /** When a standby last got a round, in monotonic nanoseconds; the lowest number for never. */
  long servedAt() {
    return servedAt;
  }

  /** What the standby had when it asked last. */
  ChainPosition servedFrom() {
    return servedFrom;
  }

  /** The feed grew. */
  synchronized void sealed(long seq) {
    sealed = Math.max(sealed, seq);
    notifyAll();
  }

  private synchronized void awaitBeyond(long seq, Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    try {
      for (long left = patience.toMillis(); left > 0 && sealed <= seq; ) {
        wait(left);
        left = (end - System.nanoTime()) / 1_000_000;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void serve(SSLSocket socket, String peer) throws IOException {
    var in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16));
    var out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream(), 1 << 16));
    boolean greeted = false;
    while (true) {
      Frame frame;
      try {
        frame = Frame.read(in);
      } catch (EOFException e) {
        return;
      }
      try {
        if (frame.type() == FrameType.HELLO) {
          greeted = greet(frame, peer, out);
        } else if (!greeted) {
          throw new MalformedFrameException(frame.type() + " before HELLO");
        } else {
          answer(frame, peer, out);
        }
      } catch (MalformedFrameException e) {
        new Refusal(false, String.valueOf(e.getMessage())).frame().write(out);
        return;
      } catch (CaskadeException e) {
        boolean diverged = e.code() == ErrorCode.REPLICA_DIVERGED;
        new Refusal(diverged, String.valueOf(e.getMessage())).frame().write(out);
      }
    }
  }

  private boolean greet(Frame frame, String peer, DataOutputStream out) throws IOException {
    Hello hello = Hello.of(frame);
    if (!hello.node().equals(peer)) {
      throw new MalformedFrameException(
          "node %s has the certificate of node %s".formatted(hello.node(), peer));
    }
    Hello own = node.hello();
    String why = Admission.refusal(own, hello);
    if (!why.isEmpty()) {
      LOG.warn("Node {} was refused: {}", peer, why);
      new Refusal(false, why).frame().write(out);
      return false;
    }
    ReplicaState before = node.situation().state();
    node.hear(hello);
    if (node.situation().state() != before) {
      poke.run();
    }
    node.hello().frame().write(out);
    return true;
  }

  private void answer(Frame frame, String peer, DataOutputStream out) throws IOException {
    StoreReplica store = node.services().store();
    switch (frame.type()) {
      case PULL -> pull(PullFrame.of(frame), peer, out);
      case HASH_ASKED ->
          ChainFrame.hash(store.hashAt(ChainFrame.number(frame)).orElse(Octets.empty())).write(out);
      case KNOWN_ASKED -> {
        List<UUID> asked = KnownFrame.asked(frame);
        KnownFrame.known(asked, new HashSet<>(store.known(asked))).write(out);
      }
      case KEYS_ASKED ->
          KeyCourier.pack(node.services().vault(), node.services().feed().networks())
              .frame()
              .write(out);
      case STEP_DOWN -> stepDown(ChainFrame.number(frame), peer, out);
      default -> throw new MalformedFrameException(frame.type() + " is no question");
    }
  }

  private void pull(PullFrame asked, String peer, DataOutputStream out) throws IOException {
    requireServing(peer);
    awaitBeyond(asked.request().from().seq(), asked.patience());
    requireServing(peer);
    var round = new RoundOutput(out);
    node.services().store().send(asked.request(), node.wall().instant(), round);
    round.end();
    servedAt = node.nanos();
    servedFrom = asked.request().from();
    figures.served.incrementAndGet();
  }

  private void requireServing(String peer) {
    if (!node.serves(peer)) {
      throw state();
    }
  }

  private CaskadeException state() {
    return new CaskadeException(ErrorCode.REPLICA_STATE, node.situation().state().word());
  }

  private void stepDown(long epoch, String peer, DataOutputStream out) throws IOException {
    if (node.situation().state() != ReplicaState.ACTIVE || epoch <= node.situation().epoch()) {
      throw state();
    }
    LOG.info("Node {} takes over by an operator's word", peer);
    ChainFrame.steppedDown(node.stepDown(epoch, peer)).write(out);
    poke.run();
  }
}
