package io.caskade.ecm.ecmg;

import io.caskade.lib.simulcrypt.Tolerance;
import io.caskade.lib.simulcrypt.ecmg.ChannelSetup;
import io.caskade.lib.simulcrypt.ecmg.ChannelStatus;
import io.caskade.lib.simulcrypt.ecmg.CwProvision;
import io.caskade.lib.simulcrypt.ecmg.EcmgDecoder;
import io.caskade.lib.simulcrypt.ecmg.EcmgMessage;
import io.caskade.lib.simulcrypt.ecmg.StreamSetup;
import io.caskade.lib.simulcrypt.ecmg.StreamStatus;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.OptionalInt;

/** A mux on a real connection, one call at a time. */
final class SocketMux implements AutoCloseable {
  private final Socket socket;
  private final DataInputStream in;
  private final EcmgDecoder decoder = EcmgDecoder.atScs(Tolerance.STANDARD);
  private int channel;

  SocketMux(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(20_000);
    in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
  }

  void setUp(int channelId, int stream) throws IOException {
    setUpChannel(channelId);
    send(streamSetup(stream));
    expect(StreamStatus.class);
  }

  void setUpChannel(int channelId) throws IOException {
    send(channelSetup(channelId));
    expect(ChannelStatus.class);
  }

  ChannelSetup channelSetup(int channelId) {
    channel = channelId;
    return ChannelSetup.of(2, channelId, TestMux.CAS);
  }

  StreamSetup streamSetup(int stream) {
    return StreamSetup.of(2, channel, stream, OptionalInt.of(stream), 120);
  }

  CwProvision provision(int stream, int cpNumber) {
    return CwProvision.builder(2, channel, stream, cpNumber)
        .accessCriteria(new byte[] {0, 0, 0, 1})
        .word(cpNumber, word(cpNumber))
        .word(cpNumber + 1 & 0xFFFF, word(cpNumber + 1))
        .build();
  }

  private static byte[] word(int cpNumber) {
    return ByteBuffer.allocate(8).putInt(0x5AA51234).putInt(cpNumber & 0xFFFF).array();
  }

  void send(EcmgMessage message) throws IOException {
    sendRaw(message.pdu().toByteArray());
  }

  void sendRaw(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  /** Sends while the caller reads. */
  void sendInBackground(byte[] bytes) {
    start(() -> sendRaw(bytes));
  }

  /** Sends again and again until the connection ends. */
  void sendForeverInBackground(byte[] bytes) {
    start(
        () -> {
          while (!socket.isClosed()) {
            sendRaw(bytes);
          }
        });
  }

  <M extends EcmgMessage> M expect(Class<M> type) throws IOException {
    byte[] header = in.readNBytes(5);
    if (header.length < 5) {
      throw new IOException("the ECMG closed the connection");
    }
    int length = (header[3] & 0xFF) << 8 | header[4] & 0xFF;
    byte[] message = Arrays.copyOf(header, 5 + length);
    in.readFully(message, 5, length);
    Object decoded = decoder.decode(message, 0, message.length);
    if (!type.isInstance(decoded)) {
      throw new AssertionError("not a " + type.getSimpleName() + ": " + decoded);
    }
    return type.cast(decoded);
  }

  /** Ends the connection without a farewell. */
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  boolean isClosedByPeer() {
    try {
      return in.read() < 0;
    } catch (IOException e) {
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private interface Sending {
    void run() throws IOException;
  }

  private static void start(Sending sending) {
    Thread thread =
        new Thread(
            () -> {
              try {
                sending.run();
              } catch (IOException e) {
                Thread.currentThread().interrupt(); // the connection ended, and so does the sender
              }
            },
            "mux-sender");
    thread.setDaemon(true);
    thread.start();
  }
}
