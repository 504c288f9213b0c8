package io.caskade.itests.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** The simulator as a process of its own, which scrambles the demo's stream for a head-end. */
final class SimulatedMux implements AutoCloseable {
  private static final Pattern SERVICE = Pattern.compile("it has \\[(\\d+), (\\d+)");

  private final HeadEnd headEnd;
  private final Path stream;
  private final List<String> always;
  private @Nullable Process process;

  /**
   * @param always words of its command line, beside input, ECMG and services
   */
  SimulatedMux(HeadEnd headEnd, String... always) throws IOException {
    this.headEnd = headEnd;
    this.always = List.of(always);
    this.stream = headEnd.file("two-services.ts");
    try (ZipFile jar = new ZipFile(System.getProperty("caskade.demo"));
        InputStream bundled =
            jar.getInputStream(jar.getEntry("io/caskade/tools/demo/two-services.ts"))) {
      Files.copy(bundled, stream);
    }
  }

  /** The clear stream that it plays. */
  Path stream() {
    return stream;
  }

  /** The simulator names them when it is asked for one that is not there. */
  List<Integer> services() throws Exception {
    Process asked = simulate(ProcessBuilder.Redirect.PIPE, List.of("--service", "65534=00000001"));
    String said;
    try (InputStream output = asked.getInputStream()) {
      said = new String(output.readAllBytes(), StandardCharsets.UTF_8);
    }
    Matcher found = SERVICE.matcher(said);
    assertThat(found.find()).as(said).isTrue();
    return List.copyOf(
        new TreeSet<>(List.of(Integer.valueOf(found.group(1)), Integer.valueOf(found.group(2)))));
  }

  /** Ends what played and plays with these services scrambled, no others. */
  void play(String... services) throws Exception {
    stop();
    List<String> words = new ArrayList<>(always);
    for (String service : services) {
      words.addAll(List.of("--service", service));
    }
    process = simulate(ProcessBuilder.Redirect.appendTo(headEnd.file("mux.log").toFile()), words);
  }

  private Process simulate(ProcessBuilder.Redirect output, List<String> words) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                System.getProperty("caskade.demo"),
                "io.caskade.tools.simulator.Simulate",
                "--input",
                stream.toString(),
                "--ecmg",
                "127.0.0.1:" + headEnd.ecmgPort()));
    command.addAll(words);
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(output)
        .redirectInput(new File("/dev/null"))
        .start();
  }

  void stop() throws InterruptedException {
    if (process != null) {
      process.destroy();
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
      process = null;
    }
  }

  @Override
  public void close() throws InterruptedException {
    stop();
  }
}
