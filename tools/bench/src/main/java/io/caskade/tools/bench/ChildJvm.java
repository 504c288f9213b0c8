package io.caskade.tools.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A Java process of its own with the memory settings of the distribution. Talks by lines: it prints
 * {@code word values} and takes words on its input; {@code stop} ends it.
 */
final class ChildJvm implements AutoCloseable {
  /** As {@code bin/setenv} of the distribution starts the head-end. */
  private static final List<String> AS_DISTRIBUTED =
      List.of(
          "-Xms128m",
          "-Xmx512m",
          "-XX:+UseG1GC",
          "-XX:MaxGCPauseMillis=20",
          "-Dio.netty.allocator.type=pooled",
          "-Dorg.slf4j.simpleLogger.defaultLogLevel=error");

  private final String name;
  private final Process process;
  private final BufferedReader out;
  private final PrintWriter in;

  /**
   * @param options of the JVM in place of the distribution's; empty for those
   */
  ChildJvm(Class<?> main, List<String> options, List<String> arguments) throws IOException {
    name = main.getSimpleName();
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(options.isEmpty() ? AS_DISTRIBUTED : options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(arguments);
    process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    out = process.inputReader(StandardCharsets.UTF_8);
    in =
        new PrintWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8), true);
  }

  void say(String line) {
    in.println(line);
  }

  /** Values of the next line that begins with {@code word}. */
  String[] answer(String word) throws IOException {
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith(word + " ")) {
        return line.substring(word.length() + 1).split(" ", -1);
      }
    }
    throw new IOException(name + " ended early; its error is above");
  }

  @Override
  public void close() {
    say("stop");
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
