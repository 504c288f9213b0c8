package io.caskade.lib.ts.section;

import io.caskade.lib.ts.TsPacket;
import java.util.List;

/**
 * Packs sections into the packets of one PID and counts its continuity counter (ISO/IEC 13818-1,
 * clause 2.4.4.1). What is left of the last packet is 0xFF.
 *
 * <p>Not synchronised.
 */
public final class SectionPacketizer {
  private static final int ROOM_WITH_POINTER = TsPacket.MAX_PAYLOAD - 1;

  private final int pid;
  private int continuityCounter;

  /** The first packet gets continuity counter 0. */
  public SectionPacketizer(int pid) {
    this(pid, 0);
  }

  /**
   * @param pid 0..0x1FFF
   * @param continuityCounter of the first packet, 0..15
   */
  public SectionPacketizer(int pid, int continuityCounter) {
    if (pid < 0 || pid > TsPacket.MAX_PID) {
      throw new IllegalArgumentException("PID " + pid + " is not within 0.." + TsPacket.MAX_PID);
    }
    this.pid = pid;
    this.continuityCounter = continuityCounter & 0x0F;
  }

  public int pid() {
    return pid;
  }

  /** One section from the start of a packet, with pointer_field 0; whole packets of 188 bytes. */
  public byte[] packets(Section section) {
    return packets(List.of(section));
  }

  /** Sections back to back: one may begin in the packet in which another ends. */
  public byte[] packets(List<Section> sections) {
    Layout layout = new Layout(sections);
    // The pass that counts and the pass that writes are one code, so they cannot disagree.
    int count = write(layout, new byte[0]);
    byte[] target = new byte[count * TsPacket.SIZE];
    write(layout, target);
    continuityCounter = (continuityCounter + count) & 0x0F;
    return target;
  }

  private int write(Layout layout, byte[] target) {
    int packets = 0;
    int at = 0;
    int next = 0;
    while (at < layout.bytes.length) {
      while (next < layout.starts.length && layout.starts[next] < at) {
        next++;
      }
      int start = next < layout.starts.length ? layout.starts[next] : layout.bytes.length;
      boolean begins = start < layout.bytes.length && start - at < ROOM_WITH_POINTER;
      // Without a pointer_field nothing may begin: the bytes up to the next start are 0xFF.
      int end = begins ? at + ROOM_WITH_POINTER : Math.min(start, at + TsPacket.MAX_PAYLOAD);
      int count = Math.min(end, layout.bytes.length) - at;
      if (target.length > 0) {
        TsPacket packet = new TsPacket(target, packets * TsPacket.SIZE);
        packet.stuff(pid, begins, continuityCounter + packets);
        int payload = packet.payloadOffset();
        if (begins) {
          target[payload++] = (byte) (start - at);
        }
        System.arraycopy(layout.bytes, at, target, payload, count);
      }
      at += count;
      packets++;
    }
    return packets;
  }

  /** The sections as one string of bytes, and where each begins. */
  private static final class Layout {
    private final int[] starts;
    private final byte[] bytes;

    Layout(List<Section> sections) {
      starts = new int[sections.size()];
      int size = 0;
      for (int i = 0; i < starts.length; i++) {
        starts[i] = size;
        size += sections.get(i).size();
      }
      bytes = new byte[size];
      for (int i = 0; i < starts.length; i++) {
        sections.get(i).copyTo(bytes, starts[i]);
      }
    }
  }
}
