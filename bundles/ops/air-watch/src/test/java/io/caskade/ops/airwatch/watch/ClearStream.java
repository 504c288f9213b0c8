package io.caskade.ops.airwatch.watch;

import io.caskade.lib.ts.TsFormatException;
import io.caskade.lib.ts.TsPacket;
import io.caskade.lib.ts.TsReader;
import io.caskade.lib.ts.psi.Pat;
import io.caskade.lib.ts.psi.Pmt;
import io.caskade.lib.ts.section.Section;
import io.caskade.lib.ts.section.SectionAssembler;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** The packets of two services before anything is scrambled: a real stream, over and over. */
final class ClearStream {
  private static final String FILE = "two-services.ts";
  private static final Set<Integer> PICTURES = Set.of(0x02, 0x1B);

  private final List<byte[]> packets = new ArrayList<>();
  private final Map<Integer, Pmt> pmts = new TreeMap<>();
  private final Map<Integer, Integer> pmtPids = new TreeMap<>();
  private final Map<Integer, Integer> serviceOfPid = new HashMap<>();
  private int next;

  private ClearStream() {}

  static ClearStream ofTwoServices() throws IOException {
    var made = new ClearStream();
    made.read();
    return made;
  }

  private void read() throws IOException {
    Map<Integer, SectionAssembler> assemblers = new HashMap<>();
    assemblers.put(Pat.PID, new SectionAssembler(Pat.PID, this::pat));
    try (InputStream stream =
            Objects.requireNonNull(
                ClearStream.class.getResourceAsStream("/io/caskade/ops/airwatch/" + FILE));
        TsReader reader = new TsReader(stream, FILE)) {
      byte[] packet = new byte[TsPacket.SIZE];
      while (reader.read(packet, 0)) {
        TsPacket view = new TsPacket(packet, 0);
        SectionAssembler assembler = assemblers.get(view.pid());
        if (assembler != null) {
          assembler.accept(view);
        }
        pmtPids
            .values()
            .forEach(
                pid -> assemblers.computeIfAbsent(pid, id -> new SectionAssembler(id, this::pmt)));
        packets.add(packet.clone());
      }
    }
    packets.removeIf(packet -> !serviceOfPid.containsKey(new TsPacket(packet, 0).pid()));
  }

  private void pat(Section section) {
    try {
      for (Pat.Entry entry : Pat.parse(List.of(section)).programs()) {
        if (!entry.isNetwork()) {
          pmtPids.put(entry.programNumber(), entry.pid());
        }
      }
    } catch (TsFormatException e) {
      throw new IllegalStateException(e);
    }
  }

  private void pmt(Section section) {
    if (section.tableId() != Pmt.TABLE_ID) {
      return;
    }
    try {
      Pmt parsed = Pmt.parse(section);
      pmts.put(parsed.programNumber(), parsed);
      parsed.elementaryPids().forEach(pid -> serviceOfPid.put(pid, parsed.programNumber()));
    } catch (TsFormatException e) {
      throw new IllegalStateException(e);
    }
  }

  List<Integer> services() {
    return List.copyOf(pmts.keySet());
  }

  Collection<Pmt> pmts() {
    return pmts.values();
  }

  int pmtPid(int service) {
    return Objects.requireNonNull(pmtPids.get(service));
  }

  int serviceOf(int pid) {
    return Objects.requireNonNull(serviceOfPid.get(pid));
  }

  boolean isSound(int pid) {
    return Objects.requireNonNull(pmts.get(serviceOf(pid))).streams().stream()
        .anyMatch(stream -> stream.pid() == pid && !PICTURES.contains(stream.streamType()));
  }

  /** A copy of the next packet; behind the last comes the first. */
  TsPacket next() {
    return new TsPacket(packets.get(next++ % packets.size()).clone(), 0);
  }
}
