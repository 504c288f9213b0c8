package io.caskade.tools.bench;

import io.caskade.tools.backup.Backup;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The program behind {@code ./caskade backup} and {@code ./caskade restore}, as a process of its
 * own. What it says goes into a file: the first backup of a head-end shows its passphrase.
 */
public final class BackupProgram {
  private static final Duration PATIENCE = Duration.ofMinutes(30);

  private final Path log;

  /**
   * @param folder for the file with what the program says, {@code backup.txt}
   */
  public BackupProgram(Path folder) {
    log = folder.resolve("backup.txt");
  }

  /**
   * Asks the head-end that runs in a home for a backup.
   *
   * @param to the file, which is not there yet
   * @return how long that took
   * @throws IOException when it was refused
   */
  public Duration make(Path home, Path to) throws IOException {
    return run(home, List.of("make", "--home", home.toString(), "--to", to.toString()));
  }

  /**
   * Restores onto a home that was unpacked and never ran.
   *
   * @param passphrase file that holds it
   * @param database configuration that replaces the backup's
   * @return how long that took
   * @throws IOException when it was refused
   */
  public Duration restore(Path archive, Path home, Path passphrase, Path database)
      throws IOException {
    return run(
        home,
        List.of(
            "restore",
            archive.toString(),
            "--home",
            home.toString(),
            "--passphrase-file",
            passphrase.toString(),
            "--database",
            database.toString()));
  }

  /** Ours, for a process with another working folder. */
  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private Duration run(Path home, List<String> words) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    // As the start script does.
    command.add("-Xmx512m");
    command.addAll(List.of("-cp", classPath(), Backup.class.getName()));
    command.addAll(words);
    long began = System.nanoTime();
    // From the home on the path of its socket is short enough for the system.
    Process process =
        new ProcessBuilder(command)
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException(words.get(0) + " is not done within " + PATIENCE);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    if (process.exitValue() != 0) {
      String said = Files.readString(log).strip();
      throw new IOException(
          words.get(0) + " was refused: " + said.substring(said.lastIndexOf('\n') + 1));
    }
    return Duration.ofNanos(System.nanoTime() - began);
  }
}
