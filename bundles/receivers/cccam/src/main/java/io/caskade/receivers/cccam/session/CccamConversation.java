package io.caskade.receivers.cccam.session;

import static java.util.Objects.requireNonNull;

import io.caskade.api.receivers.LogInFailure;
import io.caskade.api.receivers.ReceiverPassword;
import io.caskade.api.receivers.Refusal;
import io.caskade.lib.cccam.Frame;
import io.caskade.lib.cccam.FrameInbox;
import io.caskade.lib.cccam.FrameOutbox;
import io.caskade.lib.cccam.FromClient;
import io.caskade.lib.cccam.ServerLogIn;
import io.caskade.lib.receiverlistener.Connection;
import io.caskade.lib.receiverlistener.Conversation;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One client of CCcam: its log-in, then its messages, which {@link Client} answers. On its loop.
 *
 * <p>Source: cw-protocols.md, 1.2 and 1.6.
 */
final class CccamConversation implements Conversation {
  /** Other servers let whoever failed wait as long. */
  private static final Duration FAILURE_PAUSE = Duration.ofSeconds(1);

  /** What is expected next. */
  private enum Stage {
    PROOF,
    NAME,
    PASSWORD,
    MESSAGES,
    OVER
  }

  private final Connection connection;
  private final ServerIdentity identity;
  private final ServerLogIn logIn;
  private Stage stage = Stage.PROOF;
  private String name = "";
  private @Nullable FrameInbox inbox;
  private @Nullable Client client;

  /**
   * @param random for the seed, 12 bytes
   */
  CccamConversation(Connection connection, ServerIdentity identity, byte[] random) {
    this.connection = connection;
    this.identity = identity;
    logIn = new ServerLogIn(random);
  }

  @Override
  public void opened() {
    byte[] seed = logIn.seed();
    connection.send(seed, 0, seed.length);
  }

  @Override
  public int received(byte[] bytes, int offset, int length) {
    return switch (stage) {
      case PROOF -> part(bytes, offset, length, ServerLogIn.PROOF_BYTES, this::proof);
      case NAME -> part(bytes, offset, length, ServerLogIn.NAME_BYTES, this::name);
      case PASSWORD -> part(bytes, offset, length, ServerLogIn.PASSWORD_BYTES, this::password);
      case MESSAGES -> messages(ByteBuffer.wrap(bytes, offset, length));
      case OVER -> length;
    };
  }

  /** Takes a part of the log-in. */
  private interface Part {
    void take(byte[] part);
  }

  private static int part(byte[] bytes, int offset, int length, int wanted, Part taker) {
    if (length < wanted) {
      return 0;
    }
    taker.take(Arrays.copyOfRange(bytes, offset, offset + wanted));
    return wanted;
  }

  private void proof(byte[] part) {
    if (logIn.isProof(part)) {
      stage = Stage.NAME;
    } else {
      broken();
    }
  }

  private void name(byte[] part) {
    name = logIn.name(part);
    stage = Stage.PASSWORD;
  }

  private void password(byte[] part) {
    Optional<ReceiverPassword> password = connection.service().password(name);
    if (password.isEmpty()) {
      failed(LogInFailure.UNKNOWN_NAME);
    } else if (isRight(part, password.get())) {
      byte[] accepted = logIn.accepted();
      connection.send(accepted, 0, accepted.length);
      inbox = new FrameInbox(logIn.fromClient());
      client = new Client(connection, identity, name, new FrameOutbox(logIn.toClient()));
      stage = Stage.MESSAGES;
    } else {
      failed(LogInFailure.WRONG_PASSWORD);
    }
  }

  private boolean isRight(byte[] part, ReceiverPassword password) {
    byte[] clear = password.bytes();
    try {
      return logIn.isPassword(part, clear);
    } finally {
      Arrays.fill(clear, (byte) 0);
      password.destroy();
    }
  }

  private int messages(ByteBuffer in) {
    int begin = in.position();
    FrameInbox reading = requireNonNull(inbox);
    Client asking = requireNonNull(client);
    while (stage == Stage.MESSAGES && in.hasRemaining()) {
      Frame frame = reading.next(in);
      if (frame != null && asking.take(FromClient.read(frame))) {
        stage = asking.isTurned() ? Stage.OVER : stage;
      } else if (frame != null || reading.isBroken()) {
        broken();
      }
    }
    return in.position() - begin;
  }

  private void broken() {
    stage = Stage.OVER;
    connection.failed(name, LogInFailure.PROTOCOL);
    connection.close();
  }

  private void failed(LogInFailure why) {
    stage = Stage.OVER;
    connection.failed(name, why);
    connection.closeAfter(FAILURE_PAUSE);
  }

  @Override
  public void cardsChanged() {
    if (client != null) {
      client.cardsChanged();
    }
  }

  @Override
  public void ending(Refusal reason) {
    if (client != null) {
      client.tell(reason);
    }
  }

  @Override
  public void closed() {
    stage = Stage.OVER;
  }
}
