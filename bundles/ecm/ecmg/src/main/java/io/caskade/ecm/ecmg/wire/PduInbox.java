package io.caskade.ecm.ecmg.wire;

import io.caskade.lib.simulcrypt.Pdu;
import io.caskade.lib.simulcrypt.PduFramer;
import java.util.Arrays;

/**
 * Cuts the bytes of one TCP connection into messages. A whole message is handed on where it lies; a
 * piece is kept, in memory that grows with what has really come and is given back with the end of
 * the message. Kept bytes are overwritten: they may be control words.
 */
final class PduInbox {
  private static final byte[] NOTHING = new byte[0];
  private static final int LEAST = 128;

  private final PduFramer framer;
  private final Sink sink;
  private byte[] held = NOTHING;
  private int heldLength;
  private int toSkip;

  /**
   * @param maxLength longest message, header included
   */
  PduInbox(int maxLength, Sink sink) {
    this.framer = new PduFramer(maxLength);
    this.sink = sink;
  }

  /** Takes messages in their order; the bytes are good during the call only. */
  interface Sink {
    void message(byte[] bytes, int offset, int length);

    /** A message that is longer than allowed; its bytes are skipped. */
    void tooLong(byte[] bytes, int offset, int length);
  }

  void read(byte[] bytes, int offset, int length) {
    int at = offset;
    int end = offset + length;
    while (at < end) {
      if (toSkip > 0) {
        int skipped = Math.min(toSkip, end - at);
        toSkip -= skipped;
        at += skipped;
      } else if (heldLength > 0) {
        at += complete(bytes, at, end - at);
      } else {
        at += take(bytes, at, end - at);
      }
    }
  }

  /** True when a message has begun but not ended. */
  boolean isPartial() {
    return heldLength > 0 || toSkip > 0;
  }

  /** Overwrites and forgets what is held. */
  void close() {
    Arrays.fill(held, (byte) 0);
    held = NOTHING;
    heldLength = 0;
    toSkip = 0;
  }

  /** Bytes of memory that are held. */
  int capacity() {
    return held.length;
  }

  /** Hands on a message that lies here whole, or keeps its piece; returns the bytes used. */
  private int take(byte[] bytes, int at, int available) {
    int measured = framer.measure(bytes, at, available);
    if (measured > 0) {
      sink.message(bytes, at, measured);
      return measured;
    }
    if (measured == PduFramer.TOO_LONG) {
      int whole = PduFramer.announced(bytes, at);
      int here = Math.min(whole, available);
      sink.tooLong(bytes, at, here);
      toSkip = whole - here;
      return here;
    }
    keep(bytes, at, available);
    return available;
  }

  /** Goes on with the held piece; returns the bytes used. */
  private int complete(byte[] bytes, int at, int available) {
    int wanted =
        heldLength < Pdu.HEADER_LENGTH
            ? Pdu.HEADER_LENGTH - heldLength
            : PduFramer.announced(held, 0) - heldLength;
    int used = Math.min(wanted, available);
    keep(bytes, at, used);
    int measured = framer.measure(held, 0, heldLength);
    if (measured > 0) {
      sink.message(held, 0, measured);
      close();
    } else if (measured == PduFramer.TOO_LONG) {
      int whole = PduFramer.announced(held, 0);
      sink.tooLong(held, 0, heldLength);
      int missing = whole - heldLength;
      close();
      toSkip = missing;
    }
    return used;
  }

  private void keep(byte[] bytes, int at, int length) {
    if (heldLength + length > held.length) {
      byte[] larger =
          new byte[Math.min(Pdu.MAX_LENGTH, Math.max(LEAST, 2 * (heldLength + length)))];
      System.arraycopy(held, 0, larger, 0, heldLength);
      Arrays.fill(held, (byte) 0);
      held = larger;
    }
    System.arraycopy(bytes, at, held, heldLength, length);
    heldLength += length;
  }
}
