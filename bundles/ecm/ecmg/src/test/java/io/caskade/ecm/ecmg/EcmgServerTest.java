package io.caskade.ecm.ecmg;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.ops.EndpointState;
import io.caskade.api.ops.Peer;
import io.caskade.ecm.ecmg.session.ListenerSettings;
import io.caskade.ecm.ecmg.session.PeerFilter;
import io.caskade.ecm.ecmg.session.SessionRules;
import io.caskade.ecm.ecmg.wire.SessionLoops;
import io.caskade.lib.simulcrypt.ecmg.ChannelClose;
import io.caskade.lib.simulcrypt.ecmg.ChannelStatus;
import io.caskade.lib.simulcrypt.ecmg.ChannelTest;
import io.caskade.lib.simulcrypt.ecmg.EcmResponse;
import io.caskade.lib.simulcrypt.ecmg.EcmgMessage;
import io.caskade.lib.simulcrypt.ecmg.StreamCloseRequest;
import io.caskade.lib.simulcrypt.ecmg.StreamCloseResponse;
import io.caskade.lib.simulcrypt.ecmg.StreamStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Listeners on real sockets. */
@Timeout(120)
class EcmgServerTest {
  private final FakeIssuer issuer = new FakeIssuer();
  private final SessionLoops loops = SessionLoops.open(2);
  private final List<AutoCloseable> opened = new ArrayList<>();

  @BeforeEach
  void useIssuer() {
    loops.use(issuer);
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable one : opened) {
      one.close();
    }
    loops.close();
  }

  @Test
  void twoMuxesWithTheSameChannelIdCoexist() throws IOException {
    int port = port(started(settings()));
    SocketMux one = mux(port);
    SocketMux other = mux(port);
    one.setUp(1, 1);
    other.setUp(1, 1);
    one.send(one.provision(1, 10));
    other.send(other.provision(1, 20));
    assertThat(one.expect(EcmResponse.class).cpNumber()).isEqualTo(10);
    assertThat(other.expect(EcmResponse.class).cpNumber()).isEqualTo(20);
  }

  @Test
  void aMuxThatReconnectsIsTakenAtOnce() throws Exception {
    EcmgServer server = started(settings());
    SocketMux first = mux(port(server));
    first.setUp(1, 1);
    SocketMux again = mux(port(server)); // the first one is half open: nobody closed it
    again.setUp(1, 1);
    again.send(again.provision(1, 0));
    assertThat(again.expect(EcmResponse.class).cpNumber()).isZero();
    first.close();
    assertThat(server.peers()).isNotEmpty();
  }

  @Test
  void eightThousandStreamsOfOneChannelAreAnsweredInTheSameInstant() throws IOException {
    EcmgServer server = started(settings());
    SocketMux mux = mux(port(server));
    mux.setUpChannel(1);
    int streams = 8_000;
    ByteArrayOutputStream setups = new ByteArrayOutputStream();
    ByteArrayOutputStream provisions = new ByteArrayOutputStream();
    for (int stream = 0; stream < streams; stream++) {
      setups.writeBytes(mux.streamSetup(stream).pdu().toByteArray());
      provisions.writeBytes(mux.provision(stream, 0).pdu().toByteArray());
    }
    mux.sendInBackground(setups.toByteArray());
    for (int i = 0; i < streams; i++) {
      mux.expect(StreamStatus.class);
    }
    mux.sendInBackground(provisions.toByteArray());
    Set<Integer> answered = new HashSet<>();
    for (int i = 0; i < streams; i++) {
      answered.add(mux.expect(EcmResponse.class).ecmStreamId());
    }
    assertThat(answered).hasSize(streams);
    assertThat(issuer.issued()).isEqualTo(streams);
    assertThat(facts(server).get("streams")).isEqualTo("8000");
  }

  @Test
  void aPeerThatSendsByteByByteIsUnderstood() throws IOException {
    SocketMux mux = mux(port(started(settings())));
    for (EcmgMessage message :
        List.of(mux.channelSetup(1), mux.streamSetup(1), mux.provision(1, 3))) {
      for (byte one : message.pdu().toByteArray()) {
        mux.sendRaw(new byte[] {one});
      }
    }
    mux.expect(ChannelStatus.class);
    mux.expect(StreamStatus.class);
    assertThat(mux.expect(EcmResponse.class).cpNumber()).isEqualTo(3);
  }

  @Test
  void aPeerThatDoesNotReadIsClosedAndDelaysNobody() throws Exception {
    SessionRules rules = SessionRules.defaults();
    SessionRules.Limits limits = rules.limits();
    EcmgServer server =
        started(
            settings()
                .with(
                    rules.with(
                        new SessionRules.Limits(
                            limits.connections(),
                            limits.channels(),
                            limits.streams(),
                            limits.messageBytes(),
                            limits.criteriaBytes(),
                            limits.pduTimeout(),
                            Duration.ofSeconds(1)))));
    SocketMux deaf = mux(port(server));
    deaf.setUp(1, 1);
    SocketMux other = mux(port(server));
    other.setUp(1, 1);
    ByteArrayOutputStream tests = new ByteArrayOutputStream();
    for (int i = 0; i < 20_000; i++) {
      tests.writeBytes(ChannelTest.of(2, 1).pdu().toByteArray());
    }
    deaf.sendForeverInBackground(tests.toByteArray());
    for (int cp = 0; server.peers().size() > 1; cp++) {
      other.send(other.provision(1, cp & 0xFFFF));
      assertThat(other.expect(EcmResponse.class).cpNumber()).isEqualTo(cp & 0xFFFF);
    }
    assertThat(server.counters().get("closed_by_us")).isEqualTo(1);
  }

  @Test
  void aPortInUseIsSaidWithItsCureAndTriedAgain() throws Exception {
    ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    EcmgServer server = started(settings().at("127.0.0.1", other.getLocalPort()));
    assertThat(server.state()).isEqualTo(EndpointState.FAILED);
    assertThat(server.detail())
        .isEqualTo(
            "Port "
                + other.getLocalPort()
                + " on 127.0.0.1 is in use."
                + " Stop the other program (ss -ltnp shows it) or set another port.");
    int port = other.getLocalPort();
    other.close();
    while (server.state() != EndpointState.RUNNING) {
      TimeUnit.MILLISECONDS.sleep(20); // the retry comes by the loop's own clock
    }
    mux(port).setUp(1, 1);
  }

  @Test
  void aListenerMovesToAnotherPortAndKeepsItsSessions() throws IOException {
    EcmgServer server = started(settings());
    int before = port(server);
    SocketMux mux = mux(before);
    mux.setUp(1, 1);
    int after = freePort();
    server.apply(settings().at("127.0.0.1", after));
    mux.send(mux.provision(1, 7));
    assertThat(mux.expect(EcmResponse.class).cpNumber()).isEqualTo(7);
    assertThat(port(server)).isEqualTo(after);
    mux(after).setUp(1, 1);
    assertThat(refuses(before)).isTrue();
  }

  @Test
  void aListenerThatCannotMoveStaysWhereItIs() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      EcmgServer server = started(settings());
      int before = port(server);
      server.apply(settings().at("127.0.0.1", other.getLocalPort()));
      assertThat(server.state()).isEqualTo(EndpointState.RUNNING);
      assertThat(server.detail()).contains("is in use").contains(Integer.toString(before));
      mux(before).setUp(1, 1);
    }
  }

  @Test
  void aListenerMovesToAnotherAddressOfTheSamePort() throws IOException {
    EcmgServer server = started(settings());
    int port = port(server);
    server.apply(settings().at("127.0.0.1", port));
    SocketMux mux = mux(port);
    mux.setUp(1, 1);
    server.apply(settings().at("0.0.0.0", port));
    assertThat(server.state()).isEqualTo(EndpointState.RUNNING);
    assertThat(server.localAddress().orElseThrow().getAddress().isAnyLocalAddress()).isTrue();
    mux.send(mux.provision(1, 1));
    assertThat(mux.expect(EcmResponse.class).cpNumber()).isEqualTo(1);
  }

  @Test
  void anAddressThatIsNotThisMachinesIsOneSentence() {
    EcmgServer server = started(settings().at("192.0.2.1", freePort()));
    assertThat(server.state()).isEqualTo(EndpointState.FAILED);
    assertThat(server.detail()).contains("host").contains("192.0.2.1");
  }

  @Test
  void aStoppedListenerAnswersWhatIsOnItsWayAndCloses() throws Exception {
    EcmgServer server = started(settings());
    SocketMux mux = mux(port(server));
    mux.setUp(1, 1);
    CountDownLatch inside = new CountDownLatch(1);
    issuer.work(inside::countDown);
    mux.send(mux.provision(1, 5));
    inside.await();
    server.stop();
    assertThat(server.state()).isEqualTo(EndpointState.STOPPED);
    assertThat(mux.expect(EcmResponse.class).cpNumber()).isEqualTo(5);
    assertThat(mux.isClosedByPeer()).isTrue();
    server.start();
    assertThat(server.state()).isEqualTo(EndpointState.RUNNING);
  }

  @Test
  void anIssuerThatGoesAndComesBackMissesNoProvision() throws IOException {
    SocketMux mux = mux(port(started(settings())));
    mux.setUp(1, 1);
    loops.forget(issuer);
    mux.send(mux.provision(1, 1));
    mux.send(ChannelTest.of(2, 1));
    mux.expect(ChannelStatus.class); // read and answered while the provision waits
    loops.use(issuer);
    assertThat(mux.expect(EcmResponse.class).cpNumber()).isEqualTo(1);
  }

  @Test
  void aChannelIsClosedInOrder() throws IOException {
    EcmgServer server = started(settings());
    SocketMux mux = mux(port(server));
    mux.setUp(1, 1);
    mux.send(StreamCloseRequest.of(2, 1, 1));
    mux.expect(StreamCloseResponse.class);
    mux.send(ChannelClose.of(2, 1));
    mux.setUp(2, 1);
    assertThat(facts(server)).containsEntry("channel", "2").containsEntry("streams", "1");
  }

  @Test
  void strangersAreNotLetIn() throws IOException {
    EcmgServer server = started(settings().with(PeerFilter.of(List.of("10.0.0.0/8"))));
    SocketMux mux = mux(port(server));
    assertThat(mux.isClosedByPeer()).isTrue();
    assertThat(server.counters().get("connections_refused")).isEqualTo(1);
  }

  @Test
  void aChangedListEndsTheSessionsOfOthersAndNoOther() throws Exception {
    EcmgServer server = started(settings());
    SocketMux mux = mux(port(server));
    mux.setUp(1, 1);

    server.apply(settings(server, "127.0.0.0/8"));
    mux.send(ChannelTest.of(2, 1));
    mux.expect(ChannelStatus.class);
    assertThat(server.peers()).as("still allowed").hasSize(1);

    server.apply(settings(server, "10.0.0.0/8"));
    assertThat(mux.isClosedByPeer()).isTrue();
    assertThat(mux(port(server)).isClosedByPeer()).isTrue();

    server.apply(settings(server, "::1", "127.0.0.1"));
    mux(port(server)).setUp(1, 1);
  }

  private ListenerSettings settings(EcmgServer server, String... allowed) throws IOException {
    return settings().at("127.0.0.1", port(server)).with(PeerFilter.of(List.of(allowed)));
  }

  @Test
  void facesSeeTheSessionAndItsTimes() throws IOException {
    EcmgServer server = started(settings());
    SocketMux mux = mux(port(server));
    mux.setUp(1, 1);
    mux.send(mux.provision(1, 0));
    mux.expect(EcmResponse.class);
    mux.send(ChannelTest.of(2, 1));
    mux.expect(ChannelStatus.class);
    assertThat(facts(server))
        .containsEntry("version", "2")
        .containsEntry("channel", "1")
        .containsEntry("super_cas_id", "0x0B000001")
        .containsEntry("network", "main")
        .containsEntry("ecms", "1");
    assertThat(server.counters())
        .containsEntry("provisions", 1L)
        .containsEntry("ecms", 1L)
        .containsEntry("sessions_open", 1L);
    assertThat(server.counters().get("answer_p99_us")).isPositive();
  }

  @Test
  void aCrowdOfIdleConnectionsDelaysNobody() throws IOException {
    EcmgServer server = started(settings());
    int crowd = 500;
    for (int i = 0; i < crowd; i++) {
      mux(port(server));
    }
    SocketMux mux = mux(port(server));
    mux.setUp(1, 1);
    mux.send(mux.provision(1, 1));
    mux.expect(EcmResponse.class);
    assertThat(server.counters()).containsEntry("sessions_open", crowd + 1L);
  }

  @Test
  void moreConnectionsThanAllowedAreClosedAtOnce() throws IOException {
    SessionRules rules = SessionRules.defaults();
    SessionRules.Limits limits = rules.limits();
    EcmgServer server =
        started(
            settings()
                .with(
                    rules.with(
                        new SessionRules.Limits(
                            2,
                            limits.channels(),
                            limits.streams(),
                            limits.messageBytes(),
                            limits.criteriaBytes(),
                            limits.pduTimeout(),
                            limits.writeTimeout()))));
    mux(port(server)).setUp(1, 1);
    mux(port(server)).setUp(1, 1);
    assertThat(mux(port(server)).isClosedByPeer()).isTrue();
  }

  @Test
  void aConnectionThatIsResetInTheMiddleOfAMessageIsForgotten() throws Exception {
    EcmgServer server = started(settings());
    SocketMux mux = mux(port(server));
    mux.setUp(1, 1);
    mux.sendRaw(new byte[] {2, 2, 1, 0, 60, 0});
    mux.reset();
    while (!server.peers().isEmpty()) {
      TimeUnit.MILLISECONDS.sleep(5); // the reset travels by the kernel
    }
    mux(port(server)).setUp(1, 1);
  }

  @Test
  void nothingIsLeftBehind() {
    SessionLoops own = SessionLoops.open(2);
    EcmgServer server = new EcmgServer(settings(), own);
    server.start();
    assertThat(threads()).isNotEmpty();
    server.stop();
    own.close();
    loops.close();
    assertThat(threads()).isEmpty();
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("caskade-ecmg"))
        .toList();
  }

  private EcmgServer started(ListenerSettings settings) {
    EcmgServer server = new EcmgServer(settings, loops);
    server.start();
    opened.add(server::stop);
    return server;
  }

  private SocketMux mux(int port) throws IOException {
    SocketMux mux = new SocketMux(port);
    opened.add(mux);
    return mux;
  }

  private static ListenerSettings settings() {
    return ListenerSettings.defaults("test", "127.0.0.1", 0);
  }

  private static int port(EcmgServer server) {
    return server.localAddress().orElseThrow().getPort();
  }

  private static Map<String, String> facts(EcmgServer server) {
    List<Peer> peers = server.peers();
    assertThat(peers).hasSize(1);
    return peers.get(0).facts();
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean refuses(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return !socket.isConnected();
    } catch (IOException e) {
      return true;
    }
  }
}
