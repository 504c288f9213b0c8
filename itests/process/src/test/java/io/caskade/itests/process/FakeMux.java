package io.caskade.itests.process;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The MUX end of EMMG/PDG&lt;-&gt;MUX: takes one EMMG after the other, gives what it asks for, and
 * keeps the last EMM of each card.
 */
final class FakeMux implements AutoCloseable {
  private static final int HEADER = 5;
  private static final int DATAGRAM = 0x0005;

  /** Offset of the card's serial in an EMM of TVCAS3 (tvcas3 chapter 3.1). */
  private static final int SERIAL_AT = 6;

  private final ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
  private final Map<Long, String> emms = new ConcurrentHashMap<>();
  private final Thread thread = new Thread(this::serve, "fake-mux");
  private volatile boolean running = true;

  FakeMux() throws IOException {
    thread.start();
  }

  int port() {
    return server.getLocalPort();
  }

  /** The last EMM for a card, in hexadecimal digits. */
  Optional<String> lastEmm(long serial) {
    return Optional.ofNullable(emms.get(serial));
  }

  /** From here on only new EMMs count. */
  void forget() {
    emms.clear();
  }

  private void serve() {
    while (running) {
      try (Socket socket = server.accept()) {
        converse(socket);
      } catch (IOException e) {
        // The EMMG went away or the test ends: the next one is welcome.
      }
    }
  }

  private void converse(Socket socket) throws IOException {
    var in = new DataInputStream(socket.getInputStream());
    while (true) {
      byte[] header = in.readNBytes(HEADER);
      if (header.length < HEADER) {
        return;
      }
      ByteBuffer head = ByteBuffer.wrap(header);
      byte[] body = new byte[head.getShort(3) & 0xFFFF];
      in.readFully(body);
      switch (head.getShort(1)) {
        case 0x0011 -> answer(socket, header, 0x0013, body);
        case 0x0111 -> answer(socket, header, 0x0113, body);
        case 0x0114 -> answer(socket, header, 0x0115, body);
        case 0x0117 -> answer(socket, header, 0x0118, body);
        case 0x0211 -> keep(ByteBuffer.wrap(body));
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
      if (type == DATAGRAM) {
        long serial = ByteBuffer.wrap(value).getInt(SERIAL_AT) & 0xFFFF_FFFFL;
        emms.put(serial, HexFormat.of().formatHex(value));
      }
    }
  }

  private static void answer(Socket socket, byte[] header, int type, byte[] body)
      throws IOException {
    byte[] message = Arrays.copyOf(header, HEADER + body.length);
    ByteBuffer.wrap(message).putShort(1, (short) type);
    System.arraycopy(body, 0, message, HEADER, body.length);
    socket.getOutputStream().write(message);
  }

  @Override
  public void close() throws IOException, InterruptedException {
    running = false;
    server.close();
    thread.interrupt();
    thread.join(5_000);
  }
}
