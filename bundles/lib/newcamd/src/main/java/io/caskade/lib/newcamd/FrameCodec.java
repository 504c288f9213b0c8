package io.caskade.lib.newcamd;

import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Messages to frames and back, under one key. One thread.
 *
 * <pre>
 *   0        2                                  2+8n      10+8n
 *   +--------+----------------------------------+----------+
 *   | 8n + 8 |  header, payload, padding, check |    IV    |
 *   +--------+----------------------------------+----------+
 *             encrypted; xor of all bytes is 0      clear
 * </pre>
 */
public final class FrameCodec {
  /** Longest frame that programs read, with its length field. */
  public static final int LONGEST = 1024;

  /** {@link #frameLength}: more bytes are needed to tell. */
  public static final int PARTIAL = 0;

  /** {@link #frameLength}: no frame begins like this. */
  public static final int INVALID = -1;

  private static final int LENGTH_FIELD = 2;
  private static final int CHECK = 1;
  private static final int SHORTEST = 26;

  private final FrameCipher cipher;
  private final RandomGenerator random;
  private @Nullable ProtocolVersion version;

  private FrameCodec(
      FrameCipher cipher, RandomGenerator random, @Nullable ProtocolVersion version) {
    this.cipher = cipher;
    this.random = random;
    this.version = version;
  }

  /**
   * For an end that knows what is spoken: a client, or a server after the log-in.
   *
   * @param random for IVs and padding
   */
  public static FrameCodec of(FrameCipher cipher, ProtocolVersion version, RandomGenerator random) {
    return new FrameCodec(cipher, random, version);
  }

  /** For a server: the first frame that opens tells the version. */
  public static FrameCodec ofServer(FrameCipher cipher, RandomGenerator random) {
    return new FrameCodec(cipher, random, null);
  }

  /** What is spoken; 525 before the first frame was opened. */
  public ProtocolVersion version() {
    ProtocolVersion known = version;
    return known == null ? ProtocolVersion.P525 : known;
  }

  /**
   * Length of the frame that begins here.
   *
   * @return with its length field; {@link #PARTIAL} when it has not come whole, {@link #INVALID}
   */
  public static int frameLength(byte[] bytes, int offset, int available) {
    if (available < LENGTH_FIELD) {
      return PARTIAL;
    }
    int length = LENGTH_FIELD + ((bytes[offset] & 0xFF) << 8 | bytes[offset + 1] & 0xFF);
    if (length < SHORTEST || length > LONGEST || (length - LENGTH_FIELD) % FrameCipher.BLOCK != 0) {
      return INVALID;
    }
    return available < length ? PARTIAL : length;
  }

  /** Overwrites the keys; nothing can be read or written after it. */
  public void destroy() {
    cipher.destroy();
  }

  /** A frame ready for the wire. */
  public byte[] encode(NewcamdMessage message) {
    ProtocolVersion spoken = version();
    int body = roundUp(spoken.header() + message.length() + CHECK);
    int iv = LENGTH_FIELD + body;
    byte[] frame = new byte[iv + FrameCipher.BLOCK];
    put(frame, 0, body + FrameCipher.BLOCK);
    putHeader(frame, spoken, message.header());
    int end = LENGTH_FIELD + spoken.header() + message.length();
    message.copyTo(frame, end - message.length());
    scatter(frame, end, iv - CHECK);
    frame[iv - CHECK] = xor(frame, LENGTH_FIELD, iv - CHECK);
    scatter(frame, iv, frame.length);
    cipher.seal(frame, LENGTH_FIELD, body, iv);
    return frame;
  }

  /**
   * Opens a frame.
   *
   * @param length as {@link #frameLength} gave it
   * @return empty when its check or its lengths are wrong: another key, or no newcamd
   */
  public Optional<NewcamdMessage> decode(byte[] bytes, int offset, int length) {
    int body = length - LENGTH_FIELD - FrameCipher.BLOCK;
    byte[] plain = new byte[body];
    cipher.open(bytes, offset + LENGTH_FIELD, body, plain);
    try {
      return xor(plain, 0, body) == 0 ? read(plain) : Optional.empty();
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  private Optional<NewcamdMessage> read(byte[] plain) {
    ProtocolVersion spoken = version == null ? recognise(plain) : version;
    int length = payloadLength(plain, spoken);
    if (length < 0) {
      return Optional.empty();
    }
    version = spoken;
    int from = spoken.header();
    return Optional.of(
        new NewcamdMessage(header(plain, spoken), Arrays.copyOfRange(plain, from, from + length)));
  }

  /** As other servers do: 525 when a command of it stands where it should and its length fits. */
  private static ProtocolVersion recognise(byte[] plain) {
    int high = plain[ProtocolVersion.P525.header()] & 0xF0;
    boolean fits = payloadLength(plain, ProtocolVersion.P525) >= 0;
    return (high == 0xE0 || high == 0x80) && fits ? ProtocolVersion.P525 : ProtocolVersion.P524;
  }

  /** -1 when it does not fit. */
  private static int payloadLength(byte[] plain, ProtocolVersion spoken) {
    int at = spoken.header();
    int room = plain.length - CHECK - at;
    if (room < NewcamdMessage.HEAD) {
      return INVALID;
    }
    int length = NewcamdMessage.HEAD + ((plain[at + 1] & 0x0F) << 8 | plain[at + 2] & 0xFF);
    return length <= room ? length : INVALID;
  }

  private static Header header(byte[] plain, ProtocolVersion spoken) {
    return switch (spoken) {
      case P525 ->
          new Header(
              get(plain, 0),
              get(plain, 2),
              get(plain, 4),
              get(plain, 6) << 8 | plain[8] & 0xFF,
              plain[9] & 0xFF);
      case P524 -> new Header(get(plain, 0), get(plain, 4), 0, 0, 0);
    };
  }

  private static void putHeader(byte[] frame, ProtocolVersion spoken, Header header) {
    put(frame, LENGTH_FIELD, header.id());
    switch (spoken) {
      case P525 -> {
        put(frame, LENGTH_FIELD + 2, header.serviceId());
        put(frame, LENGTH_FIELD + 4, header.caSystemId());
        put(frame, LENGTH_FIELD + 6, header.provider() >> 8);
        frame[LENGTH_FIELD + 8] = (byte) header.provider();
        frame[LENGTH_FIELD + 9] = (byte) header.extra();
      }
      case P524 -> put(frame, LENGTH_FIELD + 4, header.serviceId());
    }
  }

  private void scatter(byte[] bytes, int from, int to) {
    for (int at = from; at < to; at += Long.BYTES) {
      long bits = random.nextLong();
      for (int i = at; i < Math.min(at + Long.BYTES, to); i++) {
        bytes[i] = (byte) bits;
        bits >>= Byte.SIZE;
      }
    }
  }

  private static byte xor(byte[] bytes, int from, int to) {
    byte sum = 0;
    for (int i = from; i < to; i++) {
      sum ^= bytes[i];
    }
    return sum;
  }

  private static int roundUp(int length) {
    return (length + FrameCipher.BLOCK - 1) / FrameCipher.BLOCK * FrameCipher.BLOCK;
  }

  private static int get(byte[] bytes, int at) {
    return (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
  }

  private static void put(byte[] bytes, int at, int value) {
    bytes[at] = (byte) (value >> 8);
    bytes[at + 1] = (byte) value;
  }
}
