package io.caskade.itests.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The script {@code caskade} on a machine that has a shell and a package manager, and neither JDK
 * nor Maven: a search path of its own with the few real programs that the script uses, and fakes
 * that write down how they were called. Installing makes a fake JDK and a fake Maven.
 */
final class FreshMachine {
  private static final long SECONDS = 60;
  private static final List<String> REAL =
      List.of(
          "bash",
          "sh",
          "env",
          "cat",
          "cksum",
          "cp",
          "dirname",
          "find",
          "grep",
          "head",
          "ls",
          "mkdir",
          "chmod",
          "readlink",
          "sed",
          "sleep",
          "sort",
          "tail",
          "tr",
          "wc",
          "xargs");

  private final Path root;
  private final Path bin;
  private final Path script;

  /** How the script ended and what it said, and the fakes' calls in their order. */
  record Outcome(int exit, String said, List<String> calls) {}

  /** A machine in an empty folder. */
  FreshMachine(Path root) throws IOException {
    this.root = root;
    this.bin = Files.createDirectory(root.resolve("bin"));
    Path house = Files.createDirectory(root.resolve("house"));
    this.script = house.resolve("caskade");
    // Programs and JDKs of the machine below are out of its sight.
    String text =
        Files.readString(Path.of(System.getProperty("caskade.script")))
            .replaceAll("(?<= )/(usr|opt|Library)/", root + "/$1/");
    Files.writeString(script, text);
    for (String name : REAL) {
      executable(bin.resolve(name), "exec " + real(name) + " \"$@\"");
    }
    Path jdk = root.resolve("usr/lib/jvm/java-17-openjdk/bin/javac");
    program(
        "apt-get",
        """
        [ "$1" = install ] || exit 0
        mkdir -p "%2$s"
        printf '#!/bin/sh\\necho javac 17.0.1\\n' >"%1$s"
        cp "%3$s/mvn-to-be" "%3$s/bin/mvn"
        chmod +x "%1$s" "%3$s/bin/mvn"
        """
            .formatted(jdk, jdk.getParent(), root));
    Files.writeString(
        root.resolve("mvn-to-be"),
        """
        #!/bin/sh
        [ "$1" != -v ] || { echo "Apache Maven 3.8.7"; exit 0; }
        echo "mvn $*" >>"%1$s/calls"
        . "%1$s/maven-says"
        """
            .formatted(root));
    mavenSays("echo '[INFO] Tests run: 2, Failures: 0, Errors: 0, Skipped: 0'");
    user(0);
  }

  /** Who calls: 0 is root. */
  FreshMachine user(int id) throws IOException {
    executable(bin.resolve("id"), "echo " + id);
    return this;
  }

  /** A sudo that asks nobody. */
  FreshMachine sudo() throws IOException {
    program("sudo", "[ \"$1\" != -n ] || exit 0\nexec \"$@\"");
    return this;
  }

  /** What a build prints: shell commands. */
  FreshMachine mavenSays(String commands) throws IOException {
    Files.writeString(root.resolve("maven-says"), commands + "\n");
    return this;
  }

  /** A program that writes down its call before it does what {@code commands} say. */
  FreshMachine program(String name, String commands) throws IOException {
    executable(bin.resolve(name), "echo \"" + name + " $*\" >>\"" + root + "/calls\"\n" + commands);
    return this;
  }

  /** Calls the script with nobody at a terminal. */
  Outcome call(String... arguments) throws IOException, InterruptedException {
    return call(Map.of(), arguments);
  }

  /** The same with environment variables. */
  Outcome call(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(real("bash").toString(), script.toString()));
    command.addAll(List.of(arguments));
    return run(command, environment, "");
  }

  /** Calls the script at a terminal where somebody types that answer. */
  Outcome callAtTerminal(String answer, String... arguments)
      throws IOException, InterruptedException {
    String line = "bash " + script + " " + String.join(" ", arguments);
    return run(
        List.of(real("script").toString(), "-qec", line, "/dev/null"), Map.of(), answer + "\n");
  }

  private Outcome run(List<String> command, Map<String, String> environment, String typed)
      throws IOException, InterruptedException {
    Path said = root.resolve("said");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectErrorStream(true).redirectOutput(said.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", bin.toString());
    builder.environment().put("HOME", root.toString());
    builder.environment().putAll(environment);
    Process process = builder.start();
    try (var keyboard = process.outputWriter()) {
      keyboard.write(typed);
      keyboard.flush();
      if (!typed.isEmpty()) {
        waitFor(process);
      }
    }
    waitFor(process);
    Path calls = root.resolve("calls");
    return new Outcome(
        process.exitValue(),
        Files.readString(said),
        Files.exists(calls) ? Files.readAllLines(calls) : List.of());
  }

  private static void waitFor(Process process) throws InterruptedException {
    if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("the script did not end within " + SECONDS + " s");
    }
  }

  private static void executable(Path file, String commands) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + commands + "\n");
    if (!file.toFile().setExecutable(true)) {
      throw new IOException(file + " cannot be made executable");
    }
  }

  private static Path real(String name) {
    return Stream.of("/usr/bin", "/bin")
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new AssertionError("this machine has no " + name));
  }
}
