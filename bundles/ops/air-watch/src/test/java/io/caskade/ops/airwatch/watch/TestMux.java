package io.caskade.ops.airwatch.watch;

import io.caskade.api.base.CardRights;
import io.caskade.api.base.CardSerial;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.Octets;
import io.caskade.api.base.ProductMask;
import io.caskade.api.ecm.CardCalendar;
import io.caskade.api.ecm.CryptoPeriodWord;
import io.caskade.api.ecm.EcmInput;
import io.caskade.api.ecm.EcmWorker;
import io.caskade.api.ecm.EmmWorker;
import io.caskade.api.keys.CardKey;
import io.caskade.api.keys.EcmKey;
import io.caskade.api.ops.AlarmCode;
import io.caskade.ecm.profiletvcas3.Tvcas3Profile;
import io.caskade.keys.crypto.BlockCiphers;
import io.caskade.lib.ts.TsPacket;
import io.caskade.lib.ts.psi.CaDescriptor;
import io.caskade.lib.ts.psi.Cat;
import io.caskade.lib.ts.psi.Descriptor;
import io.caskade.lib.ts.psi.Pat;
import io.caskade.lib.ts.psi.Pmt;
import io.caskade.lib.ts.psi.ScramblingMode;
import io.caskade.lib.ts.psi.Sdt;
import io.caskade.lib.ts.scrambling.PacketScrambler;
import io.caskade.lib.ts.scrambling.Parity;
import io.caskade.lib.ts.scrambling.ScramblingAlgorithm;
import io.caskade.lib.ts.section.Section;
import io.caskade.lib.ts.section.SectionPacketizer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A mux of two scrambled services in virtual time, in front of a watch: real packets of a real
 * stream, ECMs and EMMs of the real profile, and a switch for each fault.
 */
final class TestMux implements AutoCloseable {
  static final NetworkId MAIN = new NetworkId("main");
  static final int CA_SYSTEM_ID = 0x0B00;
  static final Instant START = Instant.parse("2026-11-21T12:00:00Z");
  static final Duration PERIOD = Duration.ofSeconds(4);
  static final CardSerial CARD = new CardSerial(2_100_000_001L);
  static final WatchRules RULES =
      new WatchRules(
          Duration.ofMillis(100),
          Duration.ofMillis(400),
          Duration.ofSeconds(60),
          Duration.ofSeconds(5),
          5,
          Duration.ofSeconds(3),
          Duration.ofSeconds(5));

  private static final long MILLI = 1_000_000L;
  private static final int EMM_PID = 0x1F0;
  private static final int FIRST_ECM_PID = 0x1E0;

  /** What can be broken. */
  enum Fault {
    CLEAR,
    SOUND_CLEAR,
    WORD_KEPT,
    PARITY_STUCK,
    NO_ECM,
    SLOW_ECM,
    ECM_OF_ANOTHER_KEY,
    ECM_OF_ANOTHER_SERVICE,
    ECM_WORDS_REPEATED,
    OTHER_CRITERIA,
    NO_PMT_DESCRIPTOR,
    NO_PMT,
    NO_CAT,
    CAT_EMPTY,
    NO_EMM,
    OLD_EMM,
    MARKED_AS_CSA3,
    SILENT
  }

  private final ClearStream input = ClearStream.ofTwoServices();
  private final Map<Integer, PacketScrambler> scramblers = new HashMap<>();
  private final Map<Integer, Long> installed = new HashMap<>();
  private final Map<Integer, SectionPacketizer> packetizers = new HashMap<>();
  private final Map<Integer, Integer> counters = new HashMap<>();
  private final Random random = new Random(20261121);
  private final ServiceWords words = new ServiceWords(random);
  private final Tvcas3Profile profile = new Tvcas3Profile(new BlockCiphers());
  private final EcmKey key = key(1);
  private final EcmWorker ecmWorker = profile.ecmWorker(key, new Random(7));
  private final EcmWorker foreignWorker = profile.ecmWorker(key(2), new Random(7));
  private final Map<Integer, Section> ecms = new HashMap<>();
  private final Map<Integer, String> ecmOf = new HashMap<>();
  private final Set<Fault> faults = new TreeSet<>();
  private final AirWatch watch;
  private Section emm;
  private final Section oldEmm;
  private long frozenCp = -1;
  private long ecmLead;
  private long nanos = 1_000_000_000_000L;
  private final long begin = nanos;
  private double drop;
  private AirReport report;
  private List<byte[]> recording = new ArrayList<>();
  private boolean record;

  TestMux() throws IOException {
    this(RULES);
  }

  TestMux(WatchRules rules) throws IOException {
    emm = emm(new ProductMask(1));
    oldEmm = emm(new ProductMask(2));
    watch = new AirWatch("air-watch test", rules, moment());
    watch.openers(new EcmOpeners(Map.of(MAIN, profile.ecmOpener(key))));
    watch.view(view(new ProductMask(1), new ProductMask(2)), moment());
    report = AirReport.empty(START);
  }

  private static EcmKey key(int seed) {
    byte[] bytes = new byte[32];
    new Random(seed).nextBytes(bytes);
    return new EcmKey(bytes);
  }

  List<Integer> services() {
    return input.services();
  }

  /** The head-end sells the two services with these masks and knows the test card. */
  HeadEndView view(ProductMask first, ProductMask second) {
    return new HeadEndView(
        List.of(new HeadEndView.CasNetwork(MAIN, CA_SYSTEM_ID)),
        List.of(
            new HeadEndView.SoldService(MAIN, services().get(0), "One", first),
            new HeadEndView.SoldService(MAIN, services().get(1), "Two", second)),
        List.of(
            new HeadEndView.TestCard(
                MAIN, CARD, Optional.of(rights(new ProductMask(1))), Optional.of(octets(emm)))));
  }

  private static Octets octets(Section section) {
    return Octets.of(section.toByteArray());
  }

  private static CardRights rights(ProductMask products) {
    return new CardRights(
        products, START.minusSeconds(86_400), START.plusSeconds(86_400), false, true);
  }

  private Section emm(ProductMask products) throws IOException {
    CardCalendar calendar = new CardCalendar(ZoneOffset.UTC, ZoneId.of("UTC"), ZoneOffset.UTC);
    byte[] bytes = new byte[16];
    Arrays.fill(bytes, (byte) 0x5A);
    try (EmmWorker worker = profile.emmWorker(calendar)) {
      return Section.parse(
          worker.emm(CARD, new CardKey(bytes), rights(products)).section().toByteArray());
    }
  }

  AirWatch watch() {
    return watch;
  }

  Moment moment() {
    return new Moment(nanos, START.plusNanos(nanos - begin));
  }

  TestMux with(Fault fault) {
    faults.add(fault);
    frozenCp = -1;
    return this;
  }

  TestMux without(Fault fault) {
    faults.remove(fault);
    frozenCp = -1;
    return this;
  }

  /** ECMs come so much before (or after) their crypto period begins. */
  TestMux ecmLead(Duration lead) {
    ecmLead = lead.toNanos();
    return this;
  }

  /** So many of all packets are lost on the way. */
  TestMux drop(double share) {
    drop = share;
    return this;
  }

  /** Keeps what is sent from now on. */
  TestMux recording() {
    record = true;
    return this;
  }

  List<byte[]> recorded() {
    return recording;
  }

  /** Goes on; a packet every three milliseconds beside what is inserted. */
  AirReport run(Duration time) throws IOException {
    for (long ms = 0; ms < time.toMillis(); ms++) {
      nanos += MILLI;
      if (!faults.contains(Fault.SILENT)) {
        insert();
        if (ms % 3 == 0) {
          elementary();
        }
      }
      if (ms % 250 == 0) {
        report = watch.report(moment());
      }
    }
    report = watch.report(moment());
    return report;
  }

  Set<AlarmCode> codes() {
    return report.alarms().stream().map(alarm -> alarm.code()).collect(Collectors.toSet());
  }

  private boolean every(long millis) {
    return (nanos - begin) / MILLI % millis == 0;
  }

  private void insert() throws IOException {
    if (every(200)) {
      tables();
    }
    boolean slow = faults.contains(Fault.SLOW_ECM);
    if (every(slow ? 1_500 : 100) && !faults.contains(Fault.NO_ECM)) {
      for (int service : services()) {
        boolean other = faults.contains(Fault.ECM_OF_ANOTHER_SERVICE);
        int made =
            other ? services().get(services().size() - 1 - services().indexOf(service)) : service;
        send(ecmPid(service), ecm(made));
      }
    }
    if (every(1_000) && !faults.contains(Fault.NO_EMM)) {
      send(EMM_PID, faults.contains(Fault.OLD_EMM) ? oldEmm : emm);
    }
  }

  private int ecmPid(int service) {
    return FIRST_ECM_PID + services().indexOf(service);
  }

  private void tables() throws IOException {
    send(
        Pat.PID,
        new Pat(
                1,
                0,
                services().stream()
                    .map(service -> new Pat.Entry(service, input.pmtPid(service)))
                    .toList())
            .toSections()
            .get(0));
    for (Pmt pmt : input.pmts()) {
      CaDescriptor ca = new CaDescriptor(CA_SYSTEM_ID, ecmPid(pmt.programNumber()));
      Pmt sent = faults.contains(Fault.NO_PMT_DESCRIPTOR) ? pmt : pmt.withCa(ca);
      if (faults.contains(Fault.MARKED_AS_CSA3)) {
        sent = marked(sent, 0x03);
      }
      if (!faults.contains(Fault.NO_PMT)) {
        send(input.pmtPid(pmt.programNumber()), sent.withVersion(0).toSection());
      }
    }
    if (!faults.contains(Fault.NO_CAT)) {
      int id = faults.contains(Fault.CAT_EMPTY) ? 0x0500 : CA_SYSTEM_ID;
      // The version stays: a mux that loses a descriptor does not always say so.
      send(Cat.PID, Cat.of(new CaDescriptor(id, EMM_PID)).toSections().get(0));
    }
    send(Sdt.PID, new Sdt(1, 1, 0, List.of()).toSections().get(0));
  }

  private static Pmt marked(Pmt pmt, int scramblingMode) {
    List<Descriptor> descriptors = new ArrayList<>(pmt.descriptors());
    descriptors.add(new Descriptor(ScramblingMode.TAG, new byte[] {(byte) scramblingMode}));
    return new Pmt(pmt.programNumber(), pmt.version(), pmt.pcrPid(), descriptors, pmt.streams());
  }

  /** Crypto period on air, or of the ECMs when asked ahead. */
  private long cp(long ahead) {
    return 100 + Math.floorDiv(nanos - begin + ahead, PERIOD.toNanos());
  }

  private Section ecm(int service) throws IOException {
    long cp = cp(ecmLead);
    String wanted = cp + " " + faults;
    if (!wanted.equals(ecmOf.put(service, wanted))) {
      boolean foreign = faults.contains(Fault.ECM_OF_ANOTHER_KEY);
      int mask = faults.contains(Fault.OTHER_CRITERIA) ? 0x80 : 1 << services().indexOf(service);
      boolean repeated = faults.contains(Fault.ECM_WORDS_REPEATED);
      EcmInput wish =
          new EcmInput(
              (int) cp,
              List.of(
                  new CryptoPeriodWord((int) cp, words.word(service, repeated ? cp % 2 : cp)),
                  new CryptoPeriodWord(
                      (int) cp + 1, words.word(service, repeated ? (cp + 1) % 2 : cp + 1))),
              new ProductMask(mask).toAccessCriteria(),
              moment().wall().getEpochSecond());
      ecms.put(
          service,
          Section.parse((foreign ? foreignWorker : ecmWorker).ecm(wish).section().toByteArray()));
    }
    return Objects.requireNonNull(ecms.get(service));
  }

  private void send(int pid, Section section) {
    byte[] packets =
        packetizers.computeIfAbsent(pid, SectionPacketizer::new).packets(List.of(section));
    for (int at = 0; at < packets.length; at += TsPacket.SIZE) {
      deliver(new TsPacket(packets, at));
    }
  }

  private void elementary() {
    TsPacket view = input.next();
    int pid = view.pid();
    if (view.hasPayload()) {
      view.setContinuityCounter(counters.merge(pid, 1, Integer::sum));
    }
    boolean clear =
        faults.contains(Fault.CLEAR) || (input.isSound(pid) && faults.contains(Fault.SOUND_CLEAR));
    if (!clear) {
      scramble(view, input.serviceOf(pid));
    }
    deliver(view);
  }

  private void scramble(TsPacket packet, int service) {
    long cp = cp(0);
    long used = cp;
    if (faults.contains(Fault.WORD_KEPT) || faults.contains(Fault.PARITY_STUCK)) {
      frozenCp = frozenCp < 0 ? cp : frozenCp;
      used = frozenCp;
    } else if (faults.contains(Fault.ECM_WORDS_REPEATED)) {
      used = cp % 2;
    }
    boolean stuck = faults.contains(Fault.PARITY_STUCK);
    Parity parity = ((stuck ? used : cp) & 1) == 0 ? Parity.EVEN : Parity.ODD;
    PacketScrambler scrambler =
        scramblers.computeIfAbsent(service, id -> new PacketScrambler(ScramblingAlgorithm.CSA2));
    Long before = installed.put(service * 2 + parity.ordinal(), used);
    if (before == null || before != used) {
      scrambler.install(parity, words.bytes(service, used));
    }
    scrambler.scramble(packet, parity);
  }

  private void deliver(TsPacket packet) {
    if (random.nextDouble() < drop) {
      return;
    }
    if (record) {
      recording.add(
          Arrays.copyOfRange(packet.buffer(), packet.offset(), packet.offset() + TsPacket.SIZE));
    }
    watch.packet(packet, moment());
  }

  @Override
  public void close() {
    watch.close();
    ecmWorker.close();
    foreignWorker.close();
  }
}
