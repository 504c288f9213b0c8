package io.caskade.itests.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * The bundle on a machine without Internet, Maven and compiler: a network namespace whose only
 * interface is the loopback, and a search path without them.
 */
@DisabledIfSystemProperty(
    named = "caskade.fast",
    matches = "true",
    disabledReason = "the fast suite needs no root")
@EnabledIf(value = "isPossible", disabledReason = "a network namespace needs root")
final class BundleTest {
  private static final Duration START = Duration.ofMinutes(3);
  private static final Duration STOP = Duration.ofSeconds(60);
  private static final List<String> NOT_THERE =
      List.of("java", "javac", "jshell", "mvn", "mvnDebug");

  private Path bundle;
  private Map<String, String> environment;

  static boolean isPossible() throws Exception {
    return Ran.of("unshare", "--net", "true").exit() == 0;
  }

  @Test
  void itRunsWithoutInternetMavenAndCompiler(@TempDir Path folder) throws Exception {
    unpack(folder);
    Ran.in(bundle, environment, List.of("sha256sum", "--check", "--quiet", "SHA256SUMS")).ok();
    assertThat(command("help").ok()).contains("Usage");
    assertThat(command("test").said()).contains("source tree");
    Path home = folder.resolve("home");
    Process headEnd = start(home, folder.resolve("run.txt"));
    try {
      Patience.await(
          "the head-end is ready",
          START,
          () -> {
            if (!headEnd.isAlive()) {
              throw new AssertionError(Files.readString(folder.resolve("run.txt")));
            }
            return Files.readString(home.resolve("data/log/caskade.log"))
                .contains("Head-end ready after");
          });
      use(headEnd, home, folder);
    } finally {
      headEnd.destroy();
      assertThat(headEnd.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)).as("it stops").isTrue();
    }
    restored(folder);
  }

  private void use(Process headEnd, Path home, Path folder) throws Exception {
    assertThat(Ran.of("nsenter", "--target=" + headEnd.pid(), "--net", "ip", "-o", "link").ok())
        .as("interfaces")
        .hasLineCount(1)
        .contains("lo:");
    String[] console = {"console", "--home", home.toString(), "--"};
    assertThat(inside(headEnd, with(console, "cas:status")).ok()).contains("ecmg", "main");
    assertThat(inside(headEnd, with(console, "feature:list -i")).ok()).contains("caskade-rest");
    assertThat(inside(headEnd, with(console, "bundle:list -s")).ok())
        .doesNotContain("Installed", "GracePeriod", "Failure");
    Path log = home.resolve("data/log/caskade.log");
    assertThat(Files.readString(log))
        .contains("Head-end ready")
        .doesNotContain("| ERROR |", "Could not find artifact");
    // What it does not have it does not look for elsewhere.
    assertThat(
            inside(headEnd, with(console, "bundle:install mvn:com.google.guava/guava/33.0.0-jre"))
                .said())
        .contains("Unable to install bundle mvn:com.google.guava")
        .doesNotContain("UnknownHost", "maven.org");
    inside(headEnd, "simulate", "--help").ok();
    inside(
            headEnd,
            "backup",
            "--home",
            home.toString(),
            "--to",
            folder.resolve("kept.backup").toString())
        .ok();
    Files.copy(home.resolve("etc/backup.passphrase"), folder.resolve("passphrase"));
    assertThat(Files.readString(log)).doesNotContain("repo1.maven.org");
    try (Stream<Path> fetched = Files.walk(home.resolve("data"))) {
      assertThat(fetched.filter(file -> file.endsWith("m2")).toList()).isEmpty();
    }
  }

  private void restored(Path folder) throws Exception {
    Path other = folder.resolve("other");
    Ran restore =
        command(
            "restore",
            folder.resolve("kept.backup").toString(),
            "--home",
            other.toString(),
            "--passphrase-file",
            folder.resolve("passphrase").toString());
    assertThat(restore.ok()).contains("Restored " + other);
    assertThat(other.resolve("etc/vault.p12")).exists();
  }

  /** The bundle, and a search path of everything but Java and Maven; a JRE lies elsewhere. */
  private void unpack(Path folder) throws Exception {
    Ran.of("tar", "-xzf", System.getProperty("caskade.bundle"), "-C", folder.toString()).ok();
    try (Stream<Path> found = Files.list(folder)) {
      bundle = found.filter(Files::isDirectory).findFirst().orElseThrow();
    }
    Path path = emptied(Path.of(System.getProperty("caskade.process.folder"), "bundle-path"));
    for (String from : List.of("/usr/bin", "/usr/sbin", "/bin", "/sbin")) {
      try (Stream<Path> programs = Files.list(Path.of(from))) {
        for (Path program : programs.toList()) {
          Path link = path.resolve(program.getFileName());
          if (!NOT_THERE.contains(program.getFileName().toString())
              && !Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
            Files.createSymbolicLink(link, program);
          }
        }
      }
    }
    Path jre = Files.createDirectories(folder.resolve("jre/bin")).getParent();
    Files.createSymbolicLink(
        jre.resolve("bin/java"), Path.of(System.getProperty("java.home"), "bin/java"));
    environment = Map.of("PATH", path.toString(), "JAVA_HOME", jre.toString());
  }

  /** Not in a temporary folder, whose removal would warn about each link in it. */
  private static Path emptied(Path folder) throws IOException {
    Files.createDirectories(folder);
    try (Stream<Path> links = Files.list(folder)) {
      for (Path link : links.toList()) {
        Files.delete(link);
      }
    }
    return folder.toAbsolutePath();
  }

  private Process start(Path home, Path said) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                "unshare",
                "--net",
                "bash",
                "-c",
                "ip link set lo up && exec \"$@\"",
                "bash",
                bundle.resolve("caskade").toString(),
                "run",
                "--home",
                home.toString())
            .directory(bundle.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .redirectInput(new File("/dev/null"));
    builder.environment().putAll(environment);
    return builder.start();
  }

  private Ran command(String... words) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of(bundle.resolve("caskade").toString()));
    all.addAll(List.of(words));
    return Ran.in(bundle, environment, all);
  }

  /** A command of the bundle where the head-end runs. */
  private Ran inside(Process headEnd, String... words) throws IOException, InterruptedException {
    List<String> all =
        new ArrayList<>(
            List.of(
                "nsenter",
                "--target=" + headEnd.pid(),
                "--net",
                bundle.resolve("caskade").toString()));
    all.addAll(List.of(words));
    return Ran.in(bundle, environment, all);
  }

  private static String[] with(String[] words, String last) {
    return Stream.concat(Stream.of(words), Stream.of(last)).toArray(String[]::new);
  }
}
