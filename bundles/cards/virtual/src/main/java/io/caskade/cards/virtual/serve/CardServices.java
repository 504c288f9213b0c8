package io.caskade.cards.virtual.serve;

import io.caskade.lib.backoff.ExponentialBackoff;
import io.caskade.lib.backoff.Pauses;
import io.caskade.lib.cardprotocol.CardLine;
import io.caskade.lib.cardprotocol.CardProgram;
import io.caskade.lib.cardprotocol.T0Card;
import io.caskade.lib.cardprotocol.line.EchoLine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Ways to reach a card from outside. Each is a thread of its own, so many cards are served by one
 * program; a card may be served in one way at a time. All listen on the loopback alone: a card's
 * answers are control words.
 */
public final class CardServices {
  private static final ExponentialBackoff AGAIN =
      new ExponentialBackoff(Duration.ofMillis(100), Duration.ofSeconds(5), 0.5);
  private static final int CONNECT_MS = 3_000;

  private final Consumer<String> notices;

  /**
   * @param notices what an operator should read: connections that come and go
   */
  public CardServices(Consumer<String> notices) {
    this.notices = notices;
  }

  /**
   * Connects to a vpcd that listens, again and again while it is away: each connection puts the
   * card in.
   *
   * @param random source of the jitter of pauses
   */
  public CardService toVpcd(
      String name, CardProgram card, InetSocketAddress vpcd, RandomGenerator random) {
    return new CardService(
            name + "-vpcd",
            service -> connectAndServe(service, card, vpcd, new Pauses(AGAIN, random)))
        .start();
  }

  private void connectAndServe(
      CardService service, CardProgram card, InetSocketAddress vpcd, Pauses pauses)
      throws InterruptedException {
    boolean told = false;
    while (!service.isClosed()) {
      try (Socket socket = new Socket()) {
        service.holds(socket);
        socket.connect(vpcd, CONNECT_MS);
        pauses.reset();
        told = false;
        notices.accept("The card is in the reader of vpcd at " + text(vpcd) + ".");
        new VpcdLink(socket, card).serve();
        tellUnless(service.isClosed(), "vpcd at " + text(vpcd) + " hung up; trying again.");
      } catch (IOException e) {
        tellUnless(
            told || service.isClosed(),
            "vpcd at " + text(vpcd) + " is not reached (" + e.getMessage() + "); trying again.");
        told = true;
      }
      if (!service.isClosed()) {
        Thread.sleep(pauses.next().toMillis());
      }
    }
  }

  /**
   * Waits for vpcd to connect, on the loopback.
   *
   * @param port 1..65535, or 0 for any
   * @throws IOException when the port cannot be had
   */
  public Listening forVpcd(String name, CardProgram card, int port) throws IOException {
    return listen(
        name + "-vpcd", port, socket -> new VpcdLink(socket, card).serve(), "vpcd has connected.");
  }

  /**
   * Waits for a program that takes a TCP connection for a serial port, on the loopback. Each
   * connection is a reset.
   *
   * @param echo whether the host gets its own characters back, as from a Phoenix reader
   * @param port 1..65535, or 0 for any
   * @throws IOException when the port cannot be had
   */
  public Listening asSerialLine(String name, CardProgram card, boolean echo, int port)
      throws IOException {
    return listen(
        name + "-serial",
        port,
        socket -> {
          CardLine line = new SocketLine(socket);
          new T0Card(echo ? new EchoLine(line) : line, card).serveReset();
        },
        "A host has opened the line.");
  }

  /**
   * Serves on a line that tells resets, for example a pseudo-terminal, until it is gone.
   *
   * @param echo whether the host gets its own characters back
   */
  public CardService onLine(String name, CardProgram card, CardLine line, boolean echo) {
    return new CardService(
            name + "-line",
            service -> {
              try {
                service.holds(line::close);
                new T0Card(echo ? new EchoLine(line) : line, card).serve();
              } catch (IOException e) {
                tellUnless(service.isClosed(), "The line is gone: " + e.getMessage());
              }
            })
        .start();
  }

  /**
   * A listening service.
   *
   * @param port that it listens on
   */
  public record Listening(CardService service, int port) implements AutoCloseable {
    @Override
    public void close() {
      service.close();
    }
  }

  /** What is done with a connection. */
  private interface Served {
    void serve(Socket socket) throws IOException;
  }

  private Listening listen(String name, int port, Served served, String begun) throws IOException {
    ServerSocket server = new ServerSocket();
    try {
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
    } catch (IOException e) {
      server.close();
      throw e;
    }
    CardService service =
        new CardService(name, running -> accept(running, server, served, begun)).start();
    return new Listening(service, server.getLocalPort());
  }

  /** One connection after the other: a card is in one reader. */
  private void accept(CardService service, ServerSocket server, Served served, String begun) {
    try (server) {
      while (!service.isClosed()) {
        service.holds(server);
        try (Socket socket = server.accept()) {
          service.holds(
              () -> {
                socket.close();
                server.close();
              });
          notices.accept(begun);
          serve(service, socket, served);
        }
      }
    } catch (IOException e) {
      tellUnless(service.isClosed(), "Listening has ended: " + e.getMessage());
    }
  }

  private void serve(CardService service, Socket socket, Served served) {
    try {
      served.serve(socket);
      tellUnless(service.isClosed(), "The connection was closed.");
    } catch (IOException e) {
      tellUnless(service.isClosed(), "The connection has ended: " + e.getMessage());
    }
  }

  private void tellUnless(boolean known, String notice) {
    if (!known) {
      notices.accept(notice);
    }
  }

  private static String text(InetSocketAddress address) {
    return address.getHostString() + ":" + address.getPort();
  }
}
