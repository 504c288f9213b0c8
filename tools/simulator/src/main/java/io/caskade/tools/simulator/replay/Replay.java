package io.caskade.tools.simulator.replay;

import io.caskade.lib.simulcrypt.capture.CaptureFormat;
import io.caskade.lib.simulcrypt.capture.CaptureFormatException;
import io.caskade.lib.simulcrypt.explain.SimulcryptInterface;
import io.caskade.tools.commandline.OptionException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Plays one connection of a capture again: against an ECMG as the SCS that was recorded, or, for a
 * capture of an EMMG, as the MUX that it connects to. Control words are fresh random ones.
 */
public final class Replay {
  private static final int CONNECT_MS = 5_000;
  private static final long ANSWER_NANOS = Duration.ofSeconds(5).toNanos();
  private static final int WAIT_FOR_EMMG_MS = 70_000;

  private final Order order;
  private final PrintStream out;
  private final RandomGenerator random;

  /**
   * What to do.
   *
   * @param peer the ECMG; of an EMMG's capture the address to listen on
   * @param connection of the capture, 0 for the first that said something
   * @param fast as soon as the head-end has answered, instead of as recorded
   */
  public record Order(Path file, InetSocketAddress peer, int connection, boolean fast) {}

  /**
   * @param random of control words, cryptographic
   */
  public Replay(Order order, PrintStream out, RandomGenerator random) {
    this.order = order;
    this.out = out;
    this.random = random;
  }

  /**
   * Plays, and prints what was different.
   *
   * @return true when every answer came as recorded
   * @throws OptionException when there is nothing to play
   */
  public boolean run() throws IOException, InterruptedException {
    CaptureFormat.Capture capture = read();
    List<Integer> connections = Script.connections(capture);
    int wanted =
        order.connection() > 0 ? order.connection() : connections.stream().findFirst().orElse(0);
    if (!connections.contains(wanted)) {
      throw new OptionException(
          "No mux says anything on connection " + wanted + "; there are " + connections + ".");
    }
    Script script = Script.of(capture, wanted);
    out.printf(
        "%s of %s, %s: connection %d of %s, %d messages, %d answers recorded%s%n",
        capture.header().spoken().title(),
        capture.header().name(),
        capture.header().start(),
        wanted,
        connections,
        script.lines().size(),
        script.expected().size(),
        capture.complete() ? "" : " (the file ends early)");
    try (Conversation conversation = new Conversation(script.spoken(), connect(script.spoken()))) {
      play(script, conversation);
      return report(script, conversation);
    }
  }

  private CaptureFormat.Capture read() throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(order.file()))) {
      return CaptureFormat.read(in);
    } catch (CaptureFormatException e) {
      throw new OptionException(order.file() + " is no capture: " + e.getMessage() + ".");
    }
  }

  private Socket connect(SimulcryptInterface spoken) throws IOException {
    if (spoken == SimulcryptInterface.EMMG_MUX) {
      try (ServerSocket server = new ServerSocket()) {
        server.setReuseAddress(true);
        server.bind(order.peer());
        server.setSoTimeout(WAIT_FOR_EMMG_MS);
        out.printf("waits for the EMMG on %s%n", server.getLocalSocketAddress());
        return server.accept();
      }
    }
    Socket socket = new Socket();
    socket.connect(order.peer(), CONNECT_MS);
    return socket;
  }

  private void play(Script script, Conversation conversation)
      throws IOException, InterruptedException {
    FreshWords words = new FreshWords(random);
    long start = System.nanoTime();
    for (Script.Line line : script.lines()) {
      if (order.fast() || script.spoken() == SimulcryptInterface.EMMG_MUX) {
        conversation.await(line.answersBefore(), ANSWER_NANOS);
      }
      if (!order.fast()) {
        conversation.waitUntil(start + line.nanos());
      }
      if (conversation.isOver()) {
        out.println("The head-end closed the connection.");
        break;
      }
      if (!line.whole()) {
        out.printf(
            "%s was damaged when it was recorded, and is sent with blanks%n",
            script.spoken().messageName(line.message().messageType()));
      }
      conversation.send(words.in(line.message()));
    }
    conversation.await(script.expected().size(), ANSWER_NANOS);
    words.destroy();
  }

  private boolean report(Script script, Conversation conversation) {
    Comparison comparison = Comparison.of(script.expected(), conversation.answers());
    out.printf("%d of %d answers as recorded%n", comparison.same(), script.expected().size());
    comparison.differences().forEach(difference -> out.println("  " + difference));
    out.println(comparison.differences().isEmpty() ? "Same." : "Different.");
    return comparison.differences().isEmpty();
  }
}
