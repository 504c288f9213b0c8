package io.caskade.itests.exam;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The MUX end of EMMG/PDG&lt;-&gt;MUX: takes one EMMG after the other, gives what it asks for, and
 * keeps the last EMM of each card.
 */
final class FakeMux implements AutoCloseable {
  private static final int DATAGRAM = 0x0005;

  /** Offset of the card's serial in an EMM of TVCAS3 (tvcas3 chapter 3.1). */
  private static final int SERIAL_AT = 6;

  private final ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicLong provisions = new AtomicLong();
  private final List<Integer> requestedKbit = new CopyOnWriteArrayList<>();
  private final Map<Long, String> emms = new ConcurrentHashMap<>();
  private final Thread thread = new Thread(this::serve, "fake-mux");
  private volatile boolean running = true;

  FakeMux() throws IOException {
    thread.start();
  }

  int port() {
    return server.getLocalPort();
  }

  int connections() {
    return connections.get();
  }

  long provisions() {
    return provisions.get();
  }

  /** Bandwidths in the order in which they were asked for. */
  List<Integer> requestedKbit() {
    return List.copyOf(requestedKbit);
  }

  /** The last EMM for a card, in hexadecimal digits. */
  Optional<String> lastEmm(long serial) {
    return Optional.ofNullable(emms.get(serial));
  }

  private void serve() {
    while (running) {
      try (Socket socket = server.accept()) {
        connections.incrementAndGet();
        converse(socket);
      } catch (IOException e) {
        // The EMMG went away or the test ends: the next one is welcome.
        continue;
      }
    }
  }

  private void converse(Socket socket) throws IOException {
    var in = new DataInputStream(socket.getInputStream());
    while (true) {
      byte[] header = in.readNBytes(5);
      if (header.length < 5) {
        return;
      }
      ByteBuffer head = ByteBuffer.wrap(header);
      int type = head.getShort(1) & 0xFFFF;
      byte[] body = in.readNBytes(head.getShort(3) & 0xFFFF);
      switch (type) {
        case 0x0011 -> answer(socket, header, 0x0013, body);
        case 0x0012 -> answer(socket, header, 0x0013, body);
        case 0x0111 -> answer(socket, header, 0x0113, body);
        case 0x0114 -> answer(socket, header, 0x0115, body);
        case 0x0117 -> {
          requestedKbit.add(ByteBuffer.wrap(body).getShort(body.length - 2) & 0xFFFF);
          answer(socket, header, 0x0118, body);
        }
        case 0x0211 -> {
          provisions.incrementAndGet();
          keep(ByteBuffer.wrap(body));
        }
        default -> { // channel_close and statuses need no answer.
        }
      }
    }
  }

  private void keep(ByteBuffer provision) {
    while (provision.remaining() >= 4) {
      int type = provision.getShort();
      byte[] value = new byte[provision.getShort() & 0xFFFF];
      provision.get(value);
      if (type == DATAGRAM && value.length >= SERIAL_AT + Integer.BYTES) {
        long serial = ByteBuffer.wrap(value).getInt(SERIAL_AT) & 0xFFFF_FFFFL;
        emms.put(serial, HexFormat.of().formatHex(value));
      }
    }
  }

  private static void answer(Socket socket, byte[] header, int type, byte[] body)
      throws IOException {
    ByteBuffer message = ByteBuffer.allocate(5 + body.length);
    message.put(header[0]).putShort((short) type).putShort((short) body.length).put(body);
    socket.getOutputStream().write(message.array());
  }

  @Override
  public void close() throws Exception {
    running = false;
    server.close();
    thread.join(5_000);
  }
}
