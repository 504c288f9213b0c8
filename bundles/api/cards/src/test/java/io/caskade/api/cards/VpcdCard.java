package io.caskade.api.cards;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.Octets;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Serves the card of a {@link SampleReader} over TCP as vpcd wants it: messages of a length in two
 * bytes and that many bytes. One byte is 0 power off, 1 power on, 2 reset or 4 "your answer to
 * reset"; everything longer is a command. Without a card the connection is closed.
 */
public final class VpcdCard implements AutoCloseable {
  private static final int ANSWER_TO_RESET = 4;

  private final SampleReader slot;
  private final ServerSocket server;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

  private VpcdCard(SampleReader slot, ServerSocket server) {
    this.slot = slot;
    this.server = server;
  }

  /** Waits for readers at a free port of the loopback interface. */
  public static VpcdCard listen(SampleReader slot) throws IOException {
    var card = new VpcdCard(slot, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    start(card::accept);
    return card;
  }

  /** Goes to a reader that waits for cards. */
  public static VpcdCard connect(SampleReader slot, int port) throws IOException {
    var card = new VpcdCard(slot, new ServerSocket());
    var socket = new Socket();
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 5_000);
    start(() -> card.serve(socket));
    return card;
  }

  /** Threads that hold up no program that plays a card until its end. */
  private static void start(Runnable work) {
    var thread = new Thread(work, "played-card");
    thread.setDaemon(true);
    thread.start();
  }

  public int port() {
    return server.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        start(() -> serve(socket));
      }
    } catch (IOException e) {
      // Closed: the test is over.
    }
  }

  private void serve(Socket socket) {
    sockets.add(socket);
    try (socket) {
      socket.setTcpNoDelay(true);
      CardConnection card = slot.connect();
      var in = new DataInputStream(socket.getInputStream());
      var out = new DataOutputStream(socket.getOutputStream());
      while (card.present()) {
        byte[] message = in.readNBytes(in.readUnsignedShort());
        if (!card.present()) {
          return;
        }
        if (message.length > 1) {
          var command = new CardCommand(message);
          CardAnswer answer = card.exchange(command);
          byte[] bytes = new byte[answer.length()];
          answer.copyTo(bytes, 0);
          send(out, Octets.of(bytes));
        } else if (message.length == 1 && message[0] == ANSWER_TO_RESET) {
          send(out, card.answerToReset());
        }
      }
    } catch (IOException | CaskadeException e) {
      // The reader went, or the card was pulled: either way the connection ends.
    } finally {
      sockets.remove(socket);
    }
  }

  private static void send(DataOutputStream out, Octets message) throws IOException {
    byte[] framed = new byte[2 + message.length()];
    framed[0] = (byte) (message.length() >> 8);
    framed[1] = (byte) message.length();
    message.copyTo(framed, 2);
    out.write(framed);
  }

  /** Ends all connections: for the reader the card is pulled. */
  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
