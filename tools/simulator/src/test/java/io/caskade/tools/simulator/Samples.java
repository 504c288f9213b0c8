package io.caskade.tools.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Streams that tests play. */
public final class Samples {
  private Samples() {}

  /** Two seconds with the services 101 and 102 at 1.7 Mbit/s, in a folder of the test. */
  public static Path twoServices(Path folder) throws IOException {
    Path file = folder.resolve("two-services.ts");
    if (!Files.exists(file)) {
      try (InputStream resource = Samples.class.getResourceAsStream("two-services.ts")) {
        Files.copy(Objects.requireNonNull(resource), file);
      }
    }
    return file;
  }
}
