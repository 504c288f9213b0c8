package io.caskade.receivers.camd35;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caskade.api.base.Octets;
import io.caskade.api.receivers.OfferedCard;
import io.caskade.api.receivers.PlayedReceiverService;
import io.caskade.api.receivers.Refusal;
import io.caskade.lib.camd35.Camd35Codec;
import io.caskade.lib.camd35.Camd35Message;
import io.caskade.lib.camd35.Command;
import io.caskade.lib.camd35.Token;
import io.caskade.lib.receiverlistener.Transport;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients that are known by their address only. */
class Camd35UdpTest {
  private static final byte[] SECTION = {(byte) 0x80, 0x70, 2, 5, 6};
  private static final Octets WORDS = Octets.parseHex("E7EEE7BC615EF3B25F30E4739B482E11");
  private static final int PATIENCE_MILLIS = 10_000;
  private static final int NOISE = 1_000;
  private static final int BEFORE_AN_ANSWER = 20;

  private final PlayedReceiverService server = new PlayedReceiverService();
  private final Camd35Codec codec = codec("alice", "pass");
  private final Listening listening = new Listening(server, Transport.UDP);

  private static Camd35Codec codec(String name, String password) {
    return new Camd35Codec(Token.of(name), password.getBytes(StandardCharsets.UTF_8));
  }

  @BeforeEach
  void prepare() {
    server.account("alice", "pass");
    server.offer(new OfferedCard(0x0B00, List.of(0), 0));
    server.opens(Octets.of(SECTION), WORDS);
  }

  @AfterEach
  void close() {
    listening.close();
    assertThat(server.open()).isZero();
  }

  private DatagramSocket socket() throws IOException {
    DatagramSocket socket = new DatagramSocket();
    socket.connect(listening.address());
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }

  private void ask(DatagramSocket socket, int index) throws IOException {
    Camd35Message question =
        Camd35Message.of(
            Command.ECM, new Camd35Message.Header(0x0101, 0, 0, index, 0xFFFF), SECTION);
    send(socket, codec.encode(question));
  }

  private static void send(DatagramSocket socket, byte[] bytes) throws IOException {
    socket.send(new DatagramPacket(bytes, bytes.length));
  }

  private Camd35Message receive(DatagramSocket socket) throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[2_048], 2_048);
    socket.receive(packet);
    return codec
        .decode(Arrays.copyOf(packet.getData(), packet.getLength()), 0, packet.getLength())
        .orElseThrow();
  }

  private void watches(DatagramSocket socket, int index) throws IOException {
    ask(socket, index);
    Camd35Message answer = receive(socket);
    assertThat(answer.header().index()).isEqualTo(index);
    assertThat(Octets.of(answer.data())).isEqualTo(WORDS);
  }

  @Test
  void aClientIsKnownByItsAddressAndTheFirstCardIsMeantWhenItNamesNone() throws IOException {
    try (DatagramSocket one = socket();
        DatagramSocket other = socket()) {
      watches(one, 1);
      watches(other, 1);
      watches(one, 2);
      assertThat(server.entrances())
          .hasSize(2)
          .extracting(each -> each.protocol())
          .containsOnly("camd35");
      assertThat(server.questions().get(0).caSystemId()).isEqualTo(0x0B00);
      assertThat(listening.listener().peers()).hasSize(2);
    }
  }

  @Test
  void whoWasEndedIsForgottenAndMayComeBack() throws IOException {
    try (DatagramSocket socket = socket()) {
      watches(socket, 1);
      server.end("alice", Refusal.REPLACED);
      watches(socket, 2);
      assertThat(server.open()).isEqualTo(1);
    }
  }

  @Test
  void noiseAndDamagedDatagramsLeaveNothingBehind() throws IOException {
    Random random = new Random(3);
    try (DatagramSocket noisy = socket();
        DatagramSocket socket = socket()) {
      watches(socket, 1);
      for (int i = 1; i <= NOISE; i++) {
        byte[] noise = new byte[random.nextInt(1_400)];
        random.nextBytes(noise);
        send(noisy, noise);
        if (i % BEFORE_AN_ANSWER == 0) {
          // So that the socket's buffer never overflows, which would lose a question.
          watches(socket, i);
        }
      }
      Camd35Message question =
          Camd35Message.of(
              Command.ECM,
              new Camd35Message.Header(1, 0, 0, 9, 0),
              new byte[] {
                (byte) 0x80, 0x70, 17, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1
              });
      byte[] damaged = codec.encode(question);
      damaged[damaged.length - 1] ^= 1;
      send(socket, damaged);
      watches(socket, 2);
      assertThat(listening.listener().counters()).containsEntry("clients", 1L);
      assertThat(listening.listener().counters()).containsEntry("strangers", 0L);
    }
  }

  @Test
  void nothingOfABannedAddressIsRead() throws IOException {
    try (DatagramSocket socket = socket()) {
      server.ban(socket.getLocalAddress());
      socket.setSoTimeout(200);
      ask(socket, 1);
      assertThatThrownBy(() -> receive(socket)).isInstanceOf(SocketTimeoutException.class);
      assertThat(listening.listener().counters()).containsEntry("connections_refused", 1L);
    }
  }
}
