package io.caskade.receivers.edge.core;

import static io.caskade.receivers.edge.core.EdgeRig.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.receivers.CoreAnswer;
import io.caskade.lib.cccam.Card;
import io.caskade.lib.cccam.EcmQuestion;
import io.caskade.lib.cccam.EcmTerms;
import io.caskade.lib.cccam.Frame;
import io.caskade.lib.cccam.FrameInbox;
import io.caskade.lib.cccam.FrameOutbox;
import io.caskade.lib.cccam.FromClient;
import io.caskade.lib.cccam.FromServer;
import io.caskade.lib.cccam.NodeId;
import io.caskade.lib.cccam.PartnerText;
import io.caskade.lib.cccam.ServerData;
import io.caskade.lib.cccam.ServerLogIn;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Cores that are none, or that stop to be one. */
@Timeout(60)
class HostileCoreTest {
  private static final Duration TIMEOUT = Duration.ofMillis(300);
  private static final NodeId NODE = NodeId.partner(5, NodeId.OSCAM);

  @TempDir Path folder;
  private ServerSocket server;
  private CoreAddress address;

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    address = new CoreAddress("127.0.0.1", server.getLocalPort());
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  /** Lets the edge log in; gives the way to say more. */
  private static FrameOutbox admit(Socket client) throws IOException {
    return new FrameOutbox(logIn(client).toClient());
  }

  private static ServerLogIn logIn(Socket client) throws IOException {
    byte[] random = new byte[12];
    new SecureRandom().nextBytes(random);
    ServerLogIn logIn = new ServerLogIn(random);
    client.getOutputStream().write(logIn.seed());
    assertThat(logIn.isProof(read(client, ServerLogIn.PROOF_BYTES))).isTrue();
    assertThat(logIn.name(read(client, ServerLogIn.NAME_BYTES))).isEqualTo("north");
    assertThat(
            logIn.isPassword(
                read(client, ServerLogIn.PASSWORD_BYTES),
                new byte[] {'s', '3', 'c', 'r', 'e', 't'}))
        .isTrue();
    client.getOutputStream().write(logIn.accepted());
    return logIn;
  }

  /** The next ECM that the edge asks for. */
  private static EcmQuestion question(Socket client, FrameInbox inbox) throws IOException {
    while (true) {
      Frame frame = inbox.next(ByteBuffer.wrap(read(client, 1)));
      if (frame != null && FromClient.read(frame) instanceof EcmQuestion question) {
        return question;
      }
    }
  }

  private static byte[] read(Socket client, int length) throws IOException {
    return client.getInputStream().readNBytes(length);
  }

  private static void say(Socket client, FrameOutbox out, Frame... frames) throws IOException {
    for (Frame frame : frames) {
      client.getOutputStream().write(out.seal(frame));
    }
  }

  private static Frame[] welcome(NodeId node, String... extensions) {
    return new Frame[] {
      new FromServer.ClientDataTaken().frame(),
      new ServerData(node, "2.0.11", "2892").frame(),
      new FromServer.Partner(new PartnerText("Caskade", List.of(extensions))).frame(),
      new Card(1, 1, ServedCore.CAID, 0, 0, 0, List.of(0), List.of(node)).frame()
    };
  }

  @Test
  void aPeerThatSpeaksSomethingElseIsLeft() throws Exception {
    try (EdgeRig rig = new EdgeRig(folder, TIMEOUT, address);
        Socket client = server.accept()) {
      client.getOutputStream().write(new byte[64]);
      await(() -> rig.edge.detail().contains("does not speak CCcam"));
    }
  }

  @Test
  void aPeerWithoutExtendedModeIsNoCore() throws Exception {
    try (EdgeRig rig = new EdgeRig(folder, TIMEOUT, address);
        Socket client = server.accept()) {
      say(client, admit(client), welcome(NodeId.parse("814b8fe8be1359c8"), "EXT"));
      await(() -> rig.edge.detail().contains("knows no extended mode"));
    }
  }

  @Test
  void wordsWithoutWhatTheirEcmAsksForAreNotTaken() throws Exception {
    try (EdgeRig rig = new EdgeRig(folder, TIMEOUT, address);
        Socket client = server.accept()) {
      FrameOutbox out = admit(client);
      say(client, out, welcome(NODE, "EXT", "TRM"));
      rig.await(1);
      var answers = rig.asking(ServedCore.ecm(1));
      client.getOutputStream().write(out.words(1, new byte[16]));
      assertThat(EdgeRig.answer(answers)).isEqualTo(new CoreAnswer.Away());
      await(() -> rig.edge.detail().contains("words without what their ECM asks for"));
    }
  }

  @Test
  void aCoreThatSaysNothingAnyMoreIsLeftAfterAWhile() throws Exception {
    try (EdgeRig rig = new EdgeRig(folder, TIMEOUT, address);
        Socket client = server.accept()) {
      say(client, admit(client), welcome(NODE, "EXT", "TRM"));
      rig.await(1);
      rig.skip(Duration.ofSeconds(11));
      // It is asked whether it is there: client data, partner text, and the keepalive at the end.
      long sent = 4 + 93 + 4 + "PARTNER: Caskade edge [EXT,TRM]".length() + 1 + 4;
      assertThat(read(client, (int) sent)).hasSize((int) sent);
      rig.skip(Duration.ofSeconds(5));
      await(() -> rig.edge.detail().contains("silent"));
    }
  }

  @Test
  void aCoreThatLosesAQuestionIsLeft() throws Exception {
    try (EdgeRig rig = new EdgeRig(folder, TIMEOUT, address);
        Socket client = server.accept()) {
      FrameOutbox out = admit(client);
      say(client, out, welcome(NODE, "EXT", "TRM"));
      rig.await(1);
      assertThat(rig.ask(ServedCore.ecm(1))).isEqualTo(new CoreAnswer.Slow());
      rig.skip(Duration.ofSeconds(6));
      await(() -> rig.edge.detail().contains("lost a question"));
    }
  }

  @Test
  void anIndexIsNotUsedAgainBeforeItsAnswerCame() throws Exception {
    try (EdgeRig rig = new EdgeRig(folder, Duration.ofSeconds(2), address);
        Socket client = server.accept()) {
      ServerLogIn logIn = logIn(client);
      FrameOutbox out = new FrameOutbox(logIn.toClient());
      FrameInbox inbox = new FrameInbox(logIn.fromClient());
      say(client, out, welcome(NODE, "EXT", "TRM"));
      rig.await(1);
      var never = rig.asking(ServedCore.ecm(0));
      int owed = question(client, inbox).index();
      for (int i = 1; i <= 300; i++) {
        var answers = rig.asking(ServedCore.ecm(i));
        int index = question(client, inbox).index();
        assertThat(index).isBetween(1, Core.MOST_OPEN).isNotEqualTo(owed);
        answer(client, out, index, i);
        assertThat(EdgeRig.answer(answers)).isInstanceOf(CoreAnswer.Opened.class);
      }
      assertThat(EdgeRig.answer(never)).isEqualTo(new CoreAnswer.Slow());
      var last = rig.asking(ServedCore.ecm(301));
      int index = question(client, inbox).index();
      answer(client, out, owed, 0);
      answer(client, out, index, 301);
      CoreAnswer.Opened opened = (CoreAnswer.Opened) EdgeRig.answer(last);
      byte[] even = new byte[8];
      opened.ecm().even().copyTo(even, 0);
      assertThat(even).isEqualTo(Arrays.copyOf(ServedCore.words(301).toByteArray(), 8));
    }
  }

  private static void answer(Socket client, FrameOutbox out, int index, int number)
      throws IOException {
    EcmTerms terms = new EcmTerms(ServedCore.ISSUED_AT, new byte[4]);
    byte[] words = ServedCore.words(number).toByteArray();
    client.getOutputStream().write(out.words(index, words, terms));
  }

  @Test
  void aLogInThatNeverEndsIsGivenUp() throws Exception {
    try (EdgeRig rig = new EdgeRig(folder, TIMEOUT, address);
        Socket client = server.accept()) {
      Frame[] all = welcome(NODE, "EXT", "TRM");
      FrameOutbox out = admit(client);
      say(client, out, all[0], all[1], all[2]);
      await(() -> rig.edge.detail().contains("Logs in"));
      rig.skip(Duration.ofSeconds(11));
      await(() -> rig.edge.detail().matches(".*log-in is not over.*offers no card.*"));
    }
  }
}
