package io.caskade.tools.simulator.mux;

import io.caskade.lib.simulcrypt.SectionTspktFlag;
import io.caskade.lib.ts.TsFormatException;
import io.caskade.lib.ts.TsPacket;
import io.caskade.lib.ts.section.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * Plays each EMM once on the EMM PID, never faster than the bandwidth allows, counted in packets.
 * Sections that wait share packets. Confined to a thread.
 */
final class EmmPlayout {
  private static final double BITS = TsPacket.SIZE * 8.0;

  /** Packets that may go out at once after a pause. */
  private static final double BURST = 7;

  /** Sections of 62 bytes that fit well into the packets of one burst. */
  private static final int SHARED = 14;

  private final EmmQueue queue;
  private final IntSupplier bandwidthKbit;
  private final PidPackets packets;
  private double credit = 1;
  private long last = Long.MIN_VALUE;
  private long emms;
  private long sent;

  EmmPlayout(int pid, EmmQueue queue, IntSupplier bandwidthKbit) {
    this.packets = new PidPackets(pid);
    this.queue = queue;
    this.bandwidthKbit = bandwidthKbit;
  }

  void advance(long now, PacketInserter inserter) throws TsFormatException {
    if (last != Long.MIN_VALUE) {
      double bits = (now - last) / 1e6 * bandwidthKbit.getAsInt();
      credit = Math.min(BURST, credit + bits / BITS);
    }
    last = now;
    while (credit >= 1) {
      List<byte[]> burst = nextBurst();
      if (burst.isEmpty()) {
        return;
      }
      credit -= burst.size();
      sent += burst.size();
      inserter.add(burst, now);
    }
  }

  private List<byte[]> nextBurst() throws TsFormatException {
    EmmQueue.Emm first = queue.poll();
    if (first == null) {
      return List.of();
    }
    emms++;
    if (first.form() != SectionTspktFlag.SECTIONS) {
      return packets.ofDatagram(first.form(), first.datagram());
    }
    List<Section> sections = new ArrayList<>();
    sections.add(Section.parse(first.datagram().toByteArray()));
    int room = TsPacket.MAX_PAYLOAD - 1 - sections.get(0).size();
    EmmQueue.Emm next = queue.peek();
    while (next != null
        && next.form() == SectionTspktFlag.SECTIONS
        && next.datagram().length() <= room
        && sections.size() < SHARED) {
      queue.poll();
      emms++;
      sections.add(Section.parse(next.datagram().toByteArray()));
      room -= next.datagram().length();
      next = queue.peek();
    }
    return packets.ofSections(sections);
  }

  /** EMMs played. */
  long emms() {
    return emms;
  }

  /** Packets played. */
  long packets() {
    return sent;
  }
}
