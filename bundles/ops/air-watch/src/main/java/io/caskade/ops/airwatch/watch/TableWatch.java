package io.caskade.ops.airwatch.watch;

import io.caskade.lib.ts.TsFormatException;
import io.caskade.lib.ts.psi.Cat;
import io.caskade.lib.ts.psi.Pat;
import io.caskade.lib.ts.psi.Sdt;
import io.caskade.lib.ts.psi.ServiceDescriptor;
import io.caskade.lib.ts.psi.TableFollower;
import io.caskade.lib.ts.section.Section;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** PAT, CAT and SDT of the stream: what they say now, and when the CAT was last there. */
final class TableWatch {
  /** A multiplex carries dozens; a stream of garbage might name 65,535. */
  static final int MOST_SERVICES = 256;

  private final TableFollower pats = new TableFollower(Pat.TABLE_ID);
  private final TableFollower cats = new TableFollower(Cat.TABLE_ID);
  private final TableFollower sdts = new TableFollower(Sdt.TABLE_ID);
  private Map<Integer, Integer> pmtPids = Map.of();
  private Map<Integer, Integer> emmPids = Map.of();
  private Map<Integer, String> names = Map.of();
  private long catAt;

  TableWatch(long now) {
    catAt = now;
  }

  /** Takes a section of PID 0, 1 or 0x11; true when a table says something else than before. */
  boolean section(int pid, Section section, long now) throws TsFormatException {
    return switch (pid) {
      case Pat.PID -> pat(pats.accept(section));
      case Cat.PID -> {
        if (cats.concerns(section)) {
          catAt = now;
        }
        yield cat(cats.accept(section));
      }
      default -> sdt(sdts.accept(section));
    };
  }

  private boolean pat(Optional<List<Section>> sections) throws TsFormatException {
    if (sections.isEmpty()) {
      return false;
    }
    Map<Integer, Integer> fresh = new TreeMap<>();
    for (Pat.Entry entry : Pat.parse(sections.get()).programs()) {
      if (!entry.isNetwork() && fresh.size() < MOST_SERVICES) {
        fresh.put(entry.programNumber(), entry.pid());
      }
    }
    boolean changed = !fresh.equals(pmtPids);
    pmtPids = fresh;
    return changed;
  }

  private boolean cat(Optional<List<Section>> sections) throws TsFormatException {
    if (sections.isEmpty()) {
      return false;
    }
    Map<Integer, Integer> fresh = new HashMap<>();
    Cat.parse(sections.get())
        .caDescriptors()
        .forEach(descriptor -> fresh.putIfAbsent(descriptor.caSystemId(), descriptor.caPid()));
    boolean changed = !fresh.equals(emmPids);
    emmPids = fresh;
    return changed;
  }

  private boolean sdt(Optional<List<Section>> sections) throws TsFormatException {
    if (sections.isEmpty()) {
      return false;
    }
    Map<Integer, String> fresh = new HashMap<>();
    for (Sdt.Service service : Sdt.parse(sections.get()).services()) {
      if (fresh.size() < MOST_SERVICES) {
        service
            .description()
            .map(ServiceDescriptor::name)
            .ifPresent(name -> fresh.put(service.serviceId(), printable(name)));
      }
    }
    boolean changed = !fresh.equals(names);
    names = fresh;
    return changed;
  }

  /** A name from air goes to logs and screens: nothing that steers a terminal stays in it. */
  private static String printable(String name) {
    return name.replaceAll("\\p{Cntrl}", "").strip();
  }

  /** PID of the PMT by service_id. */
  Map<Integer, Integer> pmtPids() {
    return pmtPids;
  }

  /** PID of the EMMs by CA_system_id. */
  Map<Integer, Integer> emmPids() {
    return emmPids;
  }

  String name(int serviceId) {
    return names.getOrDefault(serviceId, "");
  }

  long catAge(long now) {
    return now - catAt;
  }

  /** The stream was away until now. */
  void resume(long now) {
    catAt = now;
  }
}
