package io.caskade.emm.emmg;

import io.caskade.lib.simulcrypt.Pdu;
import io.caskade.lib.simulcrypt.SectionTspktFlag;
import io.caskade.lib.simulcrypt.Tolerance;
import io.caskade.lib.simulcrypt.emmg.ChannelError;
import io.caskade.lib.simulcrypt.emmg.ChannelStatus;
import io.caskade.lib.simulcrypt.emmg.EmmgDecoder;
import io.caskade.lib.simulcrypt.emmg.EmmgMessage;
import io.caskade.lib.simulcrypt.emmg.EmmgMessageType;
import io.caskade.lib.simulcrypt.emmg.StreamBwAllocation;
import io.caskade.lib.simulcrypt.emmg.StreamCloseResponse;
import io.caskade.lib.simulcrypt.emmg.StreamStatus;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A MUX on loopback that behaves, or does not. */
final class FakeMux implements AutoCloseable {
  /** How it treats the next EMMG. */
  enum Manner {
    WELL,
    REFUSE_CHANNEL,
    HANG_UP_AT_ONCE,
    TALK_GARBAGE,
    TALK_TOO_LONG,
    SAY_NOTHING
  }

  /** A message, and on which connection (from 1) it came. */
  record Heard(int connection, EmmgMessage message) {}

  private final ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
  private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final EmmgDecoder decoder = EmmgDecoder.atMux(Tolerance.STANDARD);
  private final Thread thread = new Thread(this::serve, "fake-mux");
  private volatile Manner manner = Manner.WELL;

  FakeMux() throws IOException {
    thread.start();
  }

  int port() {
    return server.getLocalPort();
  }

  int connections() {
    return sockets.size();
  }

  void be(Manner next) {
    manner = next;
  }

  /** Hangs up on the EMMG that is connected. */
  void drop() throws IOException {
    sockets.get(sockets.size() - 1).close();
  }

  /** Waits for a message of a type; those before it are forgotten. */
  Heard await(EmmgMessageType type) throws InterruptedException {
    while (true) {
      Heard next = heard.poll(10, TimeUnit.SECONDS);
      if (next == null) {
        throw new AssertionError("no " + type + " came within ten seconds");
      }
      if (next.message().type() == type) {
        return next;
      }
    }
  }

  private void serve() {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        sockets.add(socket);
        converse(socket, sockets.size());
      } catch (IOException e) {
        // The EMMG or the test ended this connection; the next one is welcome.
        continue;
      }
    }
  }

  private void converse(Socket socket, int connection) throws IOException {
    Manner now = manner;
    switch (now) {
      case HANG_UP_AT_ONCE -> {
        return;
      }
      case TALK_GARBAGE -> socket.getOutputStream().write(new byte[3_000]);
      case TALK_TOO_LONG ->
          socket.getOutputStream().write(new byte[] {2, 0, 0x13, (byte) 0xFF, (byte) 0xFF});
      case WELL, REFUSE_CHANNEL, SAY_NOTHING -> {
        // The EMMG begins.
      }
    }
    DataInputStream in = new DataInputStream(socket.getInputStream());
    for (byte[] header = in.readNBytes(5); header.length == 5; header = in.readNBytes(5)) {
      byte[] body = in.readNBytes(ByteBuffer.wrap(header).getShort(3) & 0xFFFF);
      Pdu pdu = Pdu.wrap(ByteBuffer.allocate(5 + body.length).put(header).put(body).array());
      if (decoder.decode(pdu) instanceof EmmgMessage message) {
        heard.add(new Heard(connection, message));
        if (now == Manner.WELL || now == Manner.REFUSE_CHANNEL) {
          answer(socket, message, now);
        }
      }
    }
  }

  private static void answer(Socket socket, EmmgMessage message, Manner now) throws IOException {
    Pdu pdu = message.pdu();
    int v = pdu.version();
    int client = 0x0B00_0001;
    EmmgMessage answer =
        switch (message.type()) {
          case CHANNEL_SETUP ->
              now == Manner.WELL
                  ? ChannelStatus.of(v, client, 1, SectionTspktFlag.SECTIONS)
                  : ChannelError.of(v, client, 1, 0x0011, new byte[0]);
          case STREAM_SETUP -> StreamStatus.of(v, client, 1, 1, OptionalInt.of(1), 0);
          case STREAM_BW_REQUEST -> StreamBwAllocation.of(v, client, 1, 1, OptionalInt.of(1_000));
          case STREAM_CLOSE_REQUEST -> StreamCloseResponse.of(v, client, 1, 1);
          default -> null;
        };
    if (answer != null) {
      answer.pdu().writeTo(socket.getOutputStream());
    }
  }

  @Override
  public void close() throws Exception {
    server.close();
    for (Socket socket : sockets) {
      socket.close();
    }
    thread.join(5_000);
  }
}
