package io.caskade.lib.ts;

/**
 * Whether a payload looks like the beginning of a PES packet (ISO/IEC 13818-1, clause 2.4.3.6):
 * start code prefix 00 00 01, a stream_id from BC on, and for the common ones the marker bits of
 * the optional header. Noise passes once in some 50 million payloads, so one packet tells whether a
 * control word was the right one.
 */
public final class PesStart {
  /** Fewest bytes that can be judged. */
  public static final int NEEDED = 9;

  private static final int FIRST_STREAM_ID = 0xBC;
  private static final int PRIVATE_1 = 0xBD;
  private static final int FIRST_AUDIO = 0xC0;
  private static final int LAST_VIDEO = 0xEF;

  private PesStart() {}

  /** True when the {@code length} bytes from {@code offset} begin as a PES packet does. */
  public static boolean at(byte[] bytes, int offset, int length) {
    if (length < NEEDED || bytes[offset] != 0 || bytes[offset + 1] != 0 || bytes[offset + 2] != 1) {
      return false;
    }
    int streamId = bytes[offset + 3] & 0xFF;
    boolean marked = (bytes[offset + 6] & 0xC0) == 0x80;
    return streamId >= FIRST_STREAM_ID && (marked || !hasHeader(streamId));
  }

  private static boolean hasHeader(int streamId) {
    return streamId == PRIVATE_1 || streamId >= FIRST_AUDIO && streamId <= LAST_VIDEO;
  }
}
