package io.caskade.itests.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A generated description that is committed, so that each change of it is seen in a review. */
final class CommittedText {
  private CommittedText() {}

  /**
   * Compares, or rewrites the file when {@code -Dcaskade.rewrite=true} says that it is intended.
   */
  static void check(Path file, String generated) {
    try {
      if (Boolean.getBoolean("caskade.rewrite")) {
        Files.createDirectories(file.getParent());
        Files.writeString(file, generated);
      }
      String committed = Files.exists(file) ? Files.readString(file) : "";
      assertThat(generated)
          .as("%s; if the change is intended, rewrite it with -Dcaskade.rewrite=true", file)
          .isEqualTo(committed);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
