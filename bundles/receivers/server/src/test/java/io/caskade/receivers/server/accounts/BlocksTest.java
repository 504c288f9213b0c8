package io.caskade.receivers.server.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.receivers.BlockedAccount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A block holds for its time, over restarts too, and can be lifted. */
class BlocksTest {
  private static final Duration DAY = Duration.ofDays(1);

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-22T08:00:00Z"));

  @Test
  void aBlockOutlastsARestartAndEndsByItself(@TempDir Path folder) {
    Path file = folder.resolve("data/blocks.txt");
    Blocks blocks = new Blocks(now::get, file);
    assertThat(blocks.isBlocked("ann")).isFalse();
    blocks.block("ann", DAY, "3 services");
    blocks.block("bob", DAY.dividedBy(2), "a tab\there");
    blocks.save();

    Blocks again = new Blocks(now::get, file);
    assertThat(again.all())
        .containsExactly(
            new BlockedAccount("ann", now.get(), now.get().plus(DAY), "3 services"),
            new BlockedAccount("bob", now.get(), now.get().plus(DAY.dividedBy(2)), "a tab\there"));
    now.set(now.get().plus(DAY.dividedBy(2)));
    assertThat(again.isBlocked("bob")).isFalse();
    assertThat(again.isBlocked("ann")).isTrue();
    again.save();
    assertThat(new Blocks(now::get, file).all()).hasSize(1);
    assertThat(again.lift("ann")).isTrue();
    assertThat(again.lift("ann")).isFalse();
    again.save();
    assertThat(new Blocks(now::get, file).all()).isEmpty();
  }

  @Test
  void nothingIsWrittenWhileNothingChanges(@TempDir Path folder) {
    Path file = folder.resolve("blocks.txt");
    Blocks blocks = new Blocks(now::get, file);
    blocks.save();
    assertThat(file).doesNotExist();
  }

  @Test
  void aFileThatCannotBeWrittenIsTriedAgain(@TempDir Path folder) throws IOException {
    Path folderToBe = folder.resolve("data");
    Files.writeString(folderToBe, "in the way");
    Blocks blocks = new Blocks(now::get, folderToBe.resolve("blocks.txt"));
    blocks.block("ann", DAY, "why");
    blocks.save();
    assertThat(blocks.isBlocked("ann")).isTrue();
    Files.delete(folderToBe);
    blocks.save();
    assertThat(folderToBe.resolve("blocks.txt")).exists();
  }

  @Test
  void aDamagedLineCostsNoOther(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("blocks.txt");
    Instant until = now.get().plus(DAY);
    Files.writeString(
        file,
        "ann\tyesterday\ttomorrow\twhy\n\nbob\n"
            + "cid\t"
            + now.get()
            + "\t"
            + until
            + "\twhy\n\u0000");
    assertThat(new Blocks(now::get, file).all())
        .isEqualTo(List.of(new BlockedAccount("cid", now.get(), until, "why")));
  }

  private final Path fuzzed = scratch();

  @Property(tries = 300)
  void whateverStandsInTheFileDoesNoHarm(@ForAll byte[] bytes) throws IOException {
    Files.write(fuzzed, bytes);
    assertThat(new Blocks(now::get, fuzzed).all()).isEmpty();
  }

  @AfterProperty
  void cleanUp() throws IOException {
    Files.deleteIfExists(fuzzed);
  }

  private static Path scratch() {
    try {
      return Files.createTempFile(
          Files.createDirectories(Path.of("target", "fuzz")), "blocks", ".txt");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
