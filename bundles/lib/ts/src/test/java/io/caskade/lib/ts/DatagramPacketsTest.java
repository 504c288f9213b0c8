package io.caskade.lib.ts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DatagramPacketsTest {
  private static byte[] packets(int count) {
    byte[] bytes = new byte[count * TsPacket.SIZE];
    for (int i = 0; i < count; i++) {
      bytes[i * TsPacket.SIZE] = TsPacket.SYNC_BYTE;
    }
    return bytes;
  }

  private static byte[] join(byte[]... parts) {
    byte[] joined = new byte[Arrays.stream(parts).mapToInt(part -> part.length).sum()];
    int at = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, joined, at, part.length);
      at += part.length;
    }
    return joined;
  }

  private static DatagramPackets find(byte[] datagram) {
    return DatagramPackets.find(datagram, 0, datagram.length);
  }

  @Test
  void plainPacketsBeginWithTheDatagram() {
    assertThat(find(packets(7))).isEqualTo(new DatagramPackets(0, 7, -1));
    assertThat(find(packets(7)).isRtp()).isFalse();
  }

  @Test
  void rtpMayHaveSourcesAnExtensionAndPadding() {
    byte[] header = new byte[12 + 8 + 4 + 4];
    header[0] = (byte) 0xB2; // version 2, padding, extension, two CSRCs
    header[1] = 33;
    header[2] = 0x12;
    header[3] = 0x34;
    header[12 + 8 + 3] = 1; // one word of extension
    byte[] datagram = join(header, packets(2), new byte[] {0, 0, 3});
    assertThat(find(datagram)).isEqualTo(new DatagramPackets(header.length, 2, 0x1234));
    assertThat(find(datagram).isRtp()).isTrue();
  }

  @Test
  void whatIsNoStreamHoldsNothing() {
    byte[] damaged = packets(3);
    damaged[TsPacket.SIZE] = 0;
    assertThat(find(damaged).count()).isZero();
    assertThat(find(Arrays.copyOf(packets(2), 200)).count()).isZero();
    assertThat(find(new byte[0]).count()).isZero();
    byte[] lies = join(new byte[] {(byte) 0x9F, 33, 0, 0}, new byte[20]);
    assertThat(find(lies).count()).isZero();
  }

  @Test
  void anyBytesAreTaken() {
    Random random = new Random(5);
    for (int i = 0; i < 100_000; i++) {
      byte[] bytes = new byte[random.nextInt(40)];
      random.nextBytes(bytes);
      if (bytes.length > 0 && random.nextBoolean()) {
        bytes[0] = (byte) (0x80 | bytes[0] & 0x3F);
      }
      assertThat(find(bytes).count()).isZero();
    }
  }
}
