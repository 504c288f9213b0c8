package io.caskade.tools.demo;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A head-end of its own: unpacked, configured on free ports, run as a child process. */
final class HeadEnd implements AutoCloseable {
  private static final String READY = "Head-end ready after";
  private static final long POLL_MS = 250;
  private static final int STOP_SECONDS = 20;
  private static final int LOG_LINES = 40;

  private final Path home;
  private final InstantSource clock;
  private final int ecmgPort;
  private final int sshPort;
  private final int httpPort;
  private @Nullable Process process;

  /**
   * Unpacks and configures.
   *
   * @param distribution a tar.gz or an unpacked folder, which stays as it is
   * @param home a folder that does not exist yet
   * @param emmPort where its EMMG finds the multiplexer
   */
  HeadEnd(Path distribution, Path home, int emmPort, InstantSource clock)
      throws IOException, InterruptedException {
    this.home = home;
    this.clock = clock;
    Files.createDirectory(home);
    unpack(distribution);
    this.ecmgPort = freePort();
    this.sshPort = freePort();
    this.httpPort = freePort();
    configure(
        "io.caskade.ecmg-main.cfg",
        Map.of("host", "127.0.0.1", "port", Integer.toString(ecmgPort), "minCpDurationMs", "2000"));
    configure(
        "io.caskade.emmg-demo.cfg",
        Map.of("host", "127.0.0.1", "port", Integer.toString(emmPort), "minRepeatSeconds", "5"));
  }

  private void unpack(Path distribution) throws IOException, InterruptedException {
    List<String> command =
        Files.isDirectory(distribution)
            ? List.of("cp", "-R", distribution.toAbsolutePath() + "/.", home.toString())
            : List.of(
                "tar",
                "-xzf",
                distribution.toAbsolutePath().toString(),
                "-C",
                home.toString(),
                "--strip-components",
                "1");
    Process unpacking = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said;
    try (InputStream output = unpacking.getInputStream()) {
      said = new String(output.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
    if (unpacking.waitFor() != 0 || !Files.isExecutable(home.resolve("bin/karaf"))) {
      throw new DemoException(distribution + " is no distribution of Caskade: " + said);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void configure(String file, Map<String, String> values) throws IOException {
    StringBuilder text = new StringBuilder();
    values.forEach((key, value) -> text.append(key).append(" = ").append(value).append('\n'));
    Files.writeString(home.resolve("etc").resolve(file), text);
  }

  /**
   * Starts the process and waits for its word.
   *
   * @throws DemoException when it ended, or did not get ready in time
   */
  void start(Duration patience) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(home.resolve("bin/karaf").toString(), "daemon");
    builder.directory(home.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder
        .environment()
        .put(
            "KARAF_OPTS",
            "-Dcaskade.ssh.port=%d -Dcaskade.http.port=%d".formatted(sshPort, httpPort));
    builder.redirectErrorStream(true);
    builder.redirectOutput(home.resolve("output.txt").toFile());
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    Process started = builder.start();
    process = started;
    Instant end = clock.instant().plus(patience);
    while (!isReady()) {
      if (!started.isAlive()) {
        throw new DemoException("The head-end ended with code " + started.exitValue() + ".");
      }
      if (clock.instant().isAfter(end)) {
        throw new DemoException("The head-end was not ready after " + patience.toSeconds() + " s.");
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MS);
    }
  }

  private boolean isReady() throws IOException {
    Path log = logFile();
    if (!Files.exists(log) || !Files.exists(credentials())) {
      return false;
    }
    try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
      return lines.anyMatch(line -> line.contains(READY));
    }
  }

  private Path logFile() {
    return home.resolve("data/log/caskade.log");
  }

  private Path credentials() {
    return home.resolve("etc/initial-credentials.properties");
  }

  int ecmgPort() {
    return ecmgPort;
  }

  /** Logs in as the administrator that the first start made. */
  Console console() {
    return new Console(sshPort, "admin", home.resolve("etc/console.key"));
  }

  /** The last lines of the log, and what the process said itself. */
  List<String> lastLines() throws IOException {
    for (Path file : List.of(logFile(), home.resolve("output.txt"))) {
      if (Files.exists(file) && Files.size(file) > 0) {
        List<String> lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
        return lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size());
      }
    }
    return List.of("(the head-end wrote no log)");
  }

  /** Stops the process, kindly first. */
  @Override
  public void close() {
    Process running = process;
    if (running == null) {
      return;
    }
    running.destroy();
    try {
      if (!running.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        running.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      running.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
