package io.caskade.itests.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A command that ended.
 *
 * @param exit its code
 * @param said what it printed, errors too
 */
record Ran(List<String> command, int exit, String said) {
  private static final long MINUTES = 4;

  /** Runs it with nothing to read. */
  static Ran of(String... command) throws IOException, InterruptedException {
    return in(Path.of("").toAbsolutePath(), Map.of(), List.of(command));
  }

  /** Runs it in a folder, with variables added to the environment. */
  static Ran in(Path folder, Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    Path said = Files.createTempFile("said", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .redirectInput(new File("/dev/null"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly().waitFor();
      throw new AssertionError("not within " + MINUTES + " minutes: " + command);
    }
    String text = Files.readString(said, StandardCharsets.UTF_8);
    Files.delete(said);
    return new Ran(command, process.exitValue(), text);
  }

  /** What it printed; it has to have worked. */
  String ok() {
    assertThat(exit).as(this::toString).isZero();
    return said;
  }

  @Override
  public String toString() {
    return String.join(" ", command) + " ended with " + exit + ":\n" + said;
  }
}
