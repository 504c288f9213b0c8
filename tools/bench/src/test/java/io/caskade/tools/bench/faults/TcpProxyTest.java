package io.caskade.tools.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The cable does to a connection what its methods say. */
@Timeout(30)
class TcpProxyTest {
  private ServerSocket far;
  private TcpProxy cable;

  @BeforeEach
  void plug() throws IOException {
    far = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    cable = new TcpProxy(far.getLocalPort());
  }

  @AfterEach
  void unplug() throws IOException {
    cable.close();
    far.close();
  }

  @Test
  void bytesPassBothWays() throws IOException {
    try (Socket near = near();
        Socket other = far.accept()) {
      near.getOutputStream().write(7);
      assertThat(other.getInputStream().read()).isEqualTo(7);
      other.getOutputStream().write(8);
      assertThat(near.getInputStream().read()).isEqualTo(8);
    }
  }

  @Test
  void anUnpluggedCableRefusesUntilItIsPluggedInAgain() throws IOException {
    cable.unplug();
    assertThatThrownBy(this::near).isInstanceOf(ConnectException.class);
    cable.plugIn();
    bytesPassBothWays();
  }

  @Test
  void ofAHalfOpenConnectionTheNearEndHearsNothing() throws IOException {
    try (Socket near = near();
        Socket other = far.accept()) {
      near.getOutputStream().write(1);
      assertThat(other.getInputStream().read()).isEqualTo(1);
      cable.goHalfOpen();
      near.setSoTimeout(300);
      assertThatThrownBy(() -> near.getInputStream().read())
          .isInstanceOf(SocketTimeoutException.class);
      near.getOutputStream().write(2);
    }
  }

  @Test
  void aMessageIsCutAfterThreeBytes() throws IOException {
    try (Socket near = near();
        Socket other = far.accept()) {
      cable.cutNextMessage();
      near.getOutputStream().write(new byte[] {1, 2, 3, 4, 5});
      assertThatThrownBy(() -> near.getInputStream().read()).isInstanceOf(SocketException.class);
      assertThat(cable.wasCut()).isTrue();
    }
  }

  private Socket near() throws IOException {
    return new Socket("127.0.0.1", cable.port());
  }
}
