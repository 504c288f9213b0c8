package io.caskade.receivers.edge.core;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.caskade.api.ecm.OpenedEcm;
import io.caskade.api.receivers.ReceiverPassword;
import io.caskade.lib.cccam.NodeId;
import io.caskade.lib.cccam.ServerLogIn;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Whatever a core sends: words, refusals or an end, never an exception. */
class CoreSessionFuzzTest {
  /** Answers the log-in by itself, so that the rest is read as messages. */
  private static final class Ear implements CoreSession.Observer {
    private byte[] sent = new byte[0];
    private boolean over;

    @Override
    public void send(byte[] bytes) {
      sent = bytes;
    }

    @Override
    public void heard() {}

    @Override
    public void cardsChanged() {}

    @Override
    public void opened(int index, OpenedEcm ecm) {
      if (index < 0 || index > 255 || over) {
        throw new AssertionError("words after the end");
      }
    }

    @Override
    public void refused(int index, String word) {
      if (index < 1 || index > 255 || over) {
        throw new AssertionError("a refusal after the end");
      }
    }

    @Override
    public void useless(String reason) {
      over = true;
    }
  }

  private static CoreSession session(Ear ear) {
    return new CoreSession("north", ReceiverPassword.of("s3cret"), NodeId.partner(1, 0x43), ear);
  }

  @FuzzTest
  void anyStreamIsReadOrEnds(byte[] bytes) {
    CoreSession session = session(new Ear());
    session.received(ByteBuffer.wrap(bytes));
    session.over();
  }

  /** The bytes are messages in clear, one after the other. */
  @FuzzTest
  void anyMessagesAfterTheLogInAreReadOrEnd(byte[] bytes) {
    Ear ear = new Ear();
    CoreSession session = session(ear);
    ServerLogIn logIn = new ServerLogIn(new byte[12]);
    session.received(ByteBuffer.wrap(logIn.seed()));
    logIn.isProof(Arrays.copyOf(ear.sent, 20));
    logIn.name(Arrays.copyOfRange(ear.sent, 20, 40));
    logIn.isPassword(
        Arrays.copyOfRange(ear.sent, 40, 46), new byte[] {'s', '3', 'c', 'r', 'e', 't'});
    session.received(ByteBuffer.wrap(logIn.accepted()));
    byte[] sealed = bytes.clone();
    logIn.toClient().encrypt(sealed, 0, sealed.length);
    session.received(ByteBuffer.wrap(sealed));
    if (session.serves(0x0B00)) {
      session.ask(1, 0x0B00, ServedCore.ecm(1));
    }
    session.over();
  }
}
