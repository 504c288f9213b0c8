package io.caskade.itests.process;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;

/** One SCS with one channel and one stream: asks for an ECM, waits for it, asks for the next. */
final class Scs implements AutoCloseable {
  /** Later is never: max_comp_time is 500 ms, and the machine may be busy with other tests. */
  private static final int ANSWER_MS = 10_000;

  private static final int CHANNEL_SETUP = 0x0001;
  private static final int CHANNEL_STATUS = 0x0003;
  private static final int STREAM_SETUP = 0x0101;
  private static final int STREAM_STATUS = 0x0103;
  private static final int CW_PROVISION = 0x0201;
  private static final int ECM_RESPONSE = 0x0202;
  private static final int CP_NUMBER = 0x0012;
  private static final int ECM_DATAGRAM = 0x0015;
  private static final int HEADER = 5;

  private final Socket socket = new Socket();
  private final DataInputStream in;
  private int cp;

  /** Sets up channel and stream 1 for the network of CA_system_id 0x0B00. */
  Scs(int port) throws IOException {
    try {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(ANSWER_MS);
      socket.connect(new InetSocketAddress("127.0.0.1", port), ANSWER_MS);
      in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
      send(
          message(CHANNEL_SETUP, 14)
              .putInt(0x000E0002)
              .putShort((short) 1)
              .putInt(0x00010004)
              .putInt(0x0B000001));
      expect(CHANNEL_STATUS);
      send(
          message(STREAM_SETUP, 24)
              .putInt(0x000E0002)
              .putShort((short) 1)
              .putInt(0x000F0002)
              .putShort((short) 1)
              .putInt(0x00190002)
              .putShort((short) 1)
              .putInt(0x00100002)
              .putShort((short) 100));
      expect(STREAM_STATUS);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /**
   * Sends the next CW_provision and waits for its ECM.
   *
   * @throws IOException when anything else came, or nothing within 10 s
   */
  void provision() throws IOException {
    next();
  }

  /**
   * As {@link #provision}.
   *
   * @return the whole ECM section
   */
  byte[] next() throws IOException {
    cp = cp + 1 & 0xFFFF;
    int next = cp + 1 & 0xFFFF;
    send(
        message(CW_PROVISION, 54)
            .putInt(0x000E0002)
            .putShort((short) 1)
            .putInt(0x000F0002)
            .putShort((short) 1)
            .putInt(0x00120002)
            .putShort((short) cp)
            .putInt(0x0014000A)
            .putShort((short) cp)
            .putLong(word(cp))
            .putInt(0x0014000A)
            .putShort((short) next)
            .putLong(word(next))
            .putInt(0x000D0004)
            .putInt(1));
    ByteBuffer answer = expect(ECM_RESPONSE);
    int answered = parameter(answer, CP_NUMBER);
    if (answered != cp) {
      throw new IOException("asked for crypto period " + cp + ", got " + answered);
    }
    return parameterBytes(answer, ECM_DATAGRAM);
  }

  /** The words of the last provision, of its crypto period and of the next one. */
  long[] words() {
    return new long[] {word(cp), word(cp + 1 & 0xFFFF)};
  }

  /** Number of the last crypto period. */
  int cp() {
    return cp;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  /** The control word of a crypto period. */
  static long word(int cp) {
    return 0x1122_3344_5566_7788L + cp * 0x9E37_79B9_7F4A_7C15L;
  }

  private static ByteBuffer message(int type, int length) {
    return ByteBuffer.allocate(HEADER + length)
        .put((byte) 2)
        .putShort((short) type)
        .putShort((short) length);
  }

  private void send(ByteBuffer message) throws IOException {
    socket.getOutputStream().write(message.array());
  }

  private ByteBuffer expect(int type) throws IOException {
    byte[] header = new byte[HEADER];
    in.readFully(header);
    ByteBuffer head = ByteBuffer.wrap(header);
    byte[] body = new byte[head.getShort(3) & 0xFFFF];
    in.readFully(body);
    if (head.getShort(1) != type) {
      throw new IOException(
          "expected message 0x%04X, got 0x%04X".formatted(type, head.getShort(1)));
    }
    return ByteBuffer.wrap(body);
  }

  private static byte[] parameterBytes(ByteBuffer body, int type) throws IOException {
    for (int at = 0; at + 4 < body.limit(); at += 4 + (body.getShort(at + 2) & 0xFFFF)) {
      if (body.getShort(at) == type) {
        byte[] value = new byte[body.getShort(at + 2) & 0xFFFF];
        body.get(at + 4, value);
        return value;
      }
    }
    throw new IOException("parameter 0x%04X is missing".formatted(type));
  }

  private static int parameter(ByteBuffer body, int type) throws IOException {
    for (int at = 0; at + 4 < body.limit(); at += 4 + (body.getShort(at + 2) & 0xFFFF)) {
      if (body.getShort(at) == type) {
        return body.getShort(at + 4) & 0xFFFF;
      }
    }
    throw new IOException("parameter 0x%04X is missing".formatted(type));
  }
}
