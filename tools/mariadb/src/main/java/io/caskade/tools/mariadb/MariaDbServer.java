package io.caskade.tools.mariadb;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A MariaDB server of the machine's packages in a directory and on a loopback port of its own
 * (platform chapter 4). Can be stopped, killed and started again. Needs the package mariadb-server.
 */
public final class MariaDbServer implements AutoCloseable {
  private static final String DATABASE = "caskade";

  /** What tests take: small, and quick instead of safe. */
  public static final List<String> FOR_TESTS =
      List.of("--innodb-buffer-pool-size=64M", "--innodb-flush-log-at-trx-commit=2");

  private final Path directory;
  private final List<String> settings;
  private final List<String> before;
  private final int port;
  private @Nullable Process process;

  /**
   * Installs an empty server under {@code directory} and starts it.
   *
   * @param settings of the command line, beside those of place and address
   */
  public MariaDbServer(Path directory, List<String> settings)
      throws IOException, InterruptedException, SQLException {
    this(directory, settings, List.of());
  }

  /**
   * The same behind other words.
   *
   * @param before words that stand before each command, as {@code nsenter ... --}
   */
  public MariaDbServer(Path directory, List<String> settings, List<String> before)
      throws IOException, InterruptedException, SQLException {
    this.before = List.copyOf(before);
    this.directory = directory.toAbsolutePath();
    this.settings = List.copyOf(settings);
    this.port = freePort();
    Files.createDirectories(this.directory);
    if (asRoot()) {
      run("chown", "mysql", this.directory.toString());
    }
    run(
        "mariadb-install-db",
        "--no-defaults",
        asRoot() ? "--user=mysql" : "--skip-name-resolve",
        "--datadir=" + this.directory.resolve("data"),
        "--auth-root-authentication-method=normal",
        "--skip-test-db");
    start();
    try (Connection connection =
            DriverManager.getConnection("jdbc:mariadb://127.0.0.1:" + port + "/", "root", "");
        Statement statement = connection.createStatement()) {
      // Latin1 on purpose: the tables bring their own character set.
      statement.execute("create database " + DATABASE + " character set latin1");
    }
  }

  /** Of the driver, with the settings that {@code org.ops4j.datasource-caskade.cfg} advises. */
  public String url() {
    return "jdbc:mariadb://127.0.0.1:"
        + port
        + "/"
        + DATABASE
        + "?connectTimeout=2000&useServerPrepStmts=true";
  }

  /** TCP port on loopback. */
  public int port() {
    return port;
  }

  /** Words of the command that runs it, for whoever starts it from another process. */
  public List<String> command() {
    List<String> command = new ArrayList<>(before);
    command.addAll(
        List.of(
            "mariadbd",
            "--no-defaults",
            "--datadir=" + directory.resolve("data"),
            // Socket paths are limited to 107 bytes, and this one may be deep.
            "--socket=/tmp/caskade-test-" + port + ".sock",
            "--pid-file=" + directory.resolve("m.pid"),
            "--bind-address=127.0.0.1",
            "--port=" + port,
            "--skip-name-resolve",
            "--skip-log-bin"));
    command.addAll(settings);
    if (asRoot()) {
      command.add("--user=mysql");
    }
    return command;
  }

  /** Starts it again; returns when it answers. */
  public void start() throws IOException, InterruptedException {
    process =
        new ProcessBuilder(command())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("server.log").toFile())
            .start();
    awaitAnswer();
  }

  /** Processor time of the server since it was started; zero when it does not run. */
  public Duration cpu() {
    Process running = process;
    return running == null
        ? Duration.ZERO
        : running.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** Pulls the plug. */
  public void kill() throws InterruptedException {
    Process running = process;
    if (running != null) {
      running.destroyForcibly().waitFor();
    }
  }

  /** Every thread stands still; connections stay open and are answered by nobody. */
  public void freeze() throws IOException, InterruptedException {
    signal("-STOP");
  }

  /** It goes on as if nothing had been. */
  public void thaw() throws IOException, InterruptedException {
    signal("-CONT");
  }

  private void signal(String name) throws IOException, InterruptedException {
    Process running = process;
    if (running == null || !running.isAlive()) {
      throw new IOException("MariaDB does not run");
    }
    Process sent =
        new ProcessBuilder("kill", name, Long.toString(running.pid())).inheritIO().start();
    if (sent.waitFor() != 0) {
      throw new IOException("kill " + name + " failed");
    }
  }

  @Override
  public void close() {
    Process running = process;
    if (running == null) {
      return;
    }
    running.destroy();
    try {
      if (!running.waitFor(20, TimeUnit.SECONDS)) {
        running.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      running.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private void awaitAnswer() throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (true) {
      try (Connection connection =
          DriverManager.getConnection("jdbc:mariadb://127.0.0.1:" + port + "/", "root", "")) {
        return;
      } catch (SQLException e) {
        Process running = process;
        if (running == null || !running.isAlive() || System.nanoTime() > end) {
          throw new IOException(
              "MariaDB did not start:\n" + Files.readString(directory.resolve("server.log")), e);
        }
        // A server process tells nobody when it is ready; asking again is all there is.
        TimeUnit.MILLISECONDS.sleep(50);
      }
    }
  }

  private void run(String... command) throws IOException, InterruptedException {
    File log = directory.resolve("install.log").toFile();
    int exit;
    try {
      List<String> words = new ArrayList<>(before);
      words.addAll(List.of(command));
      exit =
          new ProcessBuilder(words)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
              .start()
              .waitFor();
    } catch (IOException e) {
      throw new IOException(
          "MariaDB is needed: install the package mariadb-server; tests that want it are left out"
              + " with -Dcaskade.fast=true",
          e);
    }
    if (exit != 0) {
      throw new IOException(command[0] + " failed:\n" + Files.readString(log.toPath()));
    }
  }

  private static boolean asRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
