package io.caskade.tools.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.SplittableRandom;

/**
 * One channel of a mux on one connection, with its streams set up. Not the product's codec, so that
 * a fault there cannot hide itself: messages are written and taken apart by hand (TS 103 197,
 * clauses 4.4 and 5.4).
 */
public final class EcmgPeer implements AutoCloseable {
  public static final int ECM_RESPONSE = 0x0202;
  public static final int STREAM_ERROR = 0x0106;
  public static final int CHANNEL_ERROR = 0x0005;

  private static final int CHANNEL_STATUS = 0x0003;
  private static final int STREAM_STATUS = 0x0103;
  private static final int ERROR_STATUS = 0x7000;
  private static final int PROVISION_BYTES = 59;

  private final SocketChannel socket;
  private final int channelId;
  private final int streams;
  private final ByteBuffer in = ByteBuffer.allocateDirect(1 << 16);
  private final ByteBuffer out;
  private final long[] sentAt;
  private final int[] cpNumbers;
  private final SplittableRandom words;
  private boolean setUp;
  private int errorStatus;

  /** What an answer is told to. */
  public interface Answers {
    /**
     * Told on the loading thread.
     *
     * @param type message_type
     * @param stream ECM_stream_id, 0 when the message has none
     * @param sentAt nanoseconds of the provision that it answers
     */
    void answer(EcmgPeer peer, int type, int stream, long sentAt);
  }

  public EcmgPeer(InetSocketAddress target, int superCasId, int channelId, int streams)
      throws IOException {
    this.channelId = channelId;
    this.streams = streams;
    this.sentAt = new long[streams + 1];
    this.cpNumbers = new int[streams + 1];
    this.words = new SplittableRandom(channelId);
    this.out = ByteBuffer.allocateDirect(Math.max(1 << 16, streams * PROVISION_BYTES));
    socket = SocketChannel.open(target);
    socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
    begin(0x0001, 14)
        .putInt(0x000E0002)
        .putShort((short) channelId)
        .putInt(0x00010004)
        .putInt(superCasId);
    awaitStatus(CHANNEL_STATUS, 1);
    setUpStreams();
    socket.configureBlocking(false);
    setUp = true;
  }

  public SocketChannel socket() {
    return socket;
  }

  public int streams() {
    return streams;
  }

  /** error_status of the message that is being told, 0 when it has none. */
  int errorStatus() {
    return errorStatus;
  }

  public boolean inFlight(int stream) {
    return sentAt[stream] != 0;
  }

  /** When the provision that waits for its answer was sent, in nanoseconds; 0 when none waits. */
  public long sentAt(int stream) {
    return sentAt[stream];
  }

  /** Appends the next CW_provision of a stream; {@link #flush()} sends. */
  public void provision(int stream, long now) {
    int cp = cpNumbers[stream];
    cpNumbers[stream] = cp + 1 & 0xFFFF;
    begin(0x0201, PROVISION_BYTES - 5)
        .putInt(0x000E0002)
        .putShort((short) channelId)
        .putInt(0x000F0002)
        .putShort((short) stream)
        .putInt(0x00120002)
        .putShort((short) cp)
        .putInt(0x000D0004)
        .putInt(1)
        .putInt(0x0014000A)
        .putShort((short) cp)
        .putLong(words.nextLong() | 1)
        .putInt(0x0014000A)
        .putShort((short) (cp + 1))
        .putLong(words.nextLong() | 1);
    sentAt[stream] = now;
  }

  /** True when everything was taken by the socket. */
  public boolean flush() throws IOException {
    out.flip();
    if (out.hasRemaining()) {
      socket.write(out);
    }
    boolean done = !out.hasRemaining();
    out.compact();
    return done;
  }

  /** Reads what is there and tells each answer. */
  public void read(Answers answers) throws IOException {
    if (socket.read(in) < 0) {
      throw new IOException("the ECMG closed channel " + channelId);
    }
    in.flip();
    while (in.remaining() >= 5) {
      int length = in.getShort(in.position() + 3) & 0xFFFF;
      if (in.remaining() < 5 + length) {
        break;
      }
      take(length, answers);
    }
    in.compact();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private void take(int length, Answers answers) {
    int start = in.position();
    int type = in.getShort(start + 1) & 0xFFFF;
    int stream = 0;
    errorStatus = 0;
    for (int at = start + 5; at + 4 <= start + 5 + length; ) {
      int parameter = in.getShort(at) & 0xFFFF;
      if (parameter == 0x000F) {
        stream = in.getShort(at + 4) & 0xFFFF;
      } else if (parameter == ERROR_STATUS) {
        errorStatus = in.getShort(at + 4) & 0xFFFF;
      }
      at += 4 + (in.getShort(at + 2) & 0xFFFF);
    }
    in.position(start + 5 + length);
    long sent = 0;
    if (setUp && stream <= streams) {
      sent = sentAt[stream];
      sentAt[stream] = 0;
    }
    answers.answer(this, type, stream, sent);
  }

  private void setUpStreams() throws IOException {
    int batch = 500;
    for (int first = 1; first <= streams; first += batch) {
      int last = Math.min(streams, first + batch - 1);
      for (int stream = first; stream <= last; stream++) {
        begin(0x0101, 24)
            .putInt(0x000E0002)
            .putShort((short) channelId)
            .putInt(0x000F0002)
            .putShort((short) stream)
            .putInt(0x00190002)
            .putShort((short) stream)
            .putInt(0x00100002)
            .putShort((short) 100);
      }
      awaitStatus(STREAM_STATUS, last - first + 1);
    }
  }

  private void awaitStatus(int wanted, int count) throws IOException {
    while (!flush()) {
      Thread.onSpinWait();
    }
    int[] seen = new int[1];
    int[] other = new int[1];
    while (seen[0] < count) {
      read(
          (peer, type, stream, sent) -> {
            if (type == wanted) {
              seen[0]++;
            } else {
              other[0] = type;
            }
          });
      if (other[0] != 0) {
        throw new IOException(
            "the ECMG answered 0x%04X where 0x%04X was expected".formatted(other[0], wanted));
      }
    }
  }

  private ByteBuffer begin(int type, int length) {
    return out.put((byte) 2).putShort((short) type).putShort((short) length);
  }
}
