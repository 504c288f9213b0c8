package io.caskade.tools.simulator.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.lib.ts.TsPacket;
import io.caskade.tools.simulator.input.DatagramSource;
import io.caskade.tools.simulator.input.PacketSource;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Both ends on the loopback address. */
@Timeout(30)
class UdpTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static byte[] packet(int counter) {
    return TsPacket.stuffed(0x100, false, counter).buffer();
  }

  private static InetSocketAddress free() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private static InetSocketAddress local(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  @Test
  void sevenPacketsTravelInOneDatagramAndTheRestAtTheEnd() throws IOException {
    try (DatagramSocket receiver = new DatagramSocket(free())) {
      receiver.setSoTimeout((int) PATIENCE.toMillis());
      try (DatagramSink sink = new DatagramSink(local(receiver.getLocalPort()))) {
        for (int i = 0; i < 9; i++) {
          sink.packet(packet(i), i);
        }
      }
      DatagramPacket datagram = new DatagramPacket(new byte[2000], 2000);
      receiver.receive(datagram);
      assertThat(datagram.getLength()).isEqualTo(7 * TsPacket.SIZE);
      receiver.receive(datagram);
      assertThat(datagram.getLength()).isEqualTo(2 * TsPacket.SIZE);
      assertThat(new TsPacket(datagram.getData(), TsPacket.SIZE).continuityCounter()).isEqualTo(8);
    }
  }

  @Test
  void whatIsSentIsReadPacketByPacketWithItsTimeOfArrival() throws IOException {
    long[] clock = {100};
    try (DatagramSource source = new DatagramSource(free(), PATIENCE, () -> clock[0]);
        DatagramSink sink = new DatagramSink(local(source.port()))) {
      for (int i = 0; i < 7; i++) {
        sink.packet(packet(i), i);
      }
      clock[0] = 5_100;
      byte[] read = new byte[TsPacket.SIZE];
      for (int i = 0; i < 7; i++) {
        assertThat(source.read(read)).isEqualTo(PacketSource.Read.PACKET);
        assertThat(read).isEqualTo(packet(i));
        assertThat(source.time()).isEqualTo(5_000);
      }
    }
  }

  @Test
  void aDatagramThatIsNoStreamIsCountedAndLeftOut() throws IOException {
    try (DatagramSource source = new DatagramSource(free(), PATIENCE, System::nanoTime);
        DatagramSocket sender = new DatagramSocket()) {
      byte[] text = "not packets at all".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
      sender.send(new DatagramPacket(text, text.length, local(source.port())));
      assertThat(source.read(new byte[TsPacket.SIZE])).isEqualTo(PacketSource.Read.IDLE);
      assertThat(source.foreignDatagrams()).isEqualTo(1);
    }
  }
}
