package io.caskade.ops.replica;

import io.caskade.api.ops.ReplicaControl;
import io.caskade.api.ops.ReplicaStatus;
import io.caskade.api.rights.replica.ChainPosition;
import io.caskade.ops.replica.Situation.Heard;
import io.caskade.ops.replica.wire.Hello;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What an operator asks of a node. */
final class ReplicaDesk implements ReplicaControl {
  private final ReplicaNode node;
  private final ReplicaRounds rounds;
  private final Follower follower;
  private final PeerTalk talk;
  private final Trust trust;
  private final Runnable invited;

  /** The head here, as of the last look: a status never blocks. */
  private volatile ChainPosition head = ChainPosition.BEGINNING;

  /**
   * @param invited called when there are new certificates
   */
  ReplicaDesk(
      ReplicaNode node,
      ReplicaRounds rounds,
      Follower follower,
      PeerTalk talk,
      Trust trust,
      Runnable invited) {
    this.node = node;
    this.rounds = rounds;
    this.follower = follower;
    this.talk = talk;
    this.trust = trust;
    this.invited = invited;
  }

  /** On the node's thread. */
  void look() {
    head = node.head();
  }

  @Override
  public ReplicaStatus status() {
    Situation now = node.situation();
    @Nullable Heard heard = node.heard();
    @Nullable Hello peer = heard == null ? null : heard.hello();
    return new ReplicaStatus(
        node.settings().node(),
        now.state().word(),
        now.epoch(),
        peer == null ? now.active() : peer.node(),
        peer == null ? "" : peer.state(),
        head.seq(),
        missing(now, peer),
        behind(),
        detail(now));
  }

  private long missing(Situation now, @Nullable Hello peer) {
    if (now.state() == ReplicaState.ACTIVE) {
      return talk.servedAt() == Long.MIN_VALUE
          ? head.seq()
          : Math.max(0, head.seq() - talk.servedFrom().seq());
    }
    return peer == null ? 0 : Math.max(0, peer.head().seq() - head.seq());
  }

  /** How old the standby is, as this node knows it; zero while there is none to speak of. */
  Duration behind() {
    Situation now = node.situation();
    if (now.state() != ReplicaState.ACTIVE) {
      return follower.behind();
    }
    if (!expectsStandby()) {
      return Duration.ZERO;
    }
    Duration active = Duration.between(now.since(), node.wall().instant());
    if (talk.servedAt() == Long.MIN_VALUE) {
      return active.isNegative() ? Duration.ZERO : active;
    }
    Duration served = Duration.ofNanos(node.nanos() - talk.servedAt());
    return served.compareTo(active) < 0 || active.isNegative() ? served : active;
  }

  /** Somebody was invited, so somebody should ask. */
  private boolean expectsStandby() {
    return trust.invited().size() > 1;
  }

  /** One sentence for people. */
  String detail(Situation now) {
    String why = node.trouble().why();
    String state =
        switch (now.state()) {
          case ASKING -> "Asks the other node whether this one is still the active one";
          case ACTIVE ->
              expectsStandby() ? "Active" : "Active, without a standby: cas:replica-invite";
          case STANDBY -> standby(now.active());
          case DIVERGED -> "Follows nobody: it has what the active node lacks";
        };
    return why.isEmpty() ? state + "." : state + "; " + why + ".";
  }

  private String standby(String active) {
    String of = active.isEmpty() ? "Standby" : "Standby; node " + active + " is active";
    return follower.everPulled() ? of : of + "; has heard nothing from it since its start";
  }

  @Override
  public Path invite(String name) {
    Path certificate = trust.invite(node.services().issuer(), node.settings().node(), name);
    invited.run();
    return certificate;
  }

  @Override
  public void promote() {
    rounds.promote();
  }

  @Override
  public void changePlaces() {
    rounds.changePlaces();
  }

  @Override
  public void renew() {
    rounds.renew();
  }
}
