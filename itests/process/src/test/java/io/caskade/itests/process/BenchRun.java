package io.caskade.itests.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * {@code ./caskade bench ...} as a process of its own.
 *
 * @param exitCode 0 when everything held
 * @param told all that it printed
 */
record BenchRun(int exitCode, String told) {

  /** Runs it to its end. */
  static BenchRun of(String name, Duration limit, String... words)
      throws IOException, InterruptedException {
    Path log = Path.of(System.getProperty("caskade.process.folder")).resolve(name + ".log");
    Files.createDirectories(log.getParent());
    List<String> command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Dcaskade.distribution=" + System.getProperty("caskade.distribution"),
                "-jar",
                System.getProperty("caskade.bench")));
    command.addAll(List.of(words));
    Process bench =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      assertThat(bench.waitFor(limit.toSeconds(), TimeUnit.SECONDS))
          .as(() -> "the bench ends by itself; " + log)
          .isTrue();
    } finally {
      bench.descendants().forEach(ProcessHandle::destroyForcibly);
      bench.destroyForcibly();
    }
    String told = Files.readString(log);
    System.out.println(told);
    return new BenchRun(bench.exitValue(), told);
  }
}
