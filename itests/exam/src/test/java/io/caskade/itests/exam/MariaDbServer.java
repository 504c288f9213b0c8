package io.caskade.itests.exam;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A real MariaDB server in a folder of its own, started and stopped by the tests. Knows itself by
 * its folder and port only, so that the test process can prepare it and the head-end's process use
 * it.
 */
final class MariaDbServer {
  private final Path folder;
  private final int port;

  MariaDbServer(Path folder, int port) {
    this.folder = folder.toAbsolutePath();
    this.port = port;
  }

  int port() {
    return port;
  }

  /** Makes the data folder, the database {@code caskade} and its user, and stops again. */
  void install() throws IOException, InterruptedException {
    Files.createDirectories(folder);
    if (root()) {
      run(List.of("chown", "mysql", folder.toString()));
    }
    List<String> command =
        new ArrayList<>(
            List.of(
                "mariadb-install-db",
                "--no-defaults",
                "--datadir=" + folder.resolve("data"),
                "--auth-root-authentication-method=normal",
                "--skip-test-db"));
    if (root()) {
      command.add("--user=mysql");
    }
    run(command);
    start();
    sql(
        "create database caskade character set utf8mb4;"
            + "create user caskade@'127.0.0.1' identified by 'caskade';"
            + "grant all on caskade.* to caskade@'127.0.0.1'");
    stop();
  }

  void start() throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "mariadbd",
                "--no-defaults",
                "--datadir=" + folder.resolve("data"),
                "--socket=" + socket(),
                "--pid-file=" + folder.resolve("m.pid"),
                "--log-error=" + folder.resolve("error.log"),
                "--bind-address=127.0.0.1",
                "--port=" + port,
                "--skip-name-resolve"));
    if (root()) {
      command.add("--user=mysql");
    }
    new ProcessBuilder(command)
        .redirectOutput(folder.resolve("out.log").toFile())
        .redirectErrorStream(true)
        .start();
    for (int i = 0; i < 300; i++) {
      if (ping()) {
        return;
      }
      Thread.sleep(100);
    }
    throw new IOException(
        "MariaDB does not come up: " + Files.readString(folder.resolve("error.log")));
  }

  /** Kills the server without any farewell, as a power cut does. */
  void stop() throws IOException, InterruptedException {
    Path pid = folder.resolve("m.pid");
    if (!Files.exists(pid)) {
      return;
    }
    var process = ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()));
    if (process.isPresent()) {
      process.get().destroyForcibly();
      process.get().onExit().orTimeout(20, TimeUnit.SECONDS).join();
    }
    Files.deleteIfExists(pid);
  }

  private boolean ping() throws IOException, InterruptedException {
    return new ProcessBuilder(
                "mariadb-admin", "--no-defaults", "--socket=" + socket(), "-uroot", "ping")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }

  private void sql(String statements) throws IOException, InterruptedException {
    run(List.of("mariadb", "--no-defaults", "--socket=" + socket(), "-uroot", "-e", statements));
  }

  private Path socket() {
    // Socket paths are limited to about 100 characters, build folders are not.
    return Path.of("/tmp", "caskade-mariadb-" + port + ".sock");
  }

  private static boolean root() {
    return "root".equals(System.getProperty("user.name"));
  }

  private void run(List<String> command) throws IOException, InterruptedException {
    Path log = Files.createTempFile("caskade-mariadb", ".log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    if (process.waitFor() != 0) {
      throw new IOException(command.get(0) + " failed: " + Files.readString(log));
    }
    Files.delete(log);
  }
}
