package io.caskade.tools.simulator.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caskade.lib.simulcrypt.Pdu;
import io.caskade.lib.simulcrypt.PduFramer;
import io.caskade.lib.simulcrypt.SectionTspktFlag;
import io.caskade.lib.simulcrypt.capture.CaptureDesk;
import io.caskade.lib.simulcrypt.capture.Recording;
import io.caskade.lib.simulcrypt.ecmg.ChannelError;
import io.caskade.lib.simulcrypt.ecmg.ChannelSetup;
import io.caskade.lib.simulcrypt.ecmg.CwProvision;
import io.caskade.lib.simulcrypt.ecmg.EcmResponse;
import io.caskade.lib.simulcrypt.ecmg.StreamError;
import io.caskade.lib.simulcrypt.emmg.ChannelStatus;
import io.caskade.lib.simulcrypt.emmg.StreamSetup;
import io.caskade.lib.simulcrypt.emmg.StreamStatus;
import io.caskade.lib.simulcrypt.explain.SimulcryptInterface;
import io.caskade.tools.commandline.OptionException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A capture is played again, and what is different is told. */
class ReplayTest {
  private static final byte[] WORD = {9, 8, 7, 6, 5, 4, 3, 2};

  @TempDir Path folder;

  @Test
  void anEcmgThatAnswersAsRecordedIsTheSame() throws Exception {
    List<Pdu> heard = new ArrayList<>();
    String report = replay(ecmgCapture(), heard, ReplayTest::answer);
    assertThat(report)
        .contains("ECMG<->SCS of ecmg-main,")
        .contains("connection 1 of [1], 3 messages, 2 answers recorded")
        .contains("2 of 2 answers as recorded\nSame.\n");
    CwProvision first = new CwProvision(heard.get(1));
    CwProvision second = new CwProvision(heard.get(2));
    assertThat(word(first, 0)).as("not the one of the mux").isNotEqualTo(WORD);
    assertThat(word(first, 0)).as("no blank").isNotEqualTo(new byte[8]);
    assertThat(word(second, 0)).as("word 1 again").isEqualTo(word(first, 1));
    assertThat(word(second, 1)).isNotEqualTo(word(first, 1));
    assertThat(first.accessCriteria()).hasValueSatisfying(c -> assertThat(c).hasSize(4));
  }

  @Test
  void anEcmgThatRefusesIsDifferentAndTheReasonIsTold() throws Exception {
    String report =
        replay(
            ecmgCapture(),
            new ArrayList<>(),
            message ->
                message.messageType() == 1
                    ? ChannelError.of(2, 1, 0x0005, new byte[0]).pdu()
                    : StreamError.of(2, 1, 1, 0x0006, new byte[0]).pdu());
    assertThat(report)
        .contains("0 of 2 answers as recorded")
        .contains(
            "recorded: ECM_response stream 1 CP 0; now: stream_error stream 1 0x0006 (unknown"
                + " ECM_channel_id). The multiplexer forgot")
        .contains("not recorded, but came: channel_error 0x0005 (unknown Super_CAS_id)")
        .endsWith("Different.\n");
  }

  @Test
  void theMuxOfAnEmmgIsPlayedToTheEmmgThatConnects() throws Exception {
    Path file = emmgCapture();
    int port = freePort();
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    Replay replay = replay(file, port, printed);
    CompletableFuture<Boolean> same = CompletableFuture.supplyAsync(() -> run(replay));
    try (Socket emmg = connect(port)) {
      send(emmg, emmgSetup());
      assertThat(receive(emmg).messageType()).isEqualTo(0x0013);
      send(emmg, streamSetup());
      assertThat(receive(emmg).messageType()).isEqualTo(0x0113);
    }
    assertThat(same.get()).isTrue();
    assertThat(printed.toString(StandardCharsets.UTF_8)).contains("2 of 2 answers as recorded");
  }

  @Test
  void whatIsNoCaptureIsRefused() throws Exception {
    Path file = Files.write(folder.resolve("x"), new byte[] {1, 2, 3});
    assertThatThrownBy(() -> replay(file, 1, new ByteArrayOutputStream()).run())
        .isInstanceOf(OptionException.class)
        .hasMessageContaining("is no capture: it does not begin as a capture does.");
  }

  private static @Nullable Pdu answer(Pdu message) {
    return message.messageType() == 1
        ? null
        : EcmResponse.of(2, 1, 1, new CwProvision(message).cpNumber(), new byte[20]).pdu();
  }

  /** What an ECMG hears and says while the capture is played to it. */
  private String replay(Path file, List<Pdu> heard, Function<Pdu, @Nullable Pdu> ecmg)
      throws Exception {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Replay replay = replay(file, server.getLocalPort(), printed);
      CompletableFuture<Boolean> same = CompletableFuture.supplyAsync(() -> run(replay));
      try (Socket scs = server.accept()) {
        for (int i = 0; i < 3; i++) {
          Pdu message = receive(scs);
          heard.add(message);
          @Nullable Pdu answer = ecmg.apply(message);
          if (answer != null) {
            send(scs, answer);
          }
        }
        same.get();
      }
    }
    return printed.toString(StandardCharsets.UTF_8);
  }

  private static Replay replay(Path file, int port, ByteArrayOutputStream printed) {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    return new Replay(
        new Replay.Order(file, address, 0, true),
        new PrintStream(printed, true, StandardCharsets.UTF_8),
        new Random(5));
  }

  private static boolean run(Replay replay) {
    try {
      return replay.run();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Path ecmgCapture() throws IOException {
    CaptureDesk desk = desk(SimulcryptInterface.ECMG_SCS, "ecmg-main");
    Recording recording = desk.recording();
    int connection = recording.begin("192.0.2.1:5");
    hear(recording, connection, ChannelSetup.of(2, 1, 0x0B000001).pdu());
    for (int cp = 0; cp < 2; cp++) {
      hear(
          recording,
          connection,
          CwProvision.builder(2, 1, 1, cp)
              .accessCriteria(new byte[] {0, 0, 0, 1})
              .word(cp, WORD)
              .word(cp + 1, WORD)
              .build()
              .pdu());
      recording.sent(connection, EcmResponse.of(2, 1, 1, cp, new byte[20]).pdu());
    }
    recording.end(connection);
    return Path.of(desk.stop().file());
  }

  private Path emmgCapture() throws IOException {
    CaptureDesk desk = desk(SimulcryptInterface.EMMG_MUX, "emmg-main");
    Recording recording = desk.recording();
    int connection = recording.begin("192.0.2.1:5");
    recording.sent(connection, emmgSetup());
    hear(recording, connection, ChannelStatus.of(2, 5, 1, SectionTspktFlag.SECTIONS).pdu());
    recording.sent(connection, streamSetup());
    hear(recording, connection, StreamStatus.of(2, 5, 1, 1, OptionalInt.of(1), 0).pdu());
    return Path.of(desk.stop().file());
  }

  private static Pdu emmgSetup() {
    return io.caskade.lib.simulcrypt.emmg.ChannelSetup.of(2, 5, 1, SectionTspktFlag.SECTIONS).pdu();
  }

  private static Pdu streamSetup() {
    return StreamSetup.of(2, 5, 1, 1, OptionalInt.of(1), StreamSetup.EMM).pdu();
  }

  private CaptureDesk desk(SimulcryptInterface spoken, String name) throws IOException {
    CaptureDesk desk =
        new CaptureDesk(
            spoken,
            folder.resolve("captures"),
            name,
            InstantSource.system(),
            System::nanoTime,
            task -> new Thread(task, "replay-test").start());
    desk.start("", new Recording.Limits(1 << 20, Duration.ofSeconds(60)));
    return desk;
  }

  private static void hear(Recording recording, int connection, Pdu message) {
    recording.received(connection, message.toByteArray(), 0, message.length(), true);
  }

  private static byte[] word(CwProvision provision, int index) {
    byte[] word = new byte[provision.wordLength(index)];
    provision.copyWord(index, word, 0);
    return word;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** The port is opened by another thread. */
  private static Socket connect(int port) throws IOException {
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (true) {
      try {
        return new Socket(InetAddress.getLoopbackAddress(), port);
      } catch (IOException e) {
        if (System.nanoTime() > end) {
          throw e;
        }
        Thread.onSpinWait();
      }
    }
  }

  private static void send(Socket socket, Pdu message) throws IOException {
    message.writeTo(socket.getOutputStream());
  }

  private static Pdu receive(Socket socket) throws IOException {
    byte[] header = socket.getInputStream().readNBytes(Pdu.HEADER_LENGTH);
    int whole = PduFramer.announced(header, 0);
    byte[] bytes = Arrays.copyOf(header, whole);
    byte[] rest = socket.getInputStream().readNBytes(whole - header.length);
    System.arraycopy(rest, 0, bytes, header.length, rest.length);
    return Pdu.wrap(bytes);
  }
}
