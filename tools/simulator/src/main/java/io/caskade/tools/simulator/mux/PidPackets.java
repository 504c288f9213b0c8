package io.caskade.tools.simulator.mux;

import io.caskade.api.base.Octets;
import io.caskade.lib.simulcrypt.SectionTspktFlag;
import io.caskade.lib.ts.TsFormatException;
import io.caskade.lib.ts.TsPacket;
import io.caskade.lib.ts.section.Section;
import io.caskade.lib.ts.section.SectionPacketizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Makes the packets of one PID out of sections and of packets that others made, which get this PID
 * and its continuity counter. Confined to a thread.
 */
final class PidPackets {
  private final int pid;
  private int continuityCounter;

  PidPackets(int pid) {
    this.pid = pid;
  }

  /** Sections back to back, from the start of a packet. */
  List<byte[]> ofSections(List<Section> sections) {
    byte[] packets = new SectionPacketizer(pid, continuityCounter).packets(sections);
    List<byte[]> list = split(packets);
    continuityCounter = (continuityCounter + list.size()) & 0x0F;
    return list;
  }

  /**
   * A datagram of an ECMG or EMMG.
   *
   * @throws TsFormatException when it is not what its form says
   */
  List<byte[]> ofDatagram(SectionTspktFlag form, Octets datagram) throws TsFormatException {
    byte[] bytes = datagram.toByteArray();
    if (form == SectionTspktFlag.SECTIONS) {
      return ofSections(List.of(Section.parse(bytes)));
    }
    requirePackets(bytes);
    List<byte[]> list = split(bytes);
    for (byte[] packet : list) {
      TsPacket view = new TsPacket(packet, 0);
      view.setPid(pid);
      view.setContinuityCounter(continuityCounter);
      continuityCounter = (continuityCounter + 1) & 0x0F;
    }
    return list;
  }

  /**
   * Checks the form of a datagram.
   *
   * @throws TsFormatException with the byte at which it is wrong
   */
  static void require(SectionTspktFlag form, byte[] datagram) throws TsFormatException {
    if (form == SectionTspktFlag.SECTIONS) {
      Section.parse(datagram);
    } else {
      requirePackets(datagram);
    }
  }

  private static void requirePackets(byte[] bytes) throws TsFormatException {
    if (bytes.length == 0 || bytes.length % TsPacket.SIZE != 0) {
      throw new TsFormatException(bytes.length + " bytes are no whole packets of 188", 0);
    }
    for (int at = 0; at < bytes.length; at += TsPacket.SIZE) {
      if (bytes[at] != TsPacket.SYNC_BYTE) {
        throw new TsFormatException("No sync byte 0x47 at byte " + at + " of the packets", at);
      }
    }
  }

  private static List<byte[]> split(byte[] packets) {
    List<byte[]> list = new ArrayList<>();
    for (int at = 0; at < packets.length; at += TsPacket.SIZE) {
      list.add(Arrays.copyOfRange(packets, at, at + TsPacket.SIZE));
    }
    return list;
  }
}
