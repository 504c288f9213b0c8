package io.caskade.emm.emmg.session;

import io.caskade.lib.simulcrypt.SectionTspktFlag;
import io.caskade.lib.simulcrypt.emmg.DataProvision;
import io.caskade.lib.ts.TsFormatException;
import io.caskade.lib.ts.TsPacket;
import io.caskade.lib.ts.section.Section;
import io.caskade.lib.ts.section.SectionPacketizer;
import java.util.ArrayList;
import java.util.List;

/** Puts EMMs into one data_provision: a section each, or packed into TS packets. */
final class Packing {
  /** Payload of a packet in which a section begins. */
  private static final int PACKET_ROOM = TsPacket.SIZE - 5;

  /** Sections are counted as the TS packets that will carry them (simulcrypt, 6.3). */
  private static final int PACKET_BITS = TsPacket.SIZE * Byte.SIZE;

  private static final int NULL_PID = 0x1FFF;

  private final OutputSettings settings;
  private final SectionPacketizer packetizer = new SectionPacketizer(NULL_PID);
  private final List<Section> sections = new ArrayList<>();
  private int bytes;

  Packing(OutputSettings settings) {
    this.settings = settings;
  }

  /** Bytes that the next section may have, 0 when nothing more goes in. */
  int room() {
    if (packets()) {
      int packets =
          Math.min(settings.limits().datagrams(), settings.limits().bytes() / TsPacket.SIZE);
      return packets * PACKET_ROOM - bytes;
    }
    return sections.size() == settings.limits().datagrams() ? 0 : settings.limits().bytes() - bytes;
  }

  /** False when the bytes are no section or have no room; nothing was added then. */
  boolean add(byte[] section) {
    if (section.length > room()) {
      return false;
    }
    try {
      sections.add(Section.parse(section));
      bytes += section.length;
      return true;
    } catch (TsFormatException e) {
      return false;
    }
  }

  boolean isEmpty() {
    return sections.isEmpty();
  }

  /** What was added; the packing is empty again. */
  Provision take() {
    OutputSettings.Ids ids = settings.ids();
    boolean named = !settings.data().udp() || settings.data().withIds();
    DataProvision.Builder message =
        named
            ? DataProvision.overTcp(
                settings.version(), ids.clientId(), ids.channel(), ids.stream(), settings.dataId())
            : DataProvision.overUdp(settings.version(), ids.clientId(), ids.data());
    int emms = sections.size();
    long bits = packets() ? addPackets(message) : addSections(message);
    sections.clear();
    bytes = 0;
    return new Provision(message.build(), emms, bits);
  }

  private long addPackets(DataProvision.Builder message) {
    byte[] packets = packetizer.packets(sections);
    message.datagram(packets);
    return (long) packets.length * Byte.SIZE;
  }

  private long addSections(DataProvision.Builder message) {
    sections.forEach(section -> message.datagram(section.toByteArray()));
    return ((long) bytes * PACKET_BITS + PACKET_ROOM - 1) / PACKET_ROOM;
  }

  private boolean packets() {
    return settings.form() == SectionTspktFlag.TS_PACKETS;
  }
}
