package io.caskade.receivers.cccam.session;

import io.caskade.lib.cccam.Frame;
import io.caskade.lib.receiverlistener.Connection;
import io.caskade.lib.receiverlistener.Conversation;
import io.caskade.lib.receiverlistener.Protocol;
import java.util.random.RandomGenerator;

/** CCcam, as a listener speaks it. Any thread. */
public final class CccamProtocol implements Protocol {
  /** As accounts know it. */
  public static final String NAME = "cccam";

  private static final int RANDOM_BYTES = 12;

  private final ServerIdentity identity;
  private final RandomGenerator random;

  /**
   * @param random for the seeds; any thread, not to be foreseen
   */
  public CccamProtocol(ServerIdentity identity, RandomGenerator random) {
    this.identity = identity;
    this.random = random;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int longestMessage() {
    return Frame.MOST;
  }

  @Override
  public Conversation open(Connection connection) {
    byte[] seed = new byte[RANDOM_BYTES];
    random.nextBytes(seed);
    return new CccamConversation(connection, identity, seed);
  }
}
