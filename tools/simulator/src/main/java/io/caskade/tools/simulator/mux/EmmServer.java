package io.caskade.tools.simulator.mux;

import io.caskade.lib.simulcrypt.Pdu;
import io.caskade.lib.simulcrypt.Tolerance;
import io.caskade.lib.simulcrypt.emmg.DataProvision;
import io.caskade.lib.simulcrypt.emmg.EmmgDecoded;
import io.caskade.lib.simulcrypt.emmg.EmmgDecoder;
import io.caskade.lib.simulcrypt.emmg.EmmgErrorStatus;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The port that EMMGs connect to; data may come by UDP on the same number. */
public final class EmmServer implements AutoCloseable {
  private static final int BACKLOG = 50;

  private final EmmIntake intake;
  private final Consumer<String> notices;
  private final EmmgDecoder decoder = EmmgDecoder.atMux(Tolerance.STANDARD);
  private final Set<EmmConnection> connections = ConcurrentHashMap.newKeySet();
  private final ServerSocket server;
  private final DatagramSocket datagrams;
  private volatile boolean closed;

  /**
   * Opens the port.
   *
   * @param port 0 takes a free one
   * @param limitKbit most that a stream is allowed, 1..65535
   * @throws IOException {@link java.net.BindException} when the port is in use
   */
  public EmmServer(
      InetAddress host, int port, EmmQueue queue, int limitKbit, Consumer<String> notices)
      throws IOException {
    this.intake = new EmmIntake(queue, limitKbit);
    this.notices = notices;
    this.server = new ServerSocket(port, BACKLOG, host);
    try {
      this.datagrams = new DatagramSocket(new InetSocketAddress(host, server.getLocalPort()));
    } catch (IOException e) {
      server.close();
      throw e;
    }
    start(this::accept, "simulator-mux-accept");
    start(this::receiveDatagrams, "simulator-mux-udp");
  }

  private static void start(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (!closed) {
      try {
        Socket socket = server.accept();
        EmmConnection connection = new EmmConnection(socket, intake, decoder, notices);
        connections.add(connection);
        start(() -> serve(connection), "simulator-mux-" + socket.getPort());
      } catch (IOException e) {
        sayUnlessClosed("accepting an EMMG failed: " + e.getMessage());
      }
    }
  }

  private void serve(EmmConnection connection) {
    try {
      connection.run();
    } finally {
      connections.remove(connection);
    }
  }

  private void receiveDatagrams() {
    byte[] buffer = new byte[Pdu.MAX_LENGTH];
    while (!closed) {
      try {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        datagrams.receive(packet);
        take(decoder.decode(buffer, 0, packet.getLength()));
      } catch (IOException e) {
        sayUnlessClosed("receiving EMMs by UDP failed: " + e.getMessage());
      }
    }
  }

  /** There is no way to answer: what is wrong is counted. */
  private void take(EmmgDecoded decoded) {
    if (!(decoded instanceof DataProvision provision) || provision.dataId().isEmpty()) {
      intake.error();
      return;
    }
    var name = new OpenStreams.Name(provision.clientId(), provision.dataId().getAsInt());
    Optional<EmmgErrorStatus> wrong =
        intake
            .streams()
            .form(name)
            .map(form -> intake.take(provision, form))
            .orElse(Optional.of(EmmgErrorStatus.UNKNOWN_DATA_ID));
    if (wrong.isPresent()) {
      intake.error();
    }
  }

  private void sayUnlessClosed(String text) {
    if (!closed) {
      notices.accept(text);
    }
  }

  /** The port in use, also when 0 was asked for. */
  public int port() {
    return server.getLocalPort();
  }

  public int limitKbit() {
    return intake.limitKbit();
  }

  /** Changes what a stream is allowed; every EMMG is told. */
  public void setLimitKbit(int kbit) {
    intake.setLimitKbit(kbit);
    connections.forEach(EmmConnection::limitChanged);
  }

  /** EMMs received over all connections. */
  public long received() {
    return intake.received();
  }

  /** Messages answered with an error, and UDP packets dropped. */
  public long errors() {
    return intake.errors();
  }

  /** Connections with an EMMG. */
  public int connections() {
    return connections.size();
  }

  /** Data streams that are open. */
  public int openStreams() {
    return intake.streams().count();
  }

  @Override
  public void close() throws IOException {
    closed = true;
    server.close();
    datagrams.close();
    for (EmmConnection connection : connections) {
      connection.close();
    }
  }
}
