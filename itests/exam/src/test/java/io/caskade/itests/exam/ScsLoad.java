package io.caskade.itests.exam;

import java.io.IOException;
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
  /** Any super_CAS_id of the network that is there from the first start. */
  static final int SUPER_CAS_ID = 0x0B000001;

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
    private final ScsConnection connection;
    private final AtomicLongArray sentAt;
    private final ConcurrentHashMap<Integer, Integer> cpNumbers = new ConcurrentHashMap<>();
    private final Thread reader;
    private final Thread writer;

    Channel(int port, int id, int streams, Duration period) throws IOException {
      this.id = id;
      this.streams = streams;
      this.period = period;
      this.sentAt = new AtomicLongArray(streams + 1);
      connection = new ScsConnection(port, id, Duration.ZERO);
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
      connection.close();
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
      connection.setUpChannel(SUPER_CAS_ID);
      connection.expect(ScsConnection.CHANNEL_STATUS);
      for (int stream = 1; stream <= streams; stream++) {
        connection.setUpStream(stream);
        connection.expect(ScsConnection.STREAM_STATUS);
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
      sentAt.set(stream, System.nanoTime());
      provisions.incrementAndGet();
      connection.provision(stream, cp, word(stream, cp), word(stream, next));
    }

    private void read() {
      try {
        while (running) {
          ByteBuffer message = connection.receive();
          int type = ScsConnection.type(message);
          switch (type) {
            case ScsConnection.ECM_RESPONSE -> answered(stream(message));
            case ScsConnection.STREAM_ERROR -> {
              complain(
                  "channel %d stream %d: error 0x%04X"
                      .formatted(
                          id,
                          stream(message),
                          ScsConnection.parameter(message, ScsConnection.ERROR_STATUS)));
              answered(stream(message));
            }
            case ScsConnection.CHANNEL_TEST -> { // A probe of an idle channel; this one never is.
            }
            default -> complain("channel %d: message 0x%04X".formatted(id, type));
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
  }

  private static int stream(ByteBuffer message) {
    return ScsConnection.parameter(message, ScsConnection.ECM_STREAM_ID);
  }

  private static byte[] word(int stream, int cp) {
    return ByteBuffer.allocate(Long.BYTES)
        .putLong(0x1122_3344_5566_7788L * (stream + 31L) + cp * 0x9E37_79B9_7F4A_7C15L)
        .array();
  }
}
