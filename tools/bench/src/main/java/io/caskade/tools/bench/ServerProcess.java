package io.caskade.tools.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The ECMG under load in a process of its own, so that its processor time and garbage are its own.
 * Talks by lines: it prints {@code port N}, and answers {@code figures} on its input.
 */
final class ServerProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader out;
  private final PrintWriter in;
  private final InetSocketAddress address;

  /**
   * @param cpu processor time used so far
   * @param allocated bytes allocated so far by all threads
   * @param collections garbage collections so far
   */
  record Figures(Duration cpu, long allocated, long collections) {}

  ServerProcess(List<String> arguments) throws IOException {
    var command =
        new java.util.ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xms256m",
                "-Xmx256m",
                "-Dio.netty.allocator.type=pooled",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-cp",
                System.getProperty("java.class.path"),
                BenchServer.class.getName()));
    command.addAll(arguments);
    process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    in =
        new PrintWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8), true);
    address = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(answer("port")));
  }

  InetSocketAddress address() {
    return address;
  }

  Figures figures() throws IOException {
    in.println("figures");
    String[] values = answer("figures").split(" ", -1);
    return new Figures(
        Duration.ofNanos(Long.parseLong(values[0])),
        Long.parseLong(values[1]),
        Long.parseLong(values[2]));
  }

  private String answer(String word) throws IOException {
    for (String line; (line = out.readLine()) != null; ) {
      if (line.startsWith(word + " ")) {
        return line.substring(word.length() + 1);
      }
    }
    throw new IOException("the ECMG process ended early; its error is above");
  }

  @Override
  public void close() {
    in.println("stop");
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
