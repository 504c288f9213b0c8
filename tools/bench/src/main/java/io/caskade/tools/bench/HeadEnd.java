package io.caskade.tools.bench;

import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The built distribution in a fresh folder, run as a child process on ports that were free. */
public final class HeadEnd implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(8);
  private static final Duration STOP = Duration.ofSeconds(30);
  private static final Duration LOOK = Duration.ofMillis(250);

  private final Path home;
  private final int httpPort;
  private final int ecmgPort;
  private final int sshPort;
  private final List<String> before = new ArrayList<>();
  private final Map<String, String> environment = new HashMap<>();
  private @Nullable Process process;

  /**
   * Unpacks; nothing runs yet.
   *
   * @throws IllegalArgumentException when the distribution was not built
   */
  public HeadEnd(Path home) throws IOException {
    String archive = System.getProperty("caskade.distribution", "");
    if (archive.isEmpty() || !Files.exists(Path.of(archive))) {
      throw new IllegalArgumentException(
          "this needs the built distribution: start it with ./caskade bench");
    }
    this.home = home.toAbsolutePath();
    List<Integer> ports = freePorts(3);
    this.httpPort = ports.get(0);
    this.ecmgPort = ports.get(1);
    this.sshPort = ports.get(2);
    Files.createDirectories(this.home);
    Process tar =
        new ProcessBuilder(
                "tar", "-xzf", archive, "-C", this.home.toString(), "--strip-components", "1")
            .inheritIO()
            .start();
    if (await(tar, START) != 0) {
      throw new IOException(archive + " cannot be unpacked");
    }
  }

  public Path file(String path) {
    return home.resolve(path);
  }

  /** TCP ports on loopback: SimulCrypt, REST, console. */
  public record Ports(int ecmg, int http, int ssh) {}

  public Ports ports() {
    return new Ports(ecmgPort, httpPort, sshPort);
  }

  /** Where multiplexers connect. */
  public InetSocketAddress ecmg() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), ecmgPort);
  }

  /** Words that stand before the command of the next start, as {@code nsenter ... --}. */
  public HeadEnd startWith(List<String> words) {
    before.clear();
    before.addAll(words);
    return this;
  }

  /** A variable of the process from its next start on, beside those of this program. */
  public HeadEnd environment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** Appends settings to a file of etc/; the last line of a key holds. */
  public HeadEnd configure(String pid, Map<String, String> settings) throws IOException {
    List<String> lines = new ArrayList<>(List.of(""));
    settings.forEach((key, value) -> lines.add(key + " = " + value));
    Files.write(
        file("etc/" + pid + ".cfg"), lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    return this;
  }

  /** On that MariaDB, as its administrator. */
  public HeadEnd useMariaDb(String url) throws IOException {
    return configure(
        "org.ops4j.datasource-caskade",
        Map.of(
            "osgi.jdbc.driver.class",
            "org.mariadb.jdbc.Driver",
            "url",
            url,
            "user",
            "root",
            ".password",
            ""));
  }

  /** Starts the process and waits until its API answers. */
  public void start() throws IOException {
    Process started = launch();
    long end = System.nanoTime() + START.toNanos();
    while (!answers()) {
      if (!started.isAlive() || System.nanoTime() > end) {
        throw new IOException("the head-end does not come up; see " + file("data/log"));
      }
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }

  /** Starts the process; returns at once. */
  public Process launch() throws IOException {
    List<String> command = new ArrayList<>(before);
    // "daemon" becomes the Java process itself, so that stopping it needs no shell around it.
    command.addAll(List.of(file("bin/karaf").toString(), "daemon"));
    var builder = new ProcessBuilder(command);
    builder.directory(home.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder
        .environment()
        .put(
            "KARAF_OPTS",
            "-Dcaskade.ecmg.port=%d -Dcaskade.ssh.port=%d -Dcaskade.http.port=%d"
                .formatted(ecmgPort, sshPort, httpPort));
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(file("output.txt").toFile()));
    builder.redirectInput(new File("/dev/null"));
    Process started = builder.start();
    process = started;
    return started;
  }

  /** As a power cut: nothing is closed, nothing is written any more. */
  public void kill() throws IOException {
    if (process != null) {
      process.destroyForcibly();
      await(process, STOP);
    }
  }

  /** False when it was never started or has ended. */
  public boolean isAlive() {
    return process != null && process.isAlive();
  }

  private boolean answers() {
    try (HttpConnection http = connect()) {
      return http.get("/api/v1/networks/main/cards?limit=1").status() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /** A connection with the token of the first administrator. */
  public HttpConnection connect() throws IOException {
    return connect(HttpConnection.PATIENCE);
  }

  /** The same; an answer that takes longer is an IOException. */
  public HttpConnection connect(Duration patience) throws IOException {
    var made = new Properties();
    try (Reader reader = Files.newBufferedReader(file("etc/initial-credentials.properties"))) {
      made.load(reader);
    }
    return new HttpConnection(httpPort, made.getProperty("api.token", ""), patience);
  }

  /** Processor time of the process so far. */
  public Duration cpu() {
    return process == null
        ? Duration.ZERO
        : process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  public long pid() {
    return process == null ? 0 : process.pid();
  }

  @Override
  public void close() throws IOException {
    if (process != null) {
      process.destroy();
      await(process, STOP);
    }
  }

  /** Exit code; a process that takes longer is ended. */
  private static int await(Process process, Duration time) throws IOException {
    try {
      if (!process.waitFor(time.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** Held together until all are known, so that no two are the same. */
  private static List<Integer> freePorts(int count) throws IOException {
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      return sockets.stream().map(ServerSocket::getLocalPort).toList();
    } finally {
      for (ServerSocket socket : sockets) {
        socket.close();
      }
    }
  }
}
