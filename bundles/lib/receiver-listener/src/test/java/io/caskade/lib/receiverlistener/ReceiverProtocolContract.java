package io.caskade.lib.receiverlistener;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.base.Octets;
import io.caskade.api.ops.EndpointState;
import io.caskade.api.ops.Peer;
import io.caskade.api.receivers.CwQuestion;
import io.caskade.api.receivers.LogInFailure;
import io.caskade.api.receivers.OfferedCard;
import io.caskade.api.receivers.PlayedReceiverService;
import io.caskade.api.receivers.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every protocol for receivers over TCP has to do, over real sockets. */
public abstract class ReceiverProtocolContract {
  protected static final int CA_SYSTEM_ID = 0x0B00;
  protected static final int PROVIDER = 0x000010;
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int STRANGERS = 100;
  private static final int SILENT = 2_000;
  private static final int NOISY = 50;
  private static final String NAME = "alice";
  private static final String PASSWORD = "s3cret-Alice9";
  private static final String WORDS = "E7EEE7BC615EF3B25F30E4739B482E11";
  private static final String OTHER_WORDS = "15CAE7C6500720771E1261917B0FED77";
  private static final byte[] SECTION = section(0x80, 0x3C, 1);
  private static final byte[] OTHER_SECTION = section(0x81, 0x24, 2);
  private static final byte[] UNKNOWN_SECTION = section(0x80, 0x24, 3);

  protected final PlayedReceiverService server = new PlayedReceiverService();
  private ReceiverLoops loops;
  private ReceiverListener listener;

  /** The protocol, with settings that its client knows. */
  protected abstract Protocol protocol();

  /** A client that has connected. */
  protected abstract PlayedClient connect(InetSocketAddress address) throws IOException;

  /** An ECM of so many bytes after its header, as its last byte says. */
  private static byte[] section(int tableId, int length, int last) {
    byte[] section = new byte[3 + length];
    section[0] = (byte) tableId;
    section[1] = (byte) (0x70 | length >> 8);
    section[2] = (byte) length;
    section[section.length - 1] = (byte) last;
    return section;
  }

  @BeforeEach
  void open() {
    server.account(NAME, PASSWORD);
    server.offer(new OfferedCard(CA_SYSTEM_ID, List.of(PROVIDER), 0));
    server.opens(Octets.of(SECTION), Octets.parseHex(WORDS));
    server.opens(Octets.of(OTHER_SECTION), Octets.parseHex(OTHER_WORDS));
    loops = ReceiverLoops.open("contract", 1);
    loops.use(server);
    listener =
        new ReceiverListener(
            "contract", settings(0), protocol(), loops, InstantSource.system(), System::nanoTime);
    listener.start();
    assertThat(listener.state()).as(listener.detail()).isEqualTo(EndpointState.RUNNING);
  }

  private static ListenerSettings settings(int port) {
    Limits limits = new Limits(1_000, STRANGERS, Duration.ofSeconds(60), Duration.ofSeconds(600));
    return new ListenerSettings("contract", "main", "127.0.0.1", port, Transport.TCP, limits);
  }

  @AfterEach
  void close() {
    listener.stop();
    loops.close();
    assertThat(server.open()).as("sessions that were not closed").isZero();
  }

  private InetSocketAddress address() {
    return listener.localAddress().orElseThrow();
  }

  private PlayedClient connect() throws IOException {
    return connect(address());
  }

  private PlayedClient loggedIn() throws IOException {
    PlayedClient client = connect();
    assertThat(client.logIn(NAME, PASSWORD)).isTrue();
    return client;
  }

  private static void watches(PlayedClient client) throws IOException {
    int question = client.ask(0x0101, SECTION);
    assertThat(client.answer()).isEqualTo(new PlayedClient.Answer(question, Optional.of(WORDS)));
  }

  private static void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(end);
      Thread.onSpinWait();
    }
  }

  private long counted(Counter counter) {
    return listener.counters().get(counter.label());
  }

  @Test
  void whoHasTheRightPasswordGetsControlWords() throws IOException {
    try (PlayedClient client = loggedIn()) {
      watches(client);
      CwQuestion question = server.questions().get(0);
      assertThat(question.caSystemId()).isEqualTo(CA_SYSTEM_ID);
      assertThat(question.serviceId()).isEqualTo(0x0101);
      assertThat(question.ecm().section()).isEqualTo(Octets.of(SECTION));
      assertThat(listener.peers())
          .extracting(Peer::facts)
          .anySatisfy(facts -> assertThat(facts).containsEntry("account", NAME));
    }
    await("the session is closed with its connection", () -> server.open() == 0);
  }

  @Test
  void aWrongPasswordIsRefusedAndTold() throws IOException {
    try (PlayedClient client = connect()) {
      assertThat(client.logIn(NAME, "s3cret-Alicex7")).isFalse();
      await("the failure is told", () -> !server.failures().isEmpty());
      assertThat(server.failures().get(0).why()).isEqualTo(LogInFailure.WRONG_PASSWORD);
      assertThat(server.failures().get(0).name()).isEqualTo(NAME);
      client.awaitClosed();
    }
    assertThat(server.open()).isZero();
  }

  @Test
  void anUnknownNameIsRefusedAndTold() throws IOException {
    try (PlayedClient client = connect()) {
      assertThat(client.logIn("nobody", PASSWORD)).isFalse();
      await("the failure is told", () -> !server.failures().isEmpty());
      assertThat(server.failures().get(0).why()).isEqualTo(LogInFailure.UNKNOWN_NAME);
      client.awaitClosed();
    }
  }

  @Test
  void aPasswordThatWasChangedHoldsAtOnce() throws IOException {
    loggedIn().close();
    server.account(NAME, "another-one-77");
    try (PlayedClient old = connect();
        PlayedClient fresh = connect()) {
      assertThat(old.logIn(NAME, PASSWORD)).isFalse();
      assertThat(fresh.logIn(NAME, "another-one-77")).isTrue();
    }
  }

  @Test
  void whomTheServerTurnsAwayIsClosed() throws IOException {
    server.turnAway(NAME, Refusal.ADDRESS_FORBIDDEN);
    try (PlayedClient client = connect()) {
      assertThat(client.logIn(NAME, PASSWORD)).isFalse();
      client.awaitClosed();
    }
    assertThat(counted(Counter.LOG_INS_TURNED_AWAY)).isEqualTo(1);
    assertThat(listener.counters()).containsEntry("clients", 0L);
  }

  @Test
  void nothingIsReadOfABannedAddress() throws IOException {
    server.ban(InetAddress.getLoopbackAddress());
    try (Socket banned = new Socket()) {
      banned.connect(address());
      assertThat(banned.getInputStream().read()).isEqualTo(-1);
    }
    assertThat(counted(Counter.CONNECTIONS)).isZero();
  }

  @Test
  void aRefusedEcmIsNotFoundAndTheClientGoesOn() throws IOException {
    try (PlayedClient client = loggedIn()) {
      int question = client.ask(0x0999, UNKNOWN_SECTION);
      assertThat(client.answer()).isEqualTo(new PlayedClient.Answer(question, Optional.empty()));
      watches(client);
    }
  }

  @Test
  void twoQuestionsInFlightGetEachItsAnswer() throws IOException {
    server.hold();
    try (PlayedClient client = loggedIn()) {
      int first = client.ask(0x0101, SECTION);
      int second = client.ask(0x0102, OTHER_SECTION);
      await("both were asked", () -> server.questions().size() == 2);
      server.release();
      assertThat(List.of(client.answer(), client.answer()))
          .containsExactlyInAnyOrder(
              new PlayedClient.Answer(first, Optional.of(WORDS)),
              new PlayedClient.Answer(second, Optional.of(OTHER_WORDS)));
    }
  }

  @Test
  void anAnswerForSomebodyWhoLeftIsDropped() throws IOException {
    server.hold();
    try (PlayedClient client = loggedIn()) {
      client.ask(0x0101, SECTION);
      await("it was asked", () -> server.questions().size() == 1);
    }
    await("it left", () -> server.open() == 0);
    server.release();
    try (PlayedClient other = loggedIn()) {
      watches(other);
    }
  }

  @Test
  void theServerEndsALine() throws IOException {
    try (PlayedClient client = loggedIn();
        PlayedClient other = connect()) {
      server.end(NAME, Refusal.REPLACED);
      client.awaitClosed();
      await("its session is closed", () -> server.open() == 0);
      assertThat(other.logIn(NAME, PASSWORD)).isTrue();
    }
  }

  @Test
  void stoppingClosesEverybodyAndFreesThePort() throws IOException {
    int port = address().getPort();
    try (PlayedClient client = loggedIn();
        PlayedClient stranger = connect()) {
      listener.stop();
      client.awaitClosed();
      stranger.awaitClosed();
    }
    assertThat(listener.state()).isEqualTo(EndpointState.STOPPED);
    assertThat(server.open()).isZero();
    try (ServerSocket free = new ServerSocket()) {
      free.setReuseAddress(true);
      free.bind(new InetSocketAddress("127.0.0.1", port));
      assertThat(free.isBound()).isTrue();
    }
  }

  @Test
  void clientsOfAServerThatGoesAreClosedAndAnotherServesThem() throws IOException {
    try (PlayedClient client = loggedIn()) {
      loops.forget(server);
      assertThat(server.open()).as("when forget returned").isZero();
      client.awaitClosed();
    }
    assertThat(listener.state()).isEqualTo(EndpointState.STARTING);
    try (Socket early = new Socket()) {
      early.connect(address());
      assertThat(early.getInputStream().read()).isEqualTo(-1);
    }
    loops.use(server);
    try (PlayedClient client = loggedIn()) {
      watches(client);
    }
  }

  @Test
  void changedSettingsMoveTheListenerAndKeepItsClients() throws IOException {
    try (PlayedClient client = loggedIn()) {
      int other;
      try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        other = free.getLocalPort();
      }
      listener.apply(settings(other), protocol());
      assertThat(address().getPort()).isEqualTo(other);
      watches(client);
      loggedIn().close();
    }
  }

  @Test
  void messagesMayComeByteByByte() throws IOException {
    try (PlayedClient client = connect()) {
      client.dribble();
      assertThat(client.logIn(NAME, PASSWORD)).isTrue();
      watches(client);
      watches(client);
    }
  }

  @Test
  void aClientThatLeavesInMidMessageHurtsNobody() throws IOException {
    try (PlayedClient other = loggedIn()) {
      try (PlayedClient client = connect()) {
        client.writeRaw(new byte[] {0});
      }
      watches(other);
    }
  }

  @Test
  void randomBytesAreClosedAndOthersDoNotNotice() throws IOException {
    Random random = new Random(5);
    List<PlayedClient> noisy = new ArrayList<>();
    try (PlayedClient other = loggedIn()) {
      for (int i = 0; i < NOISY; i++) {
        byte[] noise = new byte[3_000];
        random.nextBytes(noise);
        PlayedClient client = connect();
        noisy.add(client);
        client.writeRaw(noise);
      }
      for (PlayedClient client : noisy) {
        client.awaitClosed();
        client.close();
      }
      assertThat(server.failures()).hasSizeGreaterThanOrEqualTo(NOISY);
      assertThat(server.open()).isEqualTo(1);
      watches(other);
    }
  }

  @Test
  void randomBytesAfterTheLogInAreClosedToo() throws IOException {
    byte[] noise = new byte[3_000];
    new Random(7).nextBytes(noise);
    try (PlayedClient client = loggedIn()) {
      client.writeRaw(noise);
      client.awaitClosed();
    }
    await("its session is closed", () -> server.open() == 0);
  }

  @Test
  void aMessageThatIsTooLongEndsItsConnection() throws IOException {
    try (PlayedClient other = loggedIn();
        PlayedClient client = loggedIn()) {
      client.exceed();
      client.awaitClosed();
      watches(other);
    }
  }

  @Test
  void thousandsWhoNeverLogInKeepNobodyOut() throws IOException {
    List<Socket> silent = new ArrayList<>();
    try (PlayedClient other = loggedIn()) {
      for (int i = 0; i < SILENT; i++) {
        Socket stranger = new Socket();
        stranger.connect(address());
        silent.add(stranger);
      }
      try (PlayedClient client = loggedIn()) {
        watches(client);
        watches(other);
      }
      await("the oldest went", () -> counted(Counter.STRANGERS_SENT_AWAY) >= SILENT - STRANGERS);
      assertThat(listener.counters().get("strangers")).isLessThanOrEqualTo(STRANGERS);
    } finally {
      for (Socket stranger : silent) {
        stranger.close();
      }
    }
  }

  @Test
  void noAccountOrSecretStandsInWhatFacesSee() throws IOException {
    try (PlayedClient client = loggedIn()) {
      watches(client);
      assertThat(listener.peers().toString() + listener.detail() + listener.counters())
          .doesNotContain(PASSWORD, WORDS);
    }
  }
}
