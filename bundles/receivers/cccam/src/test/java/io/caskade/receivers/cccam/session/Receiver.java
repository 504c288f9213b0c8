package io.caskade.receivers.cccam.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.caskade.lib.cccam.Card;
import io.caskade.lib.cccam.ClientData;
import io.caskade.lib.cccam.ClientLogIn;
import io.caskade.lib.cccam.Frame;
import io.caskade.lib.cccam.FrameInbox;
import io.caskade.lib.cccam.FrameOutbox;
import io.caskade.lib.cccam.FromServer;
import io.caskade.lib.cccam.NodeId;
import io.caskade.lib.cccam.ServerData;
import io.caskade.lib.cccam.WordsAnswer;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.time.Duration;

/** A receiver of these tests, over a real socket. */
final class Receiver implements Closeable {
  static final NodeId PLAIN = NodeId.parse("814b8fe8be1359c8");
  static final NodeId PARTNER = NodeId.partner(0x01020304, NodeId.OSCAM);

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Socket socket;
  private final InputStream in;
  private final FrameInbox inbox;
  private final FrameOutbox outbox;
  private final NodeId node;

  private Receiver(Socket socket, ClientLogIn logIn, NodeId node) throws IOException {
    this.socket = socket;
    this.node = node;
    in = socket.getInputStream();
    inbox = new FrameInbox(logIn.fromServer());
    outbox = new FrameOutbox(logIn.toServer());
  }

  static Socket connect(InetSocketAddress server) throws IOException {
    Socket socket = new Socket(server.getAddress(), server.getPort());
    socket.setSoTimeout((int) PATIENCE.toMillis());
    socket.setTcpNoDelay(true);
    return socket;
  }

  /** Shows name and password; the caller closes the socket when it is refused. */
  static boolean logIn(Socket socket, ClientLogIn logIn) throws IOException {
    socket.getOutputStream().write(logIn.answer());
    byte[] accepted = socket.getInputStream().readNBytes(ClientLogIn.ACCEPTED_BYTES);
    return accepted.length == ClientLogIn.ACCEPTED_BYTES && logIn.isAccepted(accepted);
  }

  static ClientLogIn answering(Socket socket, String name, String password) throws IOException {
    byte[] seed = socket.getInputStream().readNBytes(ClientLogIn.SEED_BYTES);
    return new ClientLogIn(seed, name, password.getBytes(UTF_8));
  }

  /** Logs in and says who it is; what the server says then is not read yet. */
  static Receiver enter(InetSocketAddress server, String name, String password, NodeId node)
      throws IOException {
    Socket socket = connect(server);
    ClientLogIn logIn = answering(socket, name, password);
    if (!logIn(socket, logIn)) {
      socket.close();
      throw new IOException("refused");
    }
    Receiver receiver = new Receiver(socket, logIn, node);
    receiver.send(new ClientData(name, node, false, "2.3.0", "3367").frame());
    return receiver;
  }

  /** Logged in, the server's data read. */
  static Receiver ready(InetSocketAddress server, NodeId node) throws IOException {
    Receiver receiver = enter(server, "alice", "s3cret", node);
    receiver.next(FromServer.ClientDataTaken.class);
    receiver.next(ServerData.class);
    return receiver;
  }

  void send(Frame... frames) throws IOException {
    int length = 0;
    byte[][] sealed = new byte[frames.length][];
    for (int i = 0; i < frames.length; i++) {
      sealed[i] = outbox.seal(frames[i]);
      length += sealed[i].length;
    }
    ByteBuffer all = ByteBuffer.allocate(length);
    for (byte[] each : sealed) {
      all.put(each);
    }
    socket.getOutputStream().write(all.array());
  }

  FromServer next() throws IOException {
    byte[] one = new byte[1];
    Frame frame = null;
    while (frame == null) {
      if (read(one) < 0) {
        throw new EOFException("closed by the server");
      }
      frame = inbox.next(ByteBuffer.wrap(one));
    }
    return FromServer.read(frame);
  }

  <T extends FromServer> T next(Class<T> wanted) throws IOException {
    FromServer message = next();
    if (!wanted.isInstance(message)) {
      throw new AssertionError("wanted " + wanted.getSimpleName() + ", came " + message);
    }
    return wanted.cast(message);
  }

  Card card() throws IOException {
    return next(Card.class);
  }

  byte[] maskedWords(int shareId) throws IOException {
    return inbox.maskedWords(next(WordsAnswer.class), node, shareId);
  }

  byte[] words(WordsAnswer answer) {
    return inbox.words(answer);
  }

  /** Whether the server closed without another message. */
  boolean isClosed() throws IOException {
    return read(new byte[1]) < 0;
  }

  /** A server that closes before it read all of a flood resets the connection. */
  private int read(byte[] bytes) throws IOException {
    try {
      return in.read(bytes);
    } catch (SocketException e) {
      return -1;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
