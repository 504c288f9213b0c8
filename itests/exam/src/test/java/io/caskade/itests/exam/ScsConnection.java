package io.caskade.itests.exam;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;

/** One connection of an SCS, protocol version 2: the messages that tests send, whole answers. */
final class ScsConnection implements AutoCloseable {
  static final int CHANNEL_TEST = 0x0002;
  static final int CHANNEL_STATUS = 0x0003;
  static final int CHANNEL_ERROR = 0x0005;
  static final int STREAM_STATUS = 0x0103;
  static final int STREAM_ERROR = 0x0106;
  static final int ECM_RESPONSE = 0x0202;

  static final int ECM_STREAM_ID = 0x000F;
  static final int ECM_DATAGRAM = 0x0015;
  static final int ERROR_STATUS = 0x7000;

  private static final int CHANNEL_SETUP = 0x0001;
  private static final int STREAM_SETUP = 0x0101;
  private static final int CW_PROVISION = 0x0201;
  private static final int HEADER = 5;

  /** ECM_channel_id, ECM_stream_id, CP_number and access_criteria of a CW_provision. */
  private static final int PROVISION_WITHOUT_WORDS = 3 * 6 + 8;

  private static final int WORD_HEADER = 6;
  private static final int CONNECT_MS = 5_000;

  private final int channel;
  private final Socket socket = new Socket();
  private final DataInputStream in;
  private final OutputStream out;

  /**
   * Connects; nothing is sent yet.
   *
   * @param channel its ECM_channel_id
   * @param patience most time for an answer; zero waits for ever
   */
  ScsConnection(int port, int channel, Duration patience) throws IOException {
    this.channel = channel;
    socket.setTcpNoDelay(true);
    socket.setSoTimeout((int) patience.toMillis());
    socket.connect(new InetSocketAddress("127.0.0.1", port), CONNECT_MS);
    in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16));
    out = socket.getOutputStream();
  }

  void setUpChannel(int superCasId) throws IOException {
    send(
        pdu(CHANNEL_SETUP, 14)
            .putInt(0x000E0002)
            .putShort((short) channel)
            .putInt(0x00010004)
            .putInt(superCasId));
  }

  /** A stream whose ECM_id is its number, with crypto periods of 10 s. */
  void setUpStream(int stream) throws IOException {
    send(
        pdu(STREAM_SETUP, 24)
            .putInt(0x000E0002)
            .putShort((short) channel)
            .putInt(0x000F0002)
            .putShort((short) stream)
            .putInt(0x00190002)
            .putShort((short) stream)
            .putInt(0x00100002)
            .putShort((short) 100));
  }

  /** Provides the words of crypto period {@code cp} and the one after; access criteria 00000001. */
  void provision(int stream, int cp, byte[] word, byte[] nextWord) throws IOException {
    int length = PROVISION_WITHOUT_WORDS + 2 * WORD_HEADER + word.length + nextWord.length;
    ByteBuffer message =
        pdu(CW_PROVISION, length)
            .putInt(0x000E0002)
            .putShort((short) channel)
            .putInt(0x000F0002)
            .putShort((short) stream)
            .putInt(0x00120002)
            .putShort((short) cp);
    combination(message, cp, word);
    combination(message, cp + 1, nextWord);
    send(message.putInt(0x000D0004).putInt(1));
  }

  private static void combination(ByteBuffer message, int cp, byte[] word) {
    message
        .putShort((short) 0x0014)
        .putShort((short) (Short.BYTES + word.length))
        .putShort((short) cp)
        .put(word);
  }

  /** The next message, header included. */
  ByteBuffer receive() throws IOException {
    byte[] header = new byte[HEADER];
    in.readFully(header);
    int length = ByteBuffer.wrap(header).getShort(3) & 0xFFFF;
    byte[] whole = new byte[HEADER + length];
    System.arraycopy(header, 0, whole, 0, HEADER);
    in.readFully(whole, HEADER, length);
    return ByteBuffer.wrap(whole);
  }

  /**
   * The next message but channel_test.
   *
   * @throws IOException when it is of another type
   */
  ByteBuffer expect(int type) throws IOException {
    ByteBuffer message = receive();
    while (type(message) == CHANNEL_TEST) {
      message = receive();
    }
    if (type(message) != type) {
      throw new IOException(
          "expected message 0x%04X, got 0x%04X with error 0x%04X"
              .formatted(type, type(message), parameter(message, ERROR_STATUS)));
    }
    return message;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  static int type(ByteBuffer message) {
    return message.getShort(1) & 0xFFFF;
  }

  /** First two bytes of a parameter, -1 when it is missing. */
  static int parameter(ByteBuffer message, int type) {
    int at = find(message, type);
    return at < 0 ? -1 : message.getShort(at + 4) & 0xFFFF;
  }

  /** A parameter's bytes, none when it is missing. */
  static byte[] value(ByteBuffer message, int type) {
    int at = find(message, type);
    if (at < 0) {
      return new byte[0];
    }
    byte[] value = new byte[message.getShort(at + 2) & 0xFFFF];
    message.get(at + 4, value);
    return value;
  }

  private static int find(ByteBuffer message, int type) {
    for (int at = HEADER; at + 4 <= message.limit(); ) {
      if ((message.getShort(at) & 0xFFFF) == type) {
        return at;
      }
      at += 4 + (message.getShort(at + 2) & 0xFFFF);
    }
    return -1;
  }

  private void send(ByteBuffer message) throws IOException {
    out.write(message.array());
  }

  private static ByteBuffer pdu(int type, int length) {
    return ByteBuffer.allocate(HEADER + length)
        .put((byte) 2)
        .putShort((short) type)
        .putShort((short) length);
  }
}
