package io.caskade.lib.simulcrypt;

import java.nio.ByteBuffer;

/**
 * Finds the end of a message in a TCP byte stream. The only framing is message_length, so a message
 * may come in pieces, or ten at once; a receiver asks again when it has read more.
 *
 * <pre>
 *   version(1) message_type(2) message_length(2) | message_length bytes | next version(1) ...
 *   |&lt;--------------- result of measure ----------------------------&gt;|
 * </pre>
 *
 * <p>Holds no state but the limit and never looks behind what is readable.
 */
public final class PduFramer {
  /** The message is not complete; read more. */
  public static final int NEEDS_MORE = 0;

  /**
   * The message announces more bytes than the caller wants to hold. {@link #announced} tells how
   * many to skip; answer with the decoder's {@code tooLong}.
   */
  public static final int TOO_LONG = -1;

  private final int maxLength;

  /**
   * Frames messages up to a length.
   *
   * @param maxLength most bytes of a whole message, header included: 5..{@value Pdu#MAX_LENGTH}
   */
  public PduFramer(int maxLength) {
    if (maxLength < Pdu.HEADER_LENGTH) {
      throw new IllegalArgumentException("a message has at least 5 bytes, not " + maxLength);
    }
    this.maxLength = maxLength;
  }

  /**
   * Finds the end of the first message.
   *
   * @param readable how many bytes from {@code offset} have arrived
   * @return length of the first message, header included, or {@link #NEEDS_MORE}, or {@link
   *     #TOO_LONG} (as soon as the header is there)
   */
  public int measure(byte[] bytes, int offset, int readable) {
    return readable < Pdu.HEADER_LENGTH
        ? NEEDS_MORE
        : measure(readable, ((bytes[offset + 3] & 0xFF) << 8) | (bytes[offset + 4] & 0xFF));
  }

  /** The same from the buffer's position to its limit; neither moves. */
  public int measure(ByteBuffer buffer) {
    int readable = buffer.remaining();
    int at = buffer.position() + 3;
    return readable < Pdu.HEADER_LENGTH
        ? NEEDS_MORE
        : measure(readable, ((buffer.get(at) & 0xFF) << 8) | (buffer.get(at + 1) & 0xFF));
  }

  /**
   * The same for a buffer of another kind.
   *
   * @param readable bytes that have arrived, at least 5
   * @param messageLength bytes 3 and 4 as a number, 0..65535
   */
  public int measure(int readable, int messageLength) {
    int whole = Pdu.HEADER_LENGTH + messageLength;
    if (whole > maxLength) {
      return TOO_LONG;
    }
    return whole <= readable ? whole : NEEDS_MORE;
  }

  /** Bytes of the whole message as its header (5 bytes at {@code offset}) announces. */
  public static int announced(byte[] bytes, int offset) {
    return Pdu.HEADER_LENGTH + (((bytes[offset + 3] & 0xFF) << 8) | (bytes[offset + 4] & 0xFF));
  }
}
