package io.caskade.itests.exam;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Plays muxes against an ECMG: channels with streams, each stream with one CW_provision in flight
 * and a new one every period. Keeps what a head-end engineer asks for: connections that were
 * closed, provisions that were answered late, by an error, or never.
 */
final class ScsLoad implements AutoCloseable {
  private static final int CHANNEL_STATUS = 0x0003;
  private static final int STREAM_STATUS = 0x0103;
  private static final int STREAM_ERROR = 0x0106;
  private static final int ECM_RESPONSE = 0x0202;
  private static final int CHANNEL_TEST = 0x0002;

  private final List<Channel> channels = new ArrayList<>();
  private final AtomicLong provisions = new AtomicLong();
  private final AtomicLong answers = new AtomicLong();
  private final AtomicLong slowestNanos = new AtomicLong();
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private volatile boolean running = true;

  /** Opens the channels and streams and starts to provision. */
  ScsLoad(int port, int channels, int streams, Duration period) throws IOException {
    for (int id = 1; id <= channels; id++) {
      this.channels.add(new Channel(port, id, streams, period));
    }
    this.channels.forEach(Channel::start);
  }

  long provisions() {
    return provisions.get();
  }

  long answers() {
    return answers.get();
  }

  /** Closed connections, errors instead of ECMs; empty when all went well. */
  List<String> complaints() {
    return List.copyOf(complaints);
  }

  Duration slowestAnswer() {
    return Duration.ofNanos(slowestNanos.get());
  }

  /** Provisions that wait for longer than {@code limit}. */
  long unansweredFor(Duration limit) {
    return channels.stream().mapToLong(c -> c.unansweredFor(limit)).sum();
  }

  void forgetSlowest() {
    slowestNanos.set(0);
  }

  @Override
  public void close() throws Exception {
    running = false;
    for (Channel channel : channels) {
      channel.close();
    }
  }

  /** One connection with its streams. */
  private final class Channel {
    private final int id;
    private final int streams;
    private final Duration period;
    private final Socket socket = new Socket();
    private final DataInputStream in;
    private final OutputStream out;
    private final AtomicLongArray sentAt;
    private final ConcurrentHashMap<Integer, Integer> cpNumbers = new ConcurrentHashMap<>();
    private final Thread reader;
    private final Thread writer;

    Channel(int port, int id, int streams, Duration period) throws IOException {
      this.id = id;
      this.streams = streams;
      this.period = period;
      this.sentAt = new AtomicLongArray(streams + 1);
      socket.setTcpNoDelay(true);
      socket.connect(new InetSocketAddress("127.0.0.1", port), 5_000);
      in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16));
      out = socket.getOutputStream();
      setUp();
      reader = new Thread(this::read, "scs-reader-" + id);
      writer = new Thread(this::write, "scs-writer-" + id);
    }

    void start() {
      reader.start();
      writer.start();
    }

    void close() throws IOException, InterruptedException {
      writer.interrupt();
      writer.join(5_000);
      socket.close();
      reader.join(5_000);
    }

    long unansweredFor(Duration limit) {
      long now = System.nanoTime();
      long count = 0;
      for (int stream = 1; stream <= streams; stream++) {
        long sent = sentAt.get(stream);
        if (sent != 0 && now - sent > limit.toNanos()) {
          count++;
        }
      }
      return count;
    }

    private void setUp() throws IOException {
      send(
          pdu(0x0001, 14)
              .putInt(0x000E0002)
              .putShort((short) id)
              .putInt(0x00010004)
              .putInt(0x0B000001));
      expect(CHANNEL_STATUS);
      for (int stream = 1; stream <= streams; stream++) {
        send(
            pdu(0x0101, 24)
                .putInt(0x000E0002)
                .putShort((short) id)
                .putInt(0x000F0002)
                .putShort((short) stream)
                .putInt(0x00190002)
                .putShort((short) stream)
                .putInt(0x00100002)
                .putShort((short) 100));
        expect(STREAM_STATUS);
      }
    }

    private void write() {
      try {
        while (running) {
          for (int stream = 1; stream <= streams; stream++) {
            if (sentAt.get(stream) == 0) {
              provision(stream);
            }
          }
          Thread.sleep(period.toMillis());
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (IOException e) {
        complain("channel " + id + " cannot write: " + e);
      }
    }

    private void provision(int stream) throws IOException {
      int cp = cpNumbers.merge(stream, 1, (old, one) -> old + one & 0xFFFF);
      int next = cp + 1 & 0xFFFF;
      ByteBuffer message =
          pdu(0x0201, 60 - 6)
              .putInt(0x000E0002)
              .putShort((short) id)
              .putInt(0x000F0002)
              .putShort((short) stream)
              .putInt(0x00120002)
              .putShort((short) cp)
              .putInt(0x0014000A)
              .putShort((short) cp)
              .putLong(word(stream, cp))
              .putInt(0x0014000A)
              .putShort((short) next)
              .putLong(word(stream, next))
              .putInt(0x000D0004)
              .putInt(1);
      sentAt.set(stream, System.nanoTime());
      provisions.incrementAndGet();
      send(message);
    }

    private void read() {
      try {
        while (running) {
          ByteBuffer message = receive();
          switch (message.getShort(1)) {
            case ECM_RESPONSE -> answered(parameter(message, 0x000F));
            case STREAM_ERROR -> {
              complain(
                  "channel %d stream %d: error 0x%04X"
                      .formatted(id, parameter(message, 0x000F), parameter(message, 0x7000)));
              answered(parameter(message, 0x000F));
            }
            case CHANNEL_TEST -> { // A probe of an idle channel; this one is never idle.
            }
            default -> complain("channel %d: message 0x%04X".formatted(id, message.getShort(1)));
          }
        }
      } catch (IOException e) {
        if (running) {
          complain("channel " + id + " was closed: " + e);
        }
      }
    }

    private void answered(int stream) {
      long waited = System.nanoTime() - sentAt.getAndSet(stream, 0);
      slowestNanos.accumulateAndGet(waited, Math::max);
      answers.incrementAndGet();
    }

    private void complain(String what) {
      complaints.add(what);
    }

    private void expect(int type) throws IOException {
      ByteBuffer message = receive();
      if (message.getShort(1) != type) {
        throw new IOException("expected message 0x%04X, got %s".formatted(type, message));
      }
    }

    private ByteBuffer receive() throws IOException {
      byte[] header = new byte[5];
      in.readFully(header);
      int length = ByteBuffer.wrap(header).getShort(3) & 0xFFFF;
      byte[] whole = new byte[5 + length];
      System.arraycopy(header, 0, whole, 0, 5);
      in.readFully(whole, 5, length);
      return ByteBuffer.wrap(whole);
    }

    private void send(ByteBuffer message) throws IOException {
      out.write(message.array());
    }
  }

  private static long word(int stream, int cp) {
    return 0x1122_3344_5566_7788L * (stream + 31L) + cp * 0x9E37_79B9_7F4A_7C15L;
  }

  private static ByteBuffer pdu(int type, int length) {
    return ByteBuffer.allocate(5 + length)
        .put((byte) 2)
        .putShort((short) type)
        .putShort((short) length);
  }

  private static int parameter(ByteBuffer message, int type) {
    for (int at = 5; at + 4 <= message.limit(); ) {
      int length = message.getShort(at + 2) & 0xFFFF;
      if ((message.getShort(at) & 0xFFFF) == type) {
        return message.getShort(at + 4) & 0xFFFF;
      }
      at += 4 + length;
    }
    return -1;
  }
}
