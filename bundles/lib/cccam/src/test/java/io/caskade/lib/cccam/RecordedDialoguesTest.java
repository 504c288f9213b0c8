package io.caskade.lib.cccam;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.lib.cccam.Recorded.Part;
import io.caskade.lib.cccam.Recorded.Request;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Both ends against what OSCam's server and clients said to each other. */
class RecordedDialoguesTest {
  /** Where a dialogue stands: its ciphers, and whether extended mode is on. */
  private static final class Play {
    private final Recorded recorded;
    private final ServerLogIn server;
    private final ClientLogIn client;
    private Optional<NodeId> clientNode = Optional.empty();
    private boolean extended;
    private int lastShare;

    private Play(String name) {
      recorded = Recorded.read(name);
      server = ServerLogIn.seeded(recorded.seed());
      client =
          new ClientLogIn(recorded.seed(), recorded.clientName(), recorded.clientPasswordBytes());
    }

    private void logIn() {
      assertThat(server.isProof(recorded.parts().get(1).wire().clone())).isTrue();
      assertThat(server.name(recorded.parts().get(2).wire().clone())).isEqualTo(recorded.name());
      byte[] word = recorded.parts().get(3).wire();
      assertThat(server.isPassword(word, "not this".getBytes(UTF_8))).isFalse();
      assertThat(server.isPassword(word, recorded.passwordBytes())).isTrue();
    }

    private void note(FromClient message) {
      if (message instanceof ClientData data) {
        clientNode = Optional.of(data.node());
      } else if (message instanceof EcmQuestion question) {
        lastShare = question.shareId();
      }
    }
  }

  static Stream<String> dialogues() {
    return Recorded.dialogues();
  }

  static Stream<String> refusals() {
    return Recorded.refusals();
  }

  @ParameterizedTest
  @MethodSource("dialogues")
  void aClientSendsTheBytesOfTheRecordedOne(String name) {
    Play play = new Play(name);
    byte[] recorded = concat(play.recorded.parts().subList(1, 4));

    assertThat(play.client.answer()).isEqualTo(recorded);
    assertThat(play.client.isAccepted(play.recorded.parts().get(4).wire().clone())).isTrue();
  }

  @ParameterizedTest
  @MethodSource("dialogues")
  void aServerAcceptsWithTheBytesOfTheRecordedOne(String name) {
    Play play = new Play(name);
    play.logIn();

    assertThat(play.server.accepted()).isEqualTo(play.recorded.parts().get(4).wire());
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void aWrongPasswordAndAnUnknownNameAreSeen(String name) {
    Play play = new Play(name);
    Recorded recorded = play.recorded;

    assertThat(play.client.answer()).isEqualTo(concat(recorded.parts().subList(1, 4)));
    assertThat(play.server.isProof(recorded.parts().get(1).wire().clone())).isTrue();
    assertThat(play.server.name(recorded.parts().get(2).wire().clone()))
        .isEqualTo(recorded.clientName());
    boolean right =
        play.server.isPassword(recorded.parts().get(3).wire(), recorded.passwordBytes());
    assertThat(right).isEqualTo(recorded.clientPassword().equals(recorded.password()));
  }

  @ParameterizedTest
  @MethodSource("dialogues")
  void aServerReadsTheClientAndTheMessagesEncodeToTheSame(String name) {
    Play play = new Play(name);
    play.logIn();
    FrameInbox inbox = new FrameInbox(play.server.fromClient());
    Iterator<Request> requests = play.recorded.requests().iterator();
    for (Part part : play.recorded.messages()) {
      if (!part.fromServer()) {
        FromClient message = FromClient.read(whole(inbox, part));
        play.note(message);
        byte[] clear = part.clear().orElseThrow();
        assertThat(withoutFlag(encoded(message))).isEqualTo(withoutFlag(shown(message, clear)));
        if (message instanceof EcmQuestion question) {
          Request request = requests.next();
          assertThat(question.section()).isEqualTo(request.ecm());
          assertThat(question.serviceId()).isEqualTo(request.service());
          assertThat(question.caSystemId()).isEqualTo(0x0B00);
        }
      }
    }
    assertThat(requests.hasNext()).isFalse();
  }

  @ParameterizedTest
  @MethodSource("dialogues")
  void aClientReadsTheServerAndGetsTheControlWords(String name) {
    Play play = new Play(name);
    play.logIn();
    assertThat(play.client.isAccepted(play.recorded.parts().get(4).wire().clone())).isTrue();
    FrameInbox server = new FrameInbox(play.server.fromClient());
    FrameInbox client = new FrameInbox(play.client.fromServer());
    Iterator<Request> requests = play.recorded.requests().iterator();
    for (Part part : play.recorded.messages()) {
      if (!part.fromServer()) {
        play.note(FromClient.read(whole(server, part)));
        continue;
      }
      FromServer message = FromServer.read(whole(client, part));
      assertThat(withoutFlag(message.frame().toByteArray()))
          .isEqualTo(withoutFlag(part.clear().orElseThrow()));
      if (message instanceof FromServer.Partner partner) {
        play.extended = partner.text().offers(PartnerText.EXTENDED_MODE);
      } else if (message instanceof WordsAnswer answer) {
        byte[] words =
            play.extended
                ? client.words(answer)
                : client.maskedWords(answer, play.clientNode.orElseThrow(), play.lastShare);
        assertThat(words).isEqualTo(requests.next().words());
      } else if (message instanceof FromServer.NotFound) {
        assertThat(requests.next().found()).isFalse();
      }
    }
    assertThat(requests.hasNext()).isFalse();
  }

  @ParameterizedTest
  @MethodSource("dialogues")
  void whatAServerSendsIsReadByAClientAsTheRecordedWas(String name) {
    Play play = new Play(name);
    play.logIn();
    assertThat(play.client.isAccepted(play.server.accepted())).isTrue();
    FrameOutbox outbox = new FrameOutbox(play.server.toClient());
    FrameInbox requests = new FrameInbox(play.server.fromClient());
    FrameInbox client = new FrameInbox(play.client.fromServer());
    for (Part part : play.recorded.messages()) {
      if (!part.fromServer()) {
        play.note(FromClient.read(whole(requests, part)));
        continue;
      }
      Frame clear = Frame.wrap(part.clear().orElseThrow());
      FromServer recorded = FromServer.read(clear);
      byte[] sent = sent(play, outbox, recorded);
      Frame arrived = client.next(ByteBuffer.wrap(sent));
      assertThat(arrived).isNotNull();
      assertThat(withoutFlag(arrived.toByteArray())).isEqualTo(withoutFlag(clear.toByteArray()));
      if (recorded instanceof WordsAnswer && !play.extended) {
        client.maskedWords(
            (WordsAnswer) FromServer.read(arrived), play.clientNode.orElseThrow(), play.lastShare);
      }
      if (recorded instanceof FromServer.Partner) {
        play.extended = true;
      }
      if (play.extended) {
        // No masked answer came before: the very bytes.
        assertThat(sent).isEqualTo(part.wire());
      }
    }
  }

  private static byte[] sent(Play play, FrameOutbox outbox, FromServer message) {
    if (!(message instanceof WordsAnswer answer)) {
      return outbox.seal(message.frame());
    }
    if (play.extended) {
      return outbox.words(answer.index(), answer.words());
    }
    byte[] words = answer.words();
    WordMask.apply(words, play.clientNode.orElseThrow(), play.lastShare);
    return outbox.maskedWords(play.clientNode.orElseThrow(), play.lastShare, words);
  }

  private static Frame whole(FrameInbox inbox, Part part) {
    ByteBuffer in = ByteBuffer.wrap(part.wire());
    Frame frame = inbox.next(in);
    assertThat(frame).as(part.note()).isNotNull();
    assertThat(in.hasRemaining()).isFalse();
    return frame;
  }

  private static byte[] encoded(FromClient message) {
    Frame frame;
    if (message instanceof ClientData data) {
      frame = data.frame();
    } else if (message instanceof EcmQuestion question) {
      frame =
          EcmQuestion.ask(
                  question.index(),
                  question.caSystemId(),
                  question.provider(),
                  question.shareId(),
                  question.serviceId(),
                  question.section())
              .frame();
    } else if (message instanceof EmmDelivery emm) {
      frame =
          EmmDelivery.deliver(emm.caSystemId(), emm.provider(), emm.shareId(), emm.section())
              .frame();
    } else if (message instanceof FromClient.Keepalive keepalive) {
      frame = keepalive.frame();
    } else if (message instanceof FromClient.Partner partner) {
      frame = partner.frame();
    } else {
      throw new AssertionError("not understood: " + message);
    }
    return frame.toByteArray();
  }

  /** OSCam leaves what its stack held behind the zeros of its texts: ours are zeros to the end. */
  private static byte[] shown(FromClient message, byte[] clear) {
    byte[] shown = clear.clone();
    if (message instanceof ClientData) {
      zeroTail(shown, Frame.HEADER, 20);
      zeroTail(shown, Frame.HEADER + 29, 32);
      zeroTail(shown, Frame.HEADER + 61, 32);
    }
    return shown;
  }

  private static void zeroTail(byte[] bytes, int from, int length) {
    int end = from;
    while (end < from + length && bytes[end] != 0) {
      end++;
    }
    Arrays.fill(bytes, end, from + length, (byte) 0);
  }

  private static byte[] withoutFlag(byte[] frame) {
    return Arrays.copyOfRange(frame, 1, frame.length);
  }

  private static byte[] concat(List<Part> parts) {
    ByteBuffer all = ByteBuffer.allocate(parts.stream().mapToInt(part -> part.wire().length).sum());
    parts.forEach(part -> all.put(part.wire()));
    return all.array();
  }
}
