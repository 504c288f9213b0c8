package io.caskade.lib.ts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TsReaderTest {
  private static final byte[] STREAM = TestStreams.bytes("scrambling/clear.ts");

  private static byte[] readAll(TsReader reader) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] packet = new byte[TsPacket.SIZE];
    while (reader.read(packet, 0)) {
      out.writeBytes(packet);
    }
    return out.toByteArray();
  }

  private static TsReader reader(byte[] bytes) {
    return new TsReader(new ByteArrayInputStream(bytes), "test input");
  }

  @Test
  void readsAllPacketsOfAFile(@TempDir Path directory) throws IOException {
    Path file = Files.write(directory.resolve("clear.ts"), STREAM);
    try (TsReader reader = TsReader.open(file)) {
      assertThat(readAll(reader)).isEqualTo(STREAM);
      assertThat(reader.offset()).isEqualTo(STREAM.length);
    }
  }

  @Test
  void aReadThatGivesOneByteAtATimeChangesNothing() throws IOException {
    InputStream slow =
        new ByteArrayInputStream(STREAM) {
          @Override
          public synchronized int read(byte[] target, int offset, int length) {
            return super.read(target, offset, Math.min(1, length));
          }
        };
    assertThat(readAll(new TsReader(slow, "slow"))).isEqualTo(STREAM);
  }

  @ParameterizedTest
  @ValueSource(ints = {192, 204})
  void findsPacketsInsideLongerUnits(int unit) throws IOException {
    byte[] wide = new byte[STREAM.length / TsPacket.SIZE * unit];
    int lead = unit == 192 ? 4 : 0;
    for (int i = 0; i < STREAM.length / TsPacket.SIZE; i++) {
      System.arraycopy(STREAM, i * TsPacket.SIZE, wide, i * unit + lead, TsPacket.SIZE);
    }
    assertThat(readAll(reader(wide))).isEqualTo(STREAM);
  }

  @Test
  void startsAtTheFirstWholePacket() throws IOException {
    TsReader reader = reader(Arrays.copyOfRange(STREAM, 100, STREAM.length));
    assertThat(readAll(reader)).isEqualTo(Arrays.copyOfRange(STREAM, 188, STREAM.length));
    assertThat(reader.skippedBytes()).isEqualTo(88);
  }

  @Test
  void findsTheRasterAgainAfterALossAndCountsIt() throws IOException {
    ByteArrayOutputStream torn = new ByteArrayOutputStream();
    torn.write(STREAM, 0, 20 * 188);
    torn.write(STREAM, 20 * 188 + 50, STREAM.length - 20 * 188 - 50);
    TsReader reader = reader(torn.toByteArray());

    assertThat(readAll(reader)).hasSize(STREAM.length - 188);
    assertThat(reader.resyncs()).isEqualTo(1);
    assertThat(reader.skippedBytes()).isEqualTo(138);
  }

  @Test
  void leavesOutAnIncompletePacketAtTheEnd() throws IOException {
    assertThat(readAll(reader(Arrays.copyOf(STREAM, 10 * 188 + 187)))).hasSize(10 * 188);
  }

  @Test
  void leavesOutADamagedTail() throws IOException {
    byte[] damaged = Arrays.copyOf(STREAM, 10 * 188 + 300);
    Arrays.fill(damaged, 10 * 188, damaged.length, (byte) 0);
    TsReader reader = reader(damaged);
    assertThat(readAll(reader)).hasSize(10 * 188);
    assertThat(reader.skippedBytes()).isEqualTo(300);
  }

  @Test
  void aSinglePacketIsAStream() throws IOException {
    assertThat(readAll(reader(Arrays.copyOf(STREAM, 188)))).hasSize(188);
  }

  @Test
  void saysWhatAndWhereWhenTheInputIsNoTransportStream() {
    byte[] noise = new byte[200_000];
    new Random(1).nextBytes(noise);
    noise[0] = 'R';
    assertThatThrownBy(() -> readAll(reader(noise)))
        .isInstanceOf(TsFormatException.class)
        .hasMessage(
            "test input is not an MPEG transport stream: from byte 0 (0x52) on, no sync byte 0x47"
                + " repeats every 188, 192 or 204 bytes within 65536 bytes");
  }

  @Test
  void aLoneSyncByteNearTheEndMakesNoStream() {
    byte[] zeros = new byte[1000];
    zeros[800] = 0x47;
    assertThatThrownBy(() -> readAll(reader(zeros)))
        .isInstanceOf(TsFormatException.class)
        .hasMessageContaining("not an MPEG transport stream");
  }

  @Test
  void saysWhenTheInputIsTooShort() {
    byte[] text = "Good morning".getBytes(StandardCharsets.US_ASCII);
    assertThatThrownBy(() -> readAll(reader(text)))
        .isInstanceOf(TsFormatException.class)
        .hasMessageContaining("from byte 0 on there are only 12 bytes");
    assertThatThrownBy(() -> readAll(reader(new byte[0]))).isInstanceOf(TsFormatException.class);
  }

  @Test
  void saysWhereAStreamCeasesToBeOne() {
    byte[] ruined = Arrays.copyOf(STREAM, 10 * 188 + 200_000);
    Arrays.fill(ruined, 10 * 188, ruined.length, (byte) 0x11);
    assertThatThrownBy(() -> readAll(reader(ruined)))
        .isInstanceOf(TsFormatException.class)
        .hasMessageContaining("lost at byte 1880 (0x11 instead of 0x47)")
        .extracting(e -> ((TsFormatException) e).offset())
        .isEqualTo(1880L);
  }
}
