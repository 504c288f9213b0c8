package io.caskade.ops.airwatch.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caskade.lib.ts.TsFormatException;
import io.caskade.lib.ts.TsPacket;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilePlayerTest {
  private static final long SECOND = 1_000_000_000L;

  @TempDir Path folder;
  private Path file;
  private final Taken taken = new Taken();

  private static final class Taken implements PacketTaker {
    private long packets;
    private long seams;

    @Override
    public void packet(TsPacket packet) {
      packets++;
    }

    @Override
    public void seam() {
      seams++;
    }

    @Override
    public void foreign() {
      throw new AssertionError("a file has no datagrams");
    }

    @Override
    public void lost(int count) {
      throw new AssertionError("a file has no datagrams");
    }
  }

  @BeforeEach
  void copy() throws IOException {
    file = folder.resolve("two-services.ts");
    try (InputStream stream =
        Objects.requireNonNull(
            FilePlayerTest.class.getResourceAsStream("/io/caskade/ops/airwatch/two-services.ts"))) {
      Files.copy(stream, file);
    }
  }

  private long inFile() throws IOException {
    return Files.size(file) / TsPacket.SIZE;
  }

  @Test
  void aFileIsPlayedOnceAtItsOwnSpeed() throws IOException {
    try (FilePlayer player = FilePlayer.open(new Origin.InFile(file, false))) {
      assertThat(player.play(SECOND / 2, taken)).isTrue();
      long half = taken.packets;
      assertThat(half).isGreaterThan(0).isLessThan(inFile());
      assertThat(player.play(SECOND, taken)).isTrue();
      // The same speed throughout, as far as packets lie evenly.
      assertThat((double) taken.packets / half).isBetween(1.6, 2.4);
      assertThat(player.play(100 * SECOND, taken)).isFalse();
      assertThat(taken.packets).isEqualTo(inFile());
      assertThat(taken.seams).isZero();
    }
  }

  @Test
  void aLoopedFileBeginsAgainAndSaysSo() throws IOException {
    try (FilePlayer player = FilePlayer.open(new Origin.InFile(file, true))) {
      assertThat(player.play(20 * SECOND, taken)).isTrue();
      assertThat(taken.seams).isEqualTo((taken.packets - 1) / inFile()).isGreaterThan(2);
    }
  }

  @Test
  void aFileWithoutClockIsRefused() throws IOException {
    Path silent = folder.resolve("silent.ts");
    try (OutputStream out = Files.newOutputStream(silent)) {
      for (int i = 0; i < 100; i++) {
        out.write(TsPacket.nullPacket().buffer());
      }
    }
    try (FilePlayer player = FilePlayer.open(new Origin.InFile(silent, true))) {
      assertThatThrownBy(() -> player.play(SECOND, taken))
          .isInstanceOf(TsFormatException.class)
          .hasMessageContaining("clock reference");
    }
  }

  @Test
  void aFileThatIsNoStreamIsRefused() throws IOException {
    Path text = folder.resolve("text.ts");
    Files.writeString(text, "no stream at all".repeat(1_000));
    try (FilePlayer player = FilePlayer.open(new Origin.InFile(text, false))) {
      assertThatThrownBy(() -> player.play(SECOND, taken)).isInstanceOf(TsFormatException.class);
    }
  }
}
