package io.caskade.lib.ts;

/**
 * Follows the continuity counter of one PID (ISO/IEC 13818-1, clause 2.4.3.3): it counts packets
 * with payload, and a packet may be sent twice in a row.
 *
 * <p>Not synchronised.
 */
public final class ContinuityCheck {
  /** What a packet is to its predecessor. */
  public enum Verdict {
    /** The first one, the next one, or a jump that the sender announced. */
    IN_ORDER,
    /** The predecessor once more; its payload is to be ignored. */
    REPEATED,
    /** At least one packet is missing before this one. */
    BROKEN
  }

  private static final int NONE = -1;

  private int last = NONE;
  private boolean repeated;

  /** Judges a packet of this PID and remembers it. */
  public Verdict next(TsPacket packet) {
    if (!packet.hasPayload()) {
      return Verdict.IN_ORDER;
    }
    int counter = packet.continuityCounter();
    int before = last;
    last = counter;
    if (before == NONE || counter == ((before + 1) & 0x0F) || packet.discontinuity()) {
      repeated = false;
      return Verdict.IN_ORDER;
    }
    if (counter == before && !repeated) {
      repeated = true;
      return Verdict.REPEATED;
    }
    repeated = false;
    return Verdict.BROKEN;
  }

  /** Forgets what was seen, for example when the stream is changed. */
  public void reset() {
    last = NONE;
    repeated = false;
  }
}
