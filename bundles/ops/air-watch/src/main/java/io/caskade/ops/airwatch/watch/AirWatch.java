package io.caskade.ops.airwatch.watch;

import io.caskade.api.base.NetworkId;
import io.caskade.api.base.Octets;
import io.caskade.api.ops.Alarm;
import io.caskade.api.ops.AlarmCode;
import io.caskade.lib.ts.ContinuityCheck;
import io.caskade.lib.ts.TsFormatException;
import io.caskade.lib.ts.TsPacket;
import io.caskade.lib.ts.psi.Cat;
import io.caskade.lib.ts.psi.Pat;
import io.caskade.lib.ts.psi.Pmt;
import io.caskade.lib.ts.psi.Sdt;
import io.caskade.lib.ts.section.Section;
import io.caskade.lib.ts.section.SectionAssembler;
import io.caskade.ops.airwatch.watch.HeadEndView.CasNetwork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Watches one transport stream: packets and moments in, a report out. Whatever comes is taken, and
 * what is kept is bounded: {@value TableWatch#MOST_SERVICES} services of 64 streams, and per PID
 * that a table names one section at work. Confined to a thread.
 */
public final class AirWatch implements AutoCloseable {
  private static final long SILENCE = Moment.SECOND;
  private static final long ROUTE_EVERY = Moment.SECOND / 10;
  private static final int FIRST_EMM_TABLE = 0x82;
  private static final int LAST_EMM_TABLE = 0x8F;

  private final String title;
  private final WatchRules rules;
  private final TableWatch tables;
  private final EmmWatch emms;
  private final AlarmLine streamMissing;
  private final Map<Integer, ServiceWatch> services = new TreeMap<>();
  private final Map<NetworkId, AlarmLine> cats = new TreeMap<>();
  private final Map<Integer, SectionAssembler> assemblers = new HashMap<>();
  private final Map<Integer, List<ServiceWatch>> byStream = new HashMap<>();
  private final Map<Integer, List<ServiceWatch>> byEcmPid = new HashMap<>();
  private final Map<Integer, List<NetworkId>> byEmmPid = new HashMap<>();
  private final Map<Integer, List<Integer>> byPmtPid = new HashMap<>();
  private final ContinuityCheck[] continuity = new ContinuityCheck[TsPacket.MAX_PID + 1];
  private final Tally tally = new Tally();
  private HeadEndView view = HeadEndView.EMPTY;
  private EcmOpeners openers = EcmOpeners.none();
  private Moment now;
  private long lastPacket;
  private boolean silent = true;
  private boolean stale;
  private long routedAt;

  /**
   * @param title of the probe in alarms, for example {@code air-watch north}
   */
  public AirWatch(String title, WatchRules rules, Moment now) {
    this.title = title;
    this.rules = rules;
    this.now = now;
    this.lastPacket = now.nanos();
    this.tables = new TableWatch(now.nanos());
    this.emms = new EmmWatch(rules);
    this.streamMissing =
        new AlarmLine(AlarmCode.AIR_STREAM_MISSING, rules.raiseAfter(), Duration.ZERO);
    route();
  }

  /** Takes over what the head-end means to send. */
  public void view(HeadEndView fresh, Moment at) {
    now = at;
    if (fresh.equals(view)) {
      return;
    }
    view = fresh;
    emms.cards(fresh.cards(), at);
    services
        .values()
        .forEach(service -> service.identify(tables.name(service.serviceId()), view, at));
    route();
  }

  /** Takes over other openers; those before are closed. */
  public void openers(EcmOpeners fresh) {
    openers.close();
    openers = fresh;
    services.values().forEach(ServiceWatch::openersChanged);
  }

  /**
   * Takes the next packet.
   *
   * @param at never falls
   */
  public void packet(TsPacket packet, Moment at) {
    now = at;
    if (!packet.hasSync() || packet.transportError()) {
      tally.damaged++;
      return;
    }
    if (silent) {
      resume();
    }
    lastPacket = at.nanos();
    tally.packets++;
    int pid = packet.pid();
    if (pid == TsPacket.NULL_PID) {
      return;
    }
    countContinuity(packet, pid);
    SectionAssembler assembler = assemblers.get(pid);
    if (assembler != null) {
      assembler.accept(packet);
      routeWhenDue();
    }
    for (ServiceWatch service : byStream.getOrDefault(pid, List.of())) {
      service.packet(packet, at);
    }
  }

  /** Tables that never rest, as garbage does, must not cost more than the stream itself. */
  private void routeWhenDue() {
    if (stale && now.nanos() - routedAt >= ROUTE_EVERY) {
      route();
    }
  }

  private void countContinuity(TsPacket packet, int pid) {
    ContinuityCheck check = continuity[pid];
    if (check == null) {
      check = new ContinuityCheck();
      continuity[pid] = check;
    }
    if (check.next(packet) == ContinuityCheck.Verdict.BROKEN) {
      tally.broken++;
    }
  }

  /** The stream jumps here, as a file does when it begins again. */
  public void seam(Moment at) {
    now = at;
    for (ContinuityCheck check : continuity) {
      if (check != null) {
        check.reset();
      }
    }
    resume();
  }

  private void resume() {
    silent = false;
    tables.resume(now.nanos());
    emms.resume(now);
    services.values().forEach(service -> service.resume(now));
  }

  private void section(int pid, Section section) {
    tally.sections++;
    try {
      if (pid == Pat.PID || pid == Cat.PID || pid == Sdt.PID) {
        stale |= tables.section(pid, section, now.nanos());
      }
      if (section.tableId() == Pmt.TABLE_ID && section.isLong() && section.part().current()) {
        pmt(pid, section);
      }
    } catch (TsFormatException e) {
      tally.refused++;
    }
    if (section.isConditionalAccess()) {
      conditionalAccess(pid, section);
    }
  }

  private void pmt(int pid, Section section) throws TsFormatException {
    int serviceId = section.part().extension();
    if (!byPmtPid.getOrDefault(pid, List.of()).contains(serviceId)) {
      return;
    }
    ServiceWatch service = services.get(serviceId);
    if (service != null && service.pmt(section, now)) {
      service.identify(tables.name(serviceId), view, now);
      stale = true;
    }
  }

  private void conditionalAccess(int pid, Section section) {
    Octets octets = Octets.of(section.toByteArray());
    if (section.tableId() < FIRST_EMM_TABLE) {
      List<ServiceWatch> concerned = byEcmPid.getOrDefault(pid, List.of());
      tally.ecms += concerned.isEmpty() ? 0 : 1;
      concerned.forEach(service -> service.ecm(octets, openers, now));
    } else if (section.tableId() <= LAST_EMM_TABLE) {
      byEmmPid.getOrDefault(pid, List.of()).forEach(network -> emms.emm(network, octets, now));
    }
  }

  /** Works out anew which PID belongs to whom, after a table or the head-end's view changed. */
  private void route() {
    stale = false;
    routedAt = now.nanos();
    Map<Integer, Integer> pmtPids = tables.pmtPids();
    services.entrySet().removeIf(entry -> gone(entry.getValue(), pmtPids));
    byPmtPid.clear();
    pmtPids.forEach(
        (serviceId, pid) -> {
          services.computeIfAbsent(serviceId, id -> new ServiceWatch(id, rules, now));
          add(byPmtPid, pid, serviceId);
        });
    byStream.clear();
    byEcmPid.clear();
    for (ServiceWatch service : services.values()) {
      service.identify(tables.name(service.serviceId()), view, now);
      service.elementaryPids().forEach(pid -> add(byStream, pid, service));
      service.ecmPid().ifPresent(pid -> add(byEcmPid, pid, service));
    }
    byEmmPid.clear();
    for (CasNetwork network : view.networks()) {
      Integer pid = tables.emmPids().get(network.caSystemId());
      if (pid != null) {
        add(byEmmPid, pid, network.id());
      }
    }
    listen();
  }

  private static boolean gone(ServiceWatch service, Map<Integer, Integer> pmtPids) {
    if (pmtPids.containsKey(service.serviceId())) {
      return false;
    }
    service.destroy();
    return true;
  }

  private void listen() {
    Set<Integer> wanted = new HashSet<>(Set.of(Pat.PID, Cat.PID, Sdt.PID));
    wanted.addAll(byPmtPid.keySet());
    wanted.addAll(byEcmPid.keySet());
    wanted.addAll(byEmmPid.keySet());
    assemblers.keySet().retainAll(wanted);
    for (int pid : wanted) {
      assemblers.computeIfAbsent(
          pid, id -> new SectionAssembler(id, section -> section(id, section)));
    }
  }

  private static <V> void add(Map<Integer, List<V>> map, int pid, V value) {
    map.computeIfAbsent(pid, key -> new ArrayList<>()).add(value);
  }

  /** Judges what holds now; to be called a few times a second. */
  public AirReport report(Moment at) {
    now = at;
    boolean missing = at.nanos() - lastPacket > SILENCE;
    silent |= missing;
    routeWhenDue();
    streamMissing.judge(missing, at, at.secondsSince(lastPacket));
    if (silent) {
      services.values().forEach(ServiceWatch::hold);
      cats.values().forEach(AlarmLine::hold);
      emms.hold();
    } else {
      services.values().forEach(service -> service.judge(at));
      judgeCats();
      emms.judge(at);
    }
    return new AirReport(
        at.wall(),
        !silent,
        Duration.ofNanos(at.nanos() - lastPacket),
        serviceLines(),
        emms.lines(at),
        (int) services.values().stream().filter(s -> s.network().isEmpty()).count(),
        alarms(),
        tally.read(emms.emms()));
  }

  /** The CAT has to name every network that has a service in this stream. */
  private void judgeCats() {
    Set<NetworkId> present = new HashSet<>();
    services.values().forEach(service -> service.network().ifPresent(present::add));
    cats.keySet().retainAll(present);
    for (NetworkId id : present) {
      Optional<CasNetwork> network = view.network(id);
      boolean found =
          tables.catAge(now.nanos()) <= ServiceAlarms.TABLE_AGE
              && network.filter(n -> tables.emmPids().containsKey(n.caSystemId())).isPresent();
      cats.computeIfAbsent(id, key -> new AlarmLine(AlarmCode.AIR_DESCRIPTOR_MISSING, rules))
          .judge(
              !found,
              now,
              "CAT",
              network.map(n -> ServiceAlarms.caSystemId(n.caSystemId())).orElse(""));
    }
  }

  private List<Alarm> alarms() {
    List<Alarm> alarms = new ArrayList<>();
    streamMissing.alarm(title).ifPresent(alarms::add);
    cats.forEach((id, line) -> line.alarm(title + ", network " + id).ifPresent(alarms::add));
    services.values().forEach(service -> alarms.addAll(alarmsOf(service)));
    alarms.addAll(emms.alarms(title));
    return alarms;
  }

  private List<Alarm> alarmsOf(ServiceWatch service) {
    return service.alarms(title + ", " + service.title());
  }

  private List<AirReport.ServiceLine> serviceLines() {
    List<AirReport.CardLine> cards = emms.lines(now);
    return services.values().stream()
        .filter(service -> service.network().isPresent())
        .map(service -> ServiceReading.of(service, cards, alarmsOf(service), now))
        .toList();
  }

  /** Forgets words and keys. */
  @Override
  public void close() {
    services.values().forEach(ServiceWatch::destroy);
    openers.close();
    openers = EcmOpeners.none();
  }

  /** What was counted since the start. */
  private static final class Tally {
    private long packets;
    private long damaged;
    private long broken;
    private long sections;
    private long refused;
    private long ecms;

    Map<String, Long> read(long emms) {
      Map<String, Long> counters = new LinkedHashMap<>();
      counters.put("packets", packets);
      counters.put("damaged_packets", damaged);
      counters.put("continuity_errors", broken);
      counters.put("sections", sections);
      counters.put("refused_tables", refused);
      counters.put("ecms", ecms);
      counters.put("emms", emms);
      return counters;
    }
  }
}
