package io.caskade.tools.simulator.mux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caskade.lib.simulcrypt.Pdu;
import io.caskade.lib.simulcrypt.PduFramer;
import io.caskade.lib.simulcrypt.SectionTspktFlag;
import io.caskade.lib.simulcrypt.Tolerance;
import io.caskade.lib.simulcrypt.emmg.ChannelError;
import io.caskade.lib.simulcrypt.emmg.ChannelSetup;
import io.caskade.lib.simulcrypt.emmg.ChannelStatus;
import io.caskade.lib.simulcrypt.emmg.DataProvision;
import io.caskade.lib.simulcrypt.emmg.EmmgDecoded;
import io.caskade.lib.simulcrypt.emmg.EmmgDecoder;
import io.caskade.lib.simulcrypt.emmg.EmmgMessage;
import io.caskade.lib.simulcrypt.emmg.StreamBwAllocation;
import io.caskade.lib.simulcrypt.emmg.StreamBwRequest;
import io.caskade.lib.simulcrypt.emmg.StreamSetup;
import io.caskade.lib.simulcrypt.emmg.StreamStatus;
import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The server on real sockets, with small EMMGs of our own. */
@Timeout(60)
class EmmServerTest {
  private static final byte[] EMM = {(byte) 0x82, 0x70, 2, 1, 2};

  private final EmmQueue queue = new EmmQueue();
  private final BlockingQueue<String> notices = new LinkedBlockingQueue<>();
  private EmmServer server;

  @BeforeEach
  void open() throws IOException {
    server = new EmmServer(InetAddress.getLoopbackAddress(), 0, queue, 128, notices::add);
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  /** The client's end. */
  private static final class Emmg implements AutoCloseable {
    private final EmmgDecoder decoder = EmmgDecoder.atEmmg(Tolerance.STANDARD);
    private final Socket socket;

    Emmg(int port) throws IOException {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
    }

    void send(EmmgMessage message) throws IOException {
      message.pdu().writeTo(socket.getOutputStream());
    }

    EmmgDecoded read() throws IOException {
      InputStream input = socket.getInputStream();
      byte[] head = input.readNBytes(Pdu.HEADER_LENGTH);
      int length = PduFramer.announced(head, 0);
      byte[] message = java.util.Arrays.copyOf(head, length);
      input.readNBytes(message, head.length, length - head.length);
      return decoder.decode(message, 0, length);
    }

    void open(int client, int dataId) throws IOException {
      send(ChannelSetup.of(2, client, 1, SectionTspktFlag.SECTIONS));
      assertThat(read()).isInstanceOf(ChannelStatus.class);
      send(StreamSetup.of(2, client, 1, 1, OptionalInt.of(dataId), 0));
      assertThat(read()).isInstanceOf(StreamStatus.class);
      send(StreamBwRequest.of(2, client, 1, 1, OptionalInt.of(1_000)));
      assertThat(((StreamBwAllocation) read()).bandwidthKbit()).hasValue(128);
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  @Test
  void severalEmmgsSendSideBySideAndOneOfThemIsToldANewLimit() throws Exception {
    try (Emmg first = new Emmg(server.port());
        Emmg second = new Emmg(server.port())) {
      first.open(0x0B000001, 1);
      second.open(0x0B000002, 1);
      first.send(
          DataProvision.overTcp(2, 0x0B000001, 1, 1, OptionalInt.of(1)).datagram(EMM).build());
      second.send(
          DataProvision.overTcp(2, 0x0B000002, 1, 1, OptionalInt.of(1)).datagram(EMM).build());
      // The answer to a request comes after what was sent before it.
      first.send(StreamBwRequest.of(2, 0x0B000001, 1, 1, OptionalInt.empty()));
      first.read();
      second.send(StreamBwRequest.of(2, 0x0B000002, 1, 1, OptionalInt.empty()));
      second.read();
      assertThat(queue.size()).isEqualTo(2);
      assertThat(server.openStreams()).isEqualTo(2);
      server.setLimitKbit(16);
      assertThat(((StreamBwAllocation) first.read()).bandwidthKbit()).hasValue(16);
      assertThat(((StreamBwAllocation) second.read()).bandwidthKbit()).hasValue(16);
    }
  }

  @Test
  void emmsByUdpFindTheirStreamByName() throws Exception {
    try (Emmg emmg = new Emmg(server.port());
        DatagramSocket udp = new DatagramSocket()) {
      emmg.open(0x0B000001, 4);
      byte[] message =
          DataProvision.overUdp(2, 0x0B000001, 4).datagram(EMM).build().pdu().toByteArray();
      var target = new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
      udp.send(new DatagramPacket(message, message.length, target));
      awaitReceived(1);
      byte[] stranger =
          DataProvision.overUdp(2, 0x0B000009, 4).datagram(EMM).build().pdu().toByteArray();
      udp.send(new DatagramPacket(stranger, stranger.length, target));
      udp.send(new DatagramPacket(new byte[] {1, 2, 3}, 3, target));
      udp.send(new DatagramPacket(message, message.length, target));
      awaitReceived(2);
      assertThat(server.errors()).isEqualTo(2);
    }
  }

  /** UDP gives no answer: looks until the thread behind the port has done its work. */
  private void awaitReceived(long count) {
    while (server.received() < count) {
      Thread.onSpinWait();
    }
  }

  @Test
  void garbageGetsAnErrorAndHarmsNobodyElse() throws Exception {
    try (Emmg good = new Emmg(server.port());
        Emmg bad = new Emmg(server.port())) {
      good.open(0x0B000001, 1);
      bad.socket.getOutputStream().write(new byte[] {2, 6, 6, 0, 0});
      assertThat(bad.read()).isInstanceOf(ChannelError.class);
      bad.socket.getOutputStream().write(new byte[] {(byte) 0xFF, 0, 0, 0, 3});
      bad.socket.shutdownOutput();
      good.send(StreamBwRequest.of(2, 0x0B000001, 1, 1, OptionalInt.empty()));
      assertThat(good.read()).isInstanceOf(StreamBwAllocation.class);
    }
  }

  @Test
  void namesAreFreeAgainWhenTheConnectionIsGone() throws Exception {
    try (Emmg first = new Emmg(server.port())) {
      first.open(0x0B000001, 1);
    }
    List<String> said = List.of(notices.take(), notices.take());
    assertThat(said.get(1)).contains("is gone");
    try (Emmg again = new Emmg(server.port())) {
      again.open(0x0B000001, 1);
    }
  }

  @Test
  void aPortInUseIsTold() {
    assertThatThrownBy(
            () ->
                new EmmServer(
                    InetAddress.getLoopbackAddress(), server.port(), queue, 1, notices::add))
        .isInstanceOf(BindException.class);
  }
}
