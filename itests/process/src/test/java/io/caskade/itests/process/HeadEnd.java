package io.caskade.itests.process;

import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A head-end of its own: the built archive unpacked into a fresh folder, run as a child process on
 * ports that were free a moment ago.
 */
final class HeadEnd implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(4);
  private static final Duration STOP = Duration.ofSeconds(30);
  private static final int LOWEST_PORT = 15_000;

  /** Linux gives connections 32768 and more. */
  private static final int PORTS_OF_CONNECTIONS = 32_000;

  private static final int TRIES = 1_000;

  private final Path home;
  private final int ecmgPort;
  private final int sshPort;
  private final int httpPort;
  private final Console console;
  private final Map<String, String> environment = new HashMap<>();
  private String options = "";
  private @Nullable Process process;

  /** Unpacks; nothing runs yet. */
  HeadEnd(String name) throws IOException, InterruptedException {
    this(name, freePort());
  }

  /** Unpacks; its ECMG will want that port. */
  HeadEnd(String name, int ecmgPort) throws IOException, InterruptedException {
    this.ecmgPort = ecmgPort;
    sshPort = freePortBut(Set.of(ecmgPort));
    httpPort = freePortBut(Set.of(ecmgPort, sshPort));
    console = new Console(sshPort);
    home = Path.of(System.getProperty("caskade.process.folder"), name).toAbsolutePath();
    delete(home);
    Files.createDirectories(home);
    run(
        "tar",
        "-xzf",
        System.getProperty("caskade.distribution"),
        "-C",
        home.toString(),
        "--strip-components",
        "1");
  }

  int sshPort() {
    return sshPort;
  }

  int ecmgPort() {
    return ecmgPort;
  }

  /** Where REST begins, without a slash at the end. */
  String address() {
    return "http://127.0.0.1:" + httpPort;
  }

  /** What the first start kept under that name, for example {@code api.token}. */
  String credential(String name) throws IOException {
    Properties made = new Properties();
    try (Reader reader = Files.newBufferedReader(file("etc/initial-credentials.properties"))) {
      made.load(reader);
    }
    return made.getProperty(name, "");
  }

  /** A file of the head-end. */
  Path file(String path) {
    return home.resolve(path);
  }

  /** Appends settings to a file of etc/; the last line of a key holds. */
  HeadEnd configure(String pid, Map<String, String> settings) throws IOException {
    List<String> lines = new ArrayList<>(List.of(""));
    settings.forEach((key, value) -> lines.add(key + " = " + value));
    Files.write(
        file("etc/" + pid + ".cfg"), lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    return this;
  }

  /** A variable of the process's environment, from the next start on. */
  HeadEnd with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** What {@code ./caskade run --set KEY=VALUE} sets, from the next start on. */
  HeadEnd set(String key, String value) {
    options += " -Dcaskade.%s=%s".formatted(key, value);
    return this;
  }

  /** An EMMG output to that MUX with a short cycle. */
  HeadEnd sendEmmsTo(FakeMux mux) throws IOException {
    return configure(
        "io.caskade.emmg-test",
        Map.of(
            "host",
            "127.0.0.1",
            "port",
            Integer.toString(mux.port()),
            "minRepeatSeconds",
            "1",
            "probeSeconds",
            "0"));
  }

  /** Starts the process; returns at once. */
  void launch() throws IOException {
    // "daemon" becomes the Java process itself, so that a kill hits it and no shell around it. A
    // login shell gives 1,024 open files; the start script has to take what the hard limit allows.
    ProcessBuilder builder =
        new ProcessBuilder(
            "sh", "-c", "ulimit -S -n 1024; exec \"$0\" daemon", file("bin/karaf").toString());
    builder.directory(home.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder
        .environment()
        .put(
            "KARAF_OPTS",
            "-Dcaskade.ecmg.port=%d -Dcaskade.ssh.port=%d -Dcaskade.http.port=%d"
                    .formatted(ecmgPort, sshPort, httpPort)
                + options);
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(file("output.txt").toFile()));
    builder.redirectInput(new File("/dev/null"));
    process = builder.start();
  }

  /** Starts the process and waits until its console answers. */
  void start() throws IOException, InterruptedException {
    launch();
    awaitConsole();
  }

  /** Waits until the commands of the console are there. */
  void awaitConsole() throws InterruptedException {
    Patience.await("the console of " + home + " answers", START, () -> run("cas:status").ok());
  }

  /** Waits until cards can be shown and changed. */
  void awaitManagement() throws InterruptedException {
    // Products come through JPA, which is up a moment after the plain connections of card lists.
    Patience.await("the database of " + home + " answers", START, () -> run("cas:products").ok());
  }

  /**
   * Runs a command of the console as the administrator that the first start made.
   *
   * @throws IOException when there is no console, or it went away before it was done
   */
  Console.Answer run(String command) throws IOException {
    if (!process().isAlive()) {
      throw new IOException("the head-end ended with code " + process().exitValue());
    }
    return console.run("admin", file("etc/console.key"), command);
  }

  /** A terminal at the console, of the administrator that the first start made. */
  Dialogue terminal() throws IOException {
    return console.terminal("admin", file("etc/console.key"));
  }

  /** Runs a command that has to work. */
  String demand(String command) throws IOException {
    Console.Answer answer = run(command);
    if (!answer.ok()) {
      throw new AssertionError(command + ": " + answer.text());
    }
    return answer.text();
  }

  /** The log so far. */
  String log() throws IOException {
    return Files.readString(file("data/log/caskade.log"), StandardCharsets.UTF_8);
  }

  /** Process number. */
  long pid() {
    return process().pid();
  }

  /** Stops the process where it stands, as a long pause or a pulled cable would. */
  void freeze() throws IOException, InterruptedException {
    run("kill", "-STOP", Long.toString(pid()));
  }

  /** Lets it go on after {@link #freeze}. */
  void thaw() throws IOException, InterruptedException {
    run("kill", "-CONT", Long.toString(pid()));
  }

  /** As a power cut: nothing is closed, nothing is written any more. */
  void kill() throws InterruptedException {
    process().destroyForcibly().waitFor();
  }

  /** Stops it in order. */
  void stop() throws InterruptedException {
    process().destroy();
    if (!process().waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
      process().destroyForcibly().waitFor();
      throw new AssertionError("the head-end did not stop within " + STOP.toSeconds() + " s");
    }
  }

  /** Ends the process; its folder stays for a look until the next run. */
  @Override
  public void close() throws InterruptedException {
    console.close();
    if (process != null && process.isAlive()) {
      kill();
    }
  }

  private Process process() {
    if (process == null) {
      throw new IllegalStateException("not started yet");
    }
    return process;
  }

  /**
   * A port of the loopback that is free now, below those that connections take for themselves: an
   * output that tries again and again where nobody listens yet meets itself there one day, and then
   * nobody can listen.
   */
  static int freePort() {
    for (int tried = 0; tried < TRIES; tried++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST_PORT, PORTS_OF_CONNECTIONS);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (BindException taken) {
        // The next one.
      } catch (IOException e) {
        throw new IllegalStateException("no port is free", e);
      }
    }
    throw new IllegalStateException("no port is free");
  }

  /** Two ports that are asked for one after the other may be the same one. */
  private static int freePortBut(Set<Integer> taken) {
    int port = freePort();
    return taken.contains(port) ? freePortBut(taken) : port;
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static void run(String... command) throws IOException, InterruptedException {
    int code = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (code != 0) {
      throw new IOException(String.join(" ", command) + " ended with code " + code);
    }
  }
}
