package io.caskade.tools.simulator.mux;

import io.caskade.lib.ts.TsPacket;
import io.caskade.lib.ts.section.Section;
import io.caskade.lib.ts.section.SectionAssembler;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Puts changed sections in the place of those of one PID. The changed section takes the place of
 * the packet that completed the old one; a free place becomes a null packet.
 */
final class TableRewrite {
  private final PidPackets packets;
  private final SectionAssembler assembler;
  private final List<byte[]> ready = new ArrayList<>();

  TableRewrite(int pid, UnaryOperator<Section> change) {
    this.packets = new PidPackets(pid);
    this.assembler =
        new SectionAssembler(
            pid, section -> ready.addAll(packets.ofSections(List.of(change.apply(section)))));
  }

  /** Overwrites a packet of this PID; packets beyond the one place go to the inserter. */
  void replace(byte[] packet, PacketInserter inserter, long now) {
    TsPacket view = new TsPacket(packet, 0);
    assembler.accept(view);
    if (ready.isEmpty()) {
      view.stuff(TsPacket.NULL_PID, false, 0);
      return;
    }
    System.arraycopy(ready.remove(0), 0, packet, 0, TsPacket.SIZE);
    inserter.add(ready, now);
    ready.clear();
  }
}
