package io.caskade.lib.cccam;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Whatever comes from either end: messages or a broken inbox, never an exception. */
class FrameFuzzTest {
  @FuzzTest
  void anyStreamOfBytesIsReadOrBreaks(byte[] bytes) {
    FrameInbox inbox = new FrameInbox(CccamCipher.keyed(new byte[] {1}));
    ByteBuffer in = ByteBuffer.wrap(bytes);
    Frame frame = inbox.next(in);
    while (frame != null) {
      read(frame);
      frame = inbox.next(in);
    }
  }

  @FuzzTest
  void anyMessageInClearIsRead(byte[] bytes) {
    if (bytes.length >= Frame.HEADER && bytes.length <= Frame.MOST) {
      read(Frame.wrap(bytes));
    }
  }

  @FuzzTest
  void anyLogInIsTakenOrRefused(byte[] bytes) {
    ServerLogIn server = new ServerLogIn(new byte[12]);
    byte[] parts = Arrays.copyOf(bytes, 46);
    server.isProof(Arrays.copyOf(parts, 20));
    server.name(Arrays.copyOfRange(parts, 20, 40));
    server.isPassword(Arrays.copyOfRange(parts, 40, 46), parts);
  }

  private static void read(Frame frame) {
    FromClient client = FromClient.read(frame);
    if (client instanceof ClientData data) {
      require(FromClient.read(data.frame()) instanceof ClientData, "client data");
    } else if (client instanceof EcmQuestion question) {
      require(question.section().length >= 3, "section");
    } else if (client instanceof EmmDelivery emm) {
      require(emm.section().length >= 3, "EMM");
    }
    FromServer server = FromServer.read(frame);
    if (server instanceof Card card && card.nodes().size() < 2) {
      require(FromServer.read(card.frame()).equals(card), "card");
    } else if (server instanceof WordsAnswer words) {
      require(
          ((WordsAnswer) FromServer.read(words.frame())).terms().equals(words.terms()), "terms");
    }
  }

  private static void require(boolean condition, String what) {
    if (!condition) {
      throw new AssertionError(what);
    }
  }
}
