package io.caskade.ops.airwatch.watch;

import io.caskade.api.base.AccessCriteria;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.Octets;
import io.caskade.api.ecm.OpenedEcm;
import io.caskade.api.ops.Alarm;
import io.caskade.lib.ts.TsFormatException;
import io.caskade.lib.ts.TsPacket;
import io.caskade.lib.ts.psi.CaDescriptor;
import io.caskade.lib.ts.psi.Pmt;
import io.caskade.lib.ts.psi.ScramblingMode;
import io.caskade.lib.ts.scrambling.Parity;
import io.caskade.lib.ts.scrambling.ScramblingShare;
import io.caskade.lib.ts.section.Section;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One service on air, from its PMT down to its words. Confined to a thread. */
final class ServiceWatch {
  /** A multiplex has no service with more; a stream of garbage might. */
  private static final int MOST_STREAMS = 64;

  private static final long WINDOW = 5 * Moment.SECOND;

  private final int serviceId;
  private final Moment firstSeen;
  private final ServiceAlarms alarms;
  private final ScramblingShare share = new ScramblingShare(WINDOW);
  private final Map<Integer, ElementaryWatch> streams = new HashMap<>();
  private final WordWatch words = new WordWatch();
  private String name = "";
  private @Nullable Section pmtSection;
  private @Nullable Pmt pmt;
  private long pmtAt;
  private boolean knownAlgorithm = true;
  private ServiceIdentity identity = ServiceIdentity.UNKNOWN;
  private EcmWatch ecms;
  private EcmState ecmState = EcmState.NONE;
  private Optional<AccessCriteria> criteria = Optional.empty();

  ServiceWatch(int serviceId, WatchRules rules, Moment now) {
    this.serviceId = serviceId;
    this.firstSeen = now;
    this.pmtAt = now.nanos();
    this.ecms = new EcmWatch(now.nanos());
    this.alarms = new ServiceAlarms(rules);
  }

  /** Takes its PMT; true when it is another one than before. */
  boolean pmt(Section section, Moment now) throws TsFormatException {
    if (pmtSection != null && section.equals(pmtSection)) {
      pmtAt = now.nanos();
      return false;
    }
    Pmt fresh = Pmt.parse(section);
    pmtAt = now.nanos();
    pmtSection = section;
    pmt = fresh;
    knownAlgorithm =
        fresh.descriptors().stream()
            .filter(descriptor -> descriptor.tag() == ScramblingMode.TAG)
            .allMatch(descriptor -> ScramblingMode.from(descriptor).isPresent());
    Set<Integer> pids = new HashSet<>();
    for (Pmt.ElementaryStream stream : fresh.streams()) {
      if (pids.size() < MOST_STREAMS && pids.add(stream.pid())) {
        ElementaryWatch described = described(stream);
        ElementaryWatch known = streams.get(stream.pid());
        if (known == null || !known.sameAs(described)) {
          streams.put(stream.pid(), described);
        }
      }
    }
    streams.keySet().retainAll(pids);
    return true;
  }

  private static ElementaryWatch described(Pmt.ElementaryStream stream) {
    Set<Integer> ecmPids = new HashSet<>();
    stream.caDescriptors().forEach(descriptor -> ecmPids.add(descriptor.caPid()));
    return new ElementaryWatch(StreamKind.of(stream.streamType()), ecmPids);
  }

  /** Finds out anew whose service this is. */
  void identify(String toldName, HeadEndView view, Moment now) {
    name = toldName;
    if (pmt == null) {
      return;
    }
    ServiceIdentity fresh = ServiceIdentity.of(pmt, toldName, identity, view);
    boolean moved =
        !fresh.network().equals(identity.network())
            || !pidOf(fresh.descriptor()).equals(pidOf(identity.descriptor()));
    identity = fresh;
    if (moved) {
      ecms = new EcmWatch(now.nanos());
      ecmState = EcmState.NONE;
      criteria = Optional.empty();
      words.reset();
    }
  }

  private static Optional<Integer> pidOf(Optional<CaDescriptor> descriptor) {
    return descriptor.map(CaDescriptor::caPid);
  }

  Set<Integer> elementaryPids() {
    return streams.keySet();
  }

  Optional<Integer> ecmPid() {
    return pidOf(identity.descriptor());
  }

  Optional<NetworkId> network() {
    return identity.network().map(HeadEndView.CasNetwork::id);
  }

  /** Takes a packet of one of its elementary streams. */
  void packet(TsPacket packet, Moment now) {
    ElementaryWatch stream = streams.get(packet.pid());
    if (stream == null || identity.network().isEmpty()) {
      return;
    }
    share.count(packet, now.nanos());
    stream.share().count(packet, now.nanos());
    words.packet(packet, knownAlgorithm && stream.shows(ecmPid()), now.nanos());
  }

  /** Takes a section of its ECM PID. */
  void ecm(Octets section, EcmOpeners openers, Moment now) {
    EcmWatch.News news = ecms.section(section, now.nanos());
    if (news == EcmWatch.News.NONE || network().isEmpty()) {
      return;
    }
    if (news == EcmWatch.News.TURNED) {
      words.ecmTurned();
    }
    NetworkId network = network().get();
    if (!openers.has(network)) {
      ecmState = EcmState.NO_KEY;
      return;
    }
    Optional<OpenedEcm> contents = openers.open(network, section);
    ecmState = contents.isPresent() ? EcmState.OPEN : EcmState.CLOSED;
    criteria = contents.map(OpenedEcm::accessCriteria);
    contents.ifPresent(
        open -> {
          words.offer(Parity.EVEN, open.even());
          words.offer(Parity.ODD, open.odd());
        });
  }

  /** Other openers are there: the present ECM is to be opened again. */
  void openersChanged() {
    ecms.forget();
  }

  /** The stream comes again after a break. */
  void resume(Moment now) {
    pmtAt = now.nanos();
    ecms.resume(now.nanos());
    words.reset();
    // What is on air is to be opened again: its words were just forgotten.
    ecms.forget();
    share.reset();
    streams.values().forEach(stream -> stream.share().reset());
  }

  void judge(Moment now) {
    alarms.judge(this, now);
  }

  void hold() {
    alarms.hold();
  }

  /** Forgets its words. */
  void destroy() {
    words.reset();
  }

  /** Share of the packets in the clear: of all, or of the picture or sound that is worst. */
  double clearShare(Moment now) {
    double worst = share.clearShare(now.nanos());
    for (ElementaryWatch stream : streams.values()) {
      if (stream.kind() == StreamKind.PICTURE_OR_SOUND) {
        worst = Math.max(worst, stream.share().clearShare(now.nanos()));
      }
    }
    return worst;
  }

  boolean flows(Moment now) {
    return share.packets(now.nanos()) > 0;
  }

  int serviceId() {
    return serviceId;
  }

  /** The program as people call it. */
  String title() {
    String called =
        name.isEmpty() ? identity.sold().map(HeadEndView.SoldService::name).orElse("") : name;
    return called.isEmpty() ? "service " + serviceId : "service " + serviceId + " " + called;
  }

  Moment firstSeen() {
    return firstSeen;
  }

  long pmtAge(Moment now) {
    return now.nanos() - pmtAt;
  }

  ServiceIdentity identity() {
    return identity;
  }

  EcmWatch ecms() {
    return ecms;
  }

  EcmState ecmState() {
    return ecmState;
  }

  Optional<AccessCriteria> criteria() {
    return criteria;
  }

  WordWatch words() {
    return words;
  }

  List<Alarm> alarms(String subject) {
    return alarms.alarms(subject);
  }
}
