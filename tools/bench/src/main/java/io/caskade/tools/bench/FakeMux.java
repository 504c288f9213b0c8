package io.caskade.tools.bench;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;

/**
 * A MUX on loopback that grants a bandwidth and takes what comes. Not the product's codec, so that
 * a fault there cannot hide itself: the few messages are taken apart by hand (TS 103 197, clause
 * 6).
 */
public final class FakeMux implements AutoCloseable {
  private static final int CHANNEL_SETUP = 0x0011;
  private static final int CHANNEL_STATUS = 0x0013;
  private static final int STREAM_SETUP = 0x0111;
  private static final int STREAM_STATUS = 0x0113;
  private static final int STREAM_CLOSE_REQUEST = 0x0114;
  private static final int STREAM_CLOSE_RESPONSE = 0x0115;
  private static final int STREAM_BW_REQUEST = 0x0117;
  private static final int STREAM_BW_ALLOCATION = 0x0118;
  private static final int DATA_PROVISION = 0x0211;

  private static final int DATAGRAM = 0x0005;
  private static final int BANDWIDTH = 0x0006;
  private static final int HEADER = 5;

  private final ServerSocket listening;
  private final int grantedKbit;
  private final Air air;
  private final Thread thread;
  private volatile boolean closed;
  private volatile int broken;

  /** What is told of each datagram that would go on air. Called on the MUX's thread. */
  public interface Air {
    void datagram(byte[] message, int offset, int length, long arrivedAt);
  }

  public FakeMux(int grantedKbit, Air air) throws IOException {
    this.grantedKbit = grantedKbit;
    this.air = air;
    listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    thread = new Thread(this::serve, "fake-mux");
    thread.start();
  }

  public int port() {
    return listening.getLocalPort();
  }

  /** Connections that did not end in order. */
  public int broken() {
    return broken;
  }

  private void serve() {
    while (!closed) {
      try (Socket emmg = listening.accept()) {
        emmg.setTcpNoDelay(true);
        converse(emmg);
      } catch (IOException e) {
        // A connection that broke off is the EMMG's to mend: it comes again.
        broken++;
      }
    }
  }

  private void converse(Socket emmg) throws IOException {
    InputStream buffered = new BufferedInputStream(emmg.getInputStream(), 1 << 16);
    var in = new DataInputStream(buffered);
    while (true) {
      byte[] message = read(in);
      if (message.length == 0) {
        return;
      }
      int type = ByteBuffer.wrap(message).getShort(1) & 0xFFFF;
      if (type == DATA_PROVISION) {
        take(message, System.nanoTime());
      } else {
        answer(emmg, message, type);
      }
    }
  }

  /** Empty at the end of the connection. */
  private static byte[] read(DataInputStream in) throws IOException {
    byte[] header = new byte[HEADER];
    try {
      in.readFully(header);
      int length = ByteBuffer.wrap(header).getShort(3) & 0xFFFF;
      byte[] message = new byte[HEADER + length];
      System.arraycopy(header, 0, message, 0, HEADER);
      in.readFully(message, HEADER, length);
      return message;
    } catch (EOFException e) {
      return new byte[0];
    }
  }

  private void take(byte[] message, long arrivedAt) {
    ByteBuffer bytes = ByteBuffer.wrap(message);
    for (int at = HEADER; at < message.length; ) {
      int length = bytes.getShort(at + 2) & 0xFFFF;
      if ((bytes.getShort(at) & 0xFFFF) == DATAGRAM) {
        air.datagram(message, at + 4, length, arrivedAt);
      }
      at += 4 + length;
    }
  }

  /** Each request that an EMMG makes is answered by its own parameters. */
  private void answer(Socket emmg, byte[] message, int type) throws IOException {
    int answer =
        switch (type) {
          case CHANNEL_SETUP -> CHANNEL_STATUS;
          case STREAM_SETUP -> STREAM_STATUS;
          case STREAM_CLOSE_REQUEST -> STREAM_CLOSE_RESPONSE;
          case STREAM_BW_REQUEST -> STREAM_BW_ALLOCATION;
          default -> 0;
        };
    if (answer == 0) {
      return;
    }
    ByteBuffer bytes = ByteBuffer.wrap(message).putShort(1, (short) answer);
    for (int at = HEADER; at < message.length; at += 4 + (bytes.getShort(at + 2) & 0xFFFF)) {
      if ((bytes.getShort(at) & 0xFFFF) == BANDWIDTH) {
        bytes.putShort(at + 4, (short) grantedKbit);
      }
    }
    emmg.getOutputStream().write(message);
  }

  @Override
  public void close() throws IOException {
    closed = true;
    listening.close();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
