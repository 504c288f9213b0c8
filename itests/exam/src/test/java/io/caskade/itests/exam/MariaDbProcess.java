package io.caskade.itests.exam;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A {@link MariaDbInstallation} as the container starts and kills it. */
final class MariaDbProcess {
  private final Path folder;
  private Process process;

  MariaDbProcess(Path folder) {
    this.folder = folder;
  }

  /** One word a line. */
  static Path commandFile(Path folder) {
    return folder.resolve("command");
  }

  /** Returns before it answers: those who use it wait for it. */
  void start() throws IOException {
    process =
        new ProcessBuilder(Files.readAllLines(commandFile(folder)))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("container.log").toFile())
            .start();
  }

  /** Kills the server without any farewell, as a power cut does. */
  void kill() throws InterruptedException {
    if (process != null) {
      process.destroyForcibly().waitFor();
    }
  }
}
