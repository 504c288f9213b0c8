package io.caskade.receivers.newcamd;

import io.caskade.lib.newcamd.DesKey;
import io.caskade.lib.newcamd.FrameCodec;
import io.caskade.lib.receiverlistener.Connection;
import io.caskade.lib.receiverlistener.Conversation;
import io.caskade.lib.receiverlistener.Protocol;
import java.util.random.RandomGenerator;

/** newcamd on one port. Any thread. */
final class NewcamdProtocol implements Protocol {
  static final String NAME = "newcamd";

  private final DesKey desKey;
  private final int caSystemId;
  private final ExtendedMode extendedMode;
  private final RandomGenerator random;
  private final Proofs proofs = new Proofs();

  /**
   * @param caSystemId of the port, 0 for the first that an account is offered
   * @param random secure: log-ins begin with it
   */
  NewcamdProtocol(
      DesKey desKey, int caSystemId, ExtendedMode extendedMode, RandomGenerator random) {
    this.desKey = desKey;
    this.caSystemId = caSystemId;
    this.extendedMode = extendedMode;
    this.random = random;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int longestMessage() {
    return FrameCodec.LONGEST;
  }

  @Override
  public Conversation open(Connection connection) {
    return new NewcamdConversation(this, connection);
  }

  DesKey desKey() {
    return desKey;
  }

  int caSystemId() {
    return caSystemId;
  }

  ExtendedMode extendedMode() {
    return extendedMode;
  }

  RandomGenerator random() {
    return random;
  }

  Proofs proofs() {
    return proofs;
  }
}
