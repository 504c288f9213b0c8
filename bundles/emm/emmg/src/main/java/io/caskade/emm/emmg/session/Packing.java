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
  private static final int PACKET_BITS = TsPacket.SIZE * 8;

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

  /** False when the bytes are no section; nothing was added then. */
  boolean add(byte[] section) {
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

  int emms() {
    return sections.size();
  }

  /** What it costs on air. */
  long bits() {
    return packets()
        ? (long) ((bytes + PACKET_ROOM - 1) / PACKET_ROOM) * PACKET_BITS
        : (long) Math.ceil((double) bytes * PACKET_BITS / PACKET_ROOM);
  }

  /** The message; the packing is empty again. */
  DataProvision take() {
    OutputSettings.Ids ids = settings.ids();
    boolean named = !settings.data().udp() || settings.data().withIds();
    DataProvision.Builder message =
        named
            ? DataProvision.overTcp(
                settings.version(), ids.clientId(), ids.channel(), ids.stream(), settings.dataId())
            : DataProvision.overUdp(settings.version(), ids.clientId(), ids.data());
    if (packets()) {
      message.datagram(packetizer.packets(sections));
    } else {
      sections.forEach(section -> message.datagram(section.toByteArray()));
    }
    sections.clear();
    bytes = 0;
    return message.build();
  }

  private boolean packets() {
    return settings.form() == SectionTspktFlag.TS_PACKETS;
  }
}
