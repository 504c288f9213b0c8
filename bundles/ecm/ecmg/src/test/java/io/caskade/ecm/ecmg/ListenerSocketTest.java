package io.caskade.ecm.ecmg;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.ops.EndpointState;
import io.caskade.ecm.ecmg.wire.SessionLoops;
import io.caskade.lib.simulcrypt.ecmg.EcmResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The ports of listeners: taken, moved, closed, and left without a trace. */
@Timeout(120)
class ListenerSocketTest extends ListenerScene {
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
