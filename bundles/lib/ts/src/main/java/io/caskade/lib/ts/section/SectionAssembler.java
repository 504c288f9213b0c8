package io.caskade.lib.ts.section;

import io.caskade.lib.ts.ContinuityCheck;
import io.caskade.lib.ts.ContinuityCheck.Verdict;
import io.caskade.lib.ts.TsFormatException;
import io.caskade.lib.ts.TsPacket;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Cuts the sections of one PID out of its packets (ISO/IEC 13818-1, clause 2.4.4.1). The
 * pointer_field of a packet with unit start tells where the next section begins; from there
 * sections follow each other until 0xFF or the packet's end.
 *
 * <p>What cannot be put together (lost packets, scrambled packets, lengths that lie, a wrong CRC)
 * is dropped and counted; nothing is thrown. Not synchronised.
 */
public final class SectionAssembler {
  private static final int STUFFING = 0xFF;

  private final int pid;
  private final Consumer<Section> sink;
  private final ContinuityCheck continuity = new ContinuityCheck();
  private final byte[] pending = new byte[Section.MAX_SIZE];
  private int filled;
  private boolean collecting;
  private long sections;
  private long dropped;
  private long crcErrors;
  private long discontinuities;

  /**
   * @param pid 0..0x1FFF; packets of other PIDs are ignored
   * @param sink takes each whole section, at once and on the caller's thread
   */
  public SectionAssembler(int pid, Consumer<Section> sink) {
    this.pid = pid;
    this.sink = sink;
  }

  public int pid() {
    return pid;
  }

  /** Takes the next packet of the stream. */
  public void accept(TsPacket packet) {
    if (packet.pid() != pid || !packet.hasPayload() || packet.transportError()) {
      return;
    }
    Verdict verdict = continuity.next(packet);
    if (verdict == Verdict.REPEATED) {
      return;
    }
    if (verdict == Verdict.BROKEN) {
      discontinuities++;
      abandon();
    }
    int from = packet.payloadOffset();
    int to = packet.offset() + TsPacket.SIZE;
    if (packet.scramblingControl() != 0 || from == to) {
      abandon();
    } else if (packet.unitStart()) {
      acceptStart(packet.buffer(), from, to);
    } else {
      append(packet.buffer(), from, to);
    }
  }

  private void acceptStart(byte[] buffer, int from, int to) {
    int first = from + 1 + (buffer[from] & 0xFF);
    if (first >= to) {
      // The pointer lies; an old section may still end here, a new one cannot begin.
      dropped++;
      abandon();
      return;
    }
    append(buffer, from + 1, first);
    abandon();
    int at = first;
    while (at < to && (buffer[at] & 0xFF) != STUFFING) {
      collecting = true;
      at = append(buffer, at, to);
    }
  }

  /**
   * Feeds the section at work; returns the index after the last byte used. After a length that lies
   * nothing in this stretch can be trusted, so all of it is used up.
   */
  private int append(byte[] buffer, int from, int to) {
    int at = from;
    while (collecting && at < to) {
      int count = Math.min(wanted() - filled, to - at);
      System.arraycopy(buffer, at, pending, filled, count);
      at += count;
      filled += count;
      if (filled >= Section.SHORT_HEADER && wanted() > Section.MAX_SIZE) {
        abandon();
        return to;
      }
      if (filled == wanted()) {
        byte[] bytes = Arrays.copyOf(pending, filled);
        reset();
        deliver(bytes);
      }
    }
    return at;
  }

  /** Bytes to collect before something can be decided: the header, then the whole section. */
  private int wanted() {
    return filled < Section.SHORT_HEADER ? Section.SHORT_HEADER : Section.sizeOf(pending, 0);
  }

  private void deliver(byte[] bytes) {
    Section section;
    try {
      section = Section.parse(bytes);
    } catch (TsFormatException e) {
      throw new IllegalStateException("The length was taken from this very header", e);
    }
    if (section.hasValidCrc()) {
      sections++;
      sink.accept(section);
    } else {
      crcErrors++;
    }
  }

  private void abandon() {
    if (collecting) {
      dropped++;
    }
    reset();
  }

  private void reset() {
    collecting = false;
    filled = 0;
  }

  /** Sections delivered. */
  public long sections() {
    return sections;
  }

  /** Sections begun and not finished, because a packet was missing, scrambled or wrong. */
  public long dropped() {
    return dropped;
  }

  /** Sections not delivered because of their CRC. */
  public long crcErrors() {
    return crcErrors;
  }

  /** Jumps of the continuity counter. */
  public long discontinuities() {
    return discontinuities;
  }
}
