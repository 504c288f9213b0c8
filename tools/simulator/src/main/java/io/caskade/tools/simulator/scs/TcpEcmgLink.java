package io.caskade.tools.simulator.scs;

import io.caskade.lib.simulcrypt.Pdu;
import io.caskade.lib.simulcrypt.PduFramer;
import io.caskade.lib.simulcrypt.Tolerance;
import io.caskade.lib.simulcrypt.ecmg.ChannelClose;
import io.caskade.lib.simulcrypt.ecmg.CwProvision;
import io.caskade.lib.simulcrypt.ecmg.EcmgDecoder;
import io.caskade.lib.simulcrypt.ecmg.EcmgMessage;
import io.caskade.lib.simulcrypt.ecmg.StreamCloseRequest;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** TCP to an ECMG with a thread that reads; reconnects for ever. */
public final class TcpEcmgLink implements EcmgLink {
  private static final int CONNECT_MS = 5_000;

  private final EcmStream stream;
  private final InetSocketAddress address;
  private final Duration pause;
  private final EcmgDecoder decoder = EcmgDecoder.atScs(Tolerance.LENIENT);
  private final Queue<EcmgEvent> events = new ConcurrentLinkedQueue<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private volatile @Nullable Socket socket;

  /**
   * Starts to connect.
   *
   * @param pause between two attempts
   */
  public TcpEcmgLink(EcmStream stream, InetSocketAddress address, Duration pause) {
    this.stream = stream;
    this.address = address;
    this.pause = pause;
    this.thread = new Thread(this::run, "simulator-scs-" + stream.serviceId());
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    while (closed.getCount() > 0) {
      String reason;
      try {
        reason = talk();
      } catch (IOException | UncheckedIOException e) {
        reason = "ECMG " + address.getHostString() + ":" + address.getPort() + ": " + text(e);
      }
      hangUp();
      if (closed.getCount() > 0) {
        events.add(new EcmgEvent.Lost(reason));
        await();
      }
    }
  }

  private static String text(Exception failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }

  private void await() {
    try {
      closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      closed.countDown();
    }
  }

  /** One connection from its beginning to its end; tells why it ended. */
  private String talk() throws IOException {
    Socket connection = new Socket();
    socket = connection;
    connection.setTcpNoDelay(true);
    connection.connect(
        new InetSocketAddress(address.getHostString(), address.getPort()), CONNECT_MS);
    EcmgSession session = new EcmgSession(stream, this::send, events::add);
    session.connected();
    InputStream input = connection.getInputStream();
    while (true) {
      byte[] message = readMessage(input);
      if (message.length == 0) {
        return "the ECMG closed the connection";
      }
      String useless = session.receive(decoder.decode(message, 0, message.length));
      if (useless != null) {
        return useless;
      }
    }
  }

  /** Empty at the end of the connection. */
  private static byte[] readMessage(InputStream input) throws IOException {
    byte[] head = input.readNBytes(Pdu.HEADER_LENGTH);
    if (head.length == 0) {
      return head;
    }
    if (head.length < Pdu.HEADER_LENGTH) {
      throw new EOFException("the connection ended inside a message");
    }
    int length = PduFramer.announced(head, 0);
    byte[] message = new byte[length];
    System.arraycopy(head, 0, message, 0, head.length);
    if (input.readNBytes(message, head.length, length - head.length) < length - head.length) {
      throw new EOFException("the connection ended inside a message");
    }
    return message;
  }

  private void send(EcmgMessage message) {
    Socket connection = socket;
    if (connection == null) {
      return;
    }
    try {
      synchronized (this) {
        OutputStream output = connection.getOutputStream();
        message.pdu().writeTo(output);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void request(CwProvision provision) {
    try {
      send(provision);
    } catch (UncheckedIOException e) {
      // The reading thread sees the end of the same connection and tells it.
      hangUp();
    }
  }

  @Override
  public @Nullable EcmgEvent poll() {
    return events.poll();
  }

  @Override
  public void reset(String reason) {
    hangUp();
  }

  private void hangUp() {
    Socket connection = socket;
    if (connection == null) {
      return;
    }
    try {
      connection.close();
    } catch (IOException e) {
      events.add(new EcmgEvent.Lost("closing the connection: " + text(e)));
    }
  }

  /** Closes stream and channel as the standard wants it, then the connection. */
  @Override
  public void close() {
    closed.countDown();
    try {
      send(StreamCloseRequest.of(stream.version(), stream.channelId(), stream.streamId()));
      send(ChannelClose.of(stream.version(), stream.channelId()));
    } catch (UncheckedIOException e) {
      // There is no connection: what should be closed is closed.
      hangUp();
    }
    hangUp();
    try {
      thread.join(CONNECT_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
