package io.caskade.tools.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A folder for one measurement, gone with it. */
public final class BenchFolder implements AutoCloseable {
  private final Path path;

  public BenchFolder() throws IOException {
    path = Files.createTempDirectory("caskade-bench");
    // A database server runs as a user of its own and has to get through.
    path.toFile().setExecutable(true, false);
    path.toFile().setReadable(true, false);
  }

  public Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
