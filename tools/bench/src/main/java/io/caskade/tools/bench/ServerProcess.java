package io.caskade.tools.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/**
 * The ECMG under load in a process of its own, so that its processor time and garbage are its own.
 */
final class ServerProcess implements AutoCloseable {
  private final ChildJvm child;
  private final InetSocketAddress address;

  /**
   * What the process used so far.
   *
   * @param cpu processor time
   * @param allocated bytes, by all threads that live
   * @param young collections of the young generation
   * @param old collections of the whole heap
   */
  record Figures(Duration cpu, long allocated, long young, long old) {}

  /**
   * @param cipher {@link BenchServer#TVCAS3} or {@link BenchServer#NONE}
   * @param loops event loops
   * @param options of the JVM in place of the distribution's; empty for those
   */
  ServerProcess(String cipher, int loops, List<String> options) throws IOException {
    child = new ChildJvm(BenchServer.class, options, List.of(cipher, Integer.toString(loops)));
    address =
        new InetSocketAddress(
            InetAddress.getLoopbackAddress(), Integer.parseInt(child.answer("port")[0]));
  }

  InetSocketAddress address() {
    return address;
  }

  Figures figures() throws IOException {
    child.say(BenchServer.FIGURES);
    String[] values = child.answer(BenchServer.FIGURES);
    return new Figures(
        Duration.ofNanos(Long.parseLong(values[0])),
        Long.parseLong(values[1]),
        Long.parseLong(values[2]),
        Long.parseLong(values[3]));
  }

  @Override
  public void close() {
    child.close();
  }
}
