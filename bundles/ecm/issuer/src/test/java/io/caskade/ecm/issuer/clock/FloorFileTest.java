package io.caskade.ecm.issuer.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FloorFileTest {
  @Test
  void keepsTheFloor(@TempDir Path directory) throws Exception {
    Path path = directory.resolve("data/floor");
    assertThat(new FloorFile(path).load()).isEmpty();

    new FloorFile(path).save(1_795_000_000L);
    new FloorFile(path).save(1_795_000_007L);

    assertThat(new FloorFile(path).load()).hasValue(1_795_000_007L);
  }

  @Test
  void unreadableOrDamagedFileIsNoFloor(@TempDir Path directory) throws Exception {
    Path path = directory.resolve("floor");
    Files.writeString(path, "");
    assertThat(new FloorFile(path).load()).isEmpty();

    Files.delete(path);
    Files.createDirectory(path);
    assertThat(new FloorFile(path).load()).isEmpty();
  }

  @Property(tries = 300)
  void anyContentsAreReadWithoutAnException(@ForAll byte[] contents) {
    assertThat(FloorFile.parse(new String(contents, StandardCharsets.ISO_8859_1)))
        .isEqualTo(OptionalLong.empty());
  }

  @Property(tries = 100)
  void anyFlippedBitIsNoticed(
      @ForAll @LongRange(min = 0, max = 99_999_999_999L) long seconds,
      @ForAll @IntRange(min = 0, max = 300) int position)
      throws Exception {
    Path path = Files.createTempFile("floor", "");
    try {
      new FloorFile(path).save(seconds);
      assertThat(new FloorFile(path).load()).hasValue(seconds);
      byte[] contents = Files.readAllBytes(path);
      int bit = position % ((contents.length - 1) * 8);
      contents[bit / 8] ^= (byte) (1 << bit % 8);

      assertThat(FloorFile.parse(new String(contents, StandardCharsets.ISO_8859_1))).isEmpty();
    } finally {
      Files.delete(path);
    }
  }
}
