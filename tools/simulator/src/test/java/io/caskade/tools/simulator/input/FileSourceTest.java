package io.caskade.tools.simulator.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caskade.lib.ts.TsFormatException;
import io.caskade.lib.ts.TsPacket;
import io.caskade.tools.simulator.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSourceTest {
  private static final int VIDEO = 0x100;

  private final Path folder;

  FileSourceTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void playsAFileOnceByteForByteAndEnds() throws IOException {
    Path file = Samples.twoServices(folder);
    byte[] expected = Files.readAllBytes(file);
    byte[] packet = new byte[TsPacket.SIZE];
    int at = 0;
    try (FileSource source = FileSource.open(file, false)) {
      while (source.read(packet) == PacketSource.Read.PACKET) {
        assertThat(packet).isEqualTo(Arrays.copyOfRange(expected, at, at + TsPacket.SIZE));
        at += TsPacket.SIZE;
      }
      assertThat(source.read(packet)).isEqualTo(PacketSource.Read.END);
      assertThat(source.loops()).isZero();
    }
    assertThat(at).isEqualTo(expected.length);
  }

  @Test
  void takesTheTimeThatTheClockReferencesTell() throws IOException {
    Path file = Samples.twoServices(folder);
    long packets = Files.size(file) / TsPacket.SIZE;
    byte[] packet = new byte[TsPacket.SIZE];
    try (FileSource source = FileSource.open(file, false)) {
      long last = 0;
      while (source.read(packet) == PacketSource.Read.PACKET) {
        assertThat(source.time()).isGreaterThan(last);
        last = source.time();
      }
      // 1.7 Mbit/s: as the sample was made.
      double bitRate = packets * TsPacket.SIZE * 8e9 / last;
      assertThat(bitRate).isBetween(1_690_000.0, 1_710_000.0);
      assertThat(last).isCloseTo(source.loopNanos(), Offset.offset(30_000_000L));
    }
  }

  @Test
  void aLoopGoesOnWithCountersClocksAndTimeStamps() throws IOException {
    Path file = Samples.twoServices(folder);
    byte[] packet = new byte[TsPacket.SIZE];
    List<Long> stamps = new ArrayList<>();
    int counter = -1;
    try (FileSource source = FileSource.open(file, true)) {
      while (source.loops() < 3) {
        assertThat(source.read(packet)).isEqualTo(PacketSource.Read.PACKET);
        TsPacket view = new TsPacket(packet, 0);
        if (view.pid() == VIDEO && view.hasPayload()) {
          assertThat(view.continuityCounter())
              .isEqualTo(counter < 0 ? view.continuityCounter() : (counter + 1) & 15);
          counter = view.continuityCounter();
          if (view.unitStart()) {
            stamps.add(decodingTime(view));
          }
        }
      }
    }
    for (int i = 1; i < stamps.size(); i++) {
      assertThat(stamps.get(i) - stamps.get(i - 1)).isBetween(1L, 90_000L);
    }
    // Three loops of two seconds.
    assertThat(stamps.get(stamps.size() - 1) - stamps.get(0)).isBetween(5 * 90_000L, 7 * 90_000L);
  }

  /** DTS, or PTS where there is no other. */
  private static long decodingTime(TsPacket packet) {
    byte[] b = packet.payload();
    int at = (b[7] & 0xC0) == 0xC0 ? 14 : 9;
    return (long) (b[at] & 0x0E) << 29
        | (long) (b[at + 1] & 0xFF) << 22
        | (long) (b[at + 2] & 0xFE) << 14
        | (long) (b[at + 3] & 0xFF) << 7
        | (b[at + 4] & 0xFF) >> 1;
  }

  @Test
  void aFileThatIsNoTransportStreamIsNamedWithThePlace() throws IOException {
    Path file = folder.resolve("letter.txt");
    Files.writeString(file, "Dear reader, ".repeat(200));
    assertThatThrownBy(() -> FileSource.open(file, true))
        .isInstanceOf(TsFormatException.class)
        .hasMessageContaining("letter.txt")
        .hasMessageContaining("byte 0");
  }

  @Test
  void aStreamWithoutClockIsRefused() throws IOException {
    Path file = folder.resolve("nulls.ts");
    byte[] bytes = new byte[20 * TsPacket.SIZE];
    for (int i = 0; i < 20; i++) {
      new TsPacket(bytes, i * TsPacket.SIZE).stuff(TsPacket.NULL_PID, false, 0);
    }
    Files.write(file, bytes);
    assertThatThrownBy(() -> FileSource.open(file, false))
        .isInstanceOf(TsFormatException.class)
        .hasMessageContaining("PCR");
  }

  @Test
  void tellsTheServicesAndTheirElementaryStreams() throws IOException {
    assertThat(Programs.of(Samples.twoServices(folder)))
        .containsOnlyKeys(101, 102)
        .containsEntry(101, Set.of(0x100, 0x101))
        .containsEntry(102, Set.of(0x102, 0x103));
  }
}
