package io.caskade.tools.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.lib.simulcrypt.SectionTspktFlag;
import io.caskade.lib.ts.ContinuityCheck;
import io.caskade.lib.ts.TsPacket;
import io.caskade.lib.ts.psi.CaDescriptor;
import io.caskade.tools.simulator.box.PayloadComparison;
import io.caskade.tools.simulator.box.ServiceView;
import io.caskade.tools.simulator.box.Viewer;
import io.caskade.tools.simulator.input.FileSource;
import io.caskade.tools.simulator.input.Programs;
import io.caskade.tools.simulator.mux.EmmQueue;
import io.caskade.tools.simulator.mux.EmmTestAccess;
import io.caskade.tools.simulator.mux.Multiplex;
import io.caskade.tools.simulator.output.Fanout;
import io.caskade.tools.simulator.output.PacketSink;
import io.caskade.tools.simulator.scs.Scs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Input, scrambler, ECMG, EMMs, set-top box and comparison in the stream's own time. */
class WholeChainTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long PAID = 2_100_000_000L;
  private static final long UNPAID = 2_100_000_001L;
  private static final long EXPIRED = 2_100_000_002L;
  private static final int EMM_PID = 0x1F00;

  private final HeadEnd headEnd = new HeadEnd();
  private final EmmQueue emms = new EmmQueue();
  private final List<String> notices = new ArrayList<>();
  private final Map<Integer, InProcessEcmg> ecmgs = new HashMap<>();
  private final Map<Long, Viewer> viewers = new HashMap<>();
  private final StreamChecks checks = new StreamChecks();
  private final Multiplex multiplex;
  private final Simulation simulation;
  private final FileSource source;

  WholeChainTest(@TempDir Path folder) throws IOException {
    Path file = Samples.twoServices(folder);
    Map<Integer, Set<Integer>> programs = Programs.of(file);
    Map<Integer, Scs> scss = new HashMap<>();
    scss.put(0x1F01, scs(101, "00000001", 65_534));
    scss.put(0x1F02, scs(102, "00000002", 0));
    List<PacketSink> sinks = new ArrayList<>();
    sinks.add(checks);
    for (long serial : new long[] {PAID, UNPAID, EXPIRED}) {
      Map<Integer, PayloadComparison> comparisons = new HashMap<>();
      for (int service : List.of(101, 102)) {
        comparisons.put(
            service,
            new PayloadComparison(
                FileSource.open(file, true), programs.getOrDefault(service, Set.of())));
      }
      Viewer viewer = new Viewer(headEnd.box(serial), comparisons);
      viewers.put(serial, viewer);
      sinks.add(viewer);
    }
    source = FileSource.open(file, true);
    multiplex =
        new Multiplex(
            scss,
            new CaDescriptor(HeadEnd.CA_SYSTEM_ID, EMM_PID),
            emms,
            () -> 64,
            new Fanout(sinks),
            notices::add);
    simulation = new Simulation(source, multiplex, time -> {});
  }

  private Scs scs(int service, String products, int firstCp) {
    InProcessEcmg ecmg =
        new InProcessEcmg(
            headEnd.profile, headEnd.ecmKey(), InProcessEcmg.usualTerms(), service == 101);
    ecmgs.put(service, ecmg);
    return new Scs(
        HeadEnd.stream(service, products, Duration.ofSeconds(2), firstCp),
        ecmg,
        new SplittableRandom(service),
        notices::add);
  }

  private void air(long serial, String products, Instant finish) {
    assertThat(
            EmmTestAccess.offer(
                emms, SectionTspktFlag.SECTIONS, headEnd.emm(serial, products, finish)))
        .isTrue();
  }

  /** Boxes must know the tables before they can take EMMs. */
  private void tuneIn() throws Exception {
    simulation.runUntil(SECOND);
  }

  private ServiceView view(long serial, int service) {
    return viewer(serial).report().service(service).orElseThrow();
  }

  private PayloadComparison comparison(long serial, int service) {
    return Objects.requireNonNull(viewer(serial).comparisons().get(service));
  }

  private Viewer viewer(long serial) {
    return Objects.requireNonNull(viewers.get(serial));
  }

  private InProcessEcmg ecmg(int service) {
    return Objects.requireNonNull(ecmgs.get(service));
  }

  @Test
  void theCardThatPaidSeesExactlyTheInputAndTheOthersNothing() throws Exception {
    tuneIn();
    air(PAID, "00000001", HeadEnd.NOW.plusSeconds(3600));
    air(UNPAID, "00000000", HeadEnd.NOW.plusSeconds(3600));
    air(EXPIRED, "00000001", HeadEnd.NOW.minusSeconds(60));
    assertThat(simulation.runUntil(4 * SECOND)).isTrue();
    long darkAtFirst = comparison(PAID, 101).notShown();
    simulation.runUntil(20 * SECOND);

    assertThat(comparison(PAID, 101).different()).isZero();
    assertThat(comparison(PAID, 101).equal()).isGreaterThan(5_000);
    assertThat(comparison(PAID, 101).notShown()).isEqualTo(darkAtFirst);
    assertThat(view(PAID, 101).watching()).isTrue();
    assertThat(view(PAID, 101).ecmsGranted()).isGreaterThanOrEqualTo(9);
    assertThat(view(PAID, 102).descrambled()).isZero();
    assertThat(view(PAID, 102).ecmsRefused()).isGreaterThanOrEqualTo(9);
    for (long serial : new long[] {UNPAID, EXPIRED}) {
      assertThat(view(serial, 101).descrambled()).isZero();
      assertThat(view(serial, 102).descrambled()).isZero();
      assertThat(view(serial, 101).dark()).isGreaterThan(1_000);
    }
    assertThat(ecmg(101).requested).startsWith(65_534, 65_535, 0, 1);
    assertThat(ecmg(101).withCriteria).doesNotContain(false);
    assertThat(ecmg(102).withCriteria.subList(1, 5)).containsOnly(false);
  }

  @Test
  void aCardWhoseRightsAreTakenGoesDarkWithinTwoCryptoPeriodsAndComesBack() throws Exception {
    tuneIn();
    air(PAID, "00000001", HeadEnd.NOW.plusSeconds(3600));
    simulation.runUntil(6 * SECOND);
    assertThat(view(PAID, 101).watching()).isTrue();
    air(PAID, "00000000", HeadEnd.NOW.plusSeconds(3600));
    long takenAt = simulation.time();
    simulation.runUntil(15 * SECOND);
    assertThat(view(PAID, 101).watching()).isFalse();
    assertThat(view(PAID, 101).lastDescrambled()).isLessThan(takenAt + 5 * SECOND);
    air(PAID, "00000001", HeadEnd.NOW.plusSeconds(3600));
    simulation.runUntil(20 * SECOND);
    assertThat(view(PAID, 101).watching()).isTrue();
    assertThat(comparison(PAID, 101).different()).isZero();
  }

  @Test
  void countersAndClocksOfTheOutputGoOnOverTheLoops() throws Exception {
    simulation.runUntil(9 * SECOND);
    assertThat(source.loops()).isGreaterThanOrEqualTo(4);
    assertThat(checks.continuityErrors).isEmpty();
    assertThat(checks.clockErrors).isEmpty();
    assertThat(checks.parityChanges.getOrDefault(0x100, List.of())).hasSizeGreaterThanOrEqualTo(4);
  }

  @Test
  void staysOnTheOldWordWhileTheEcmIsLateAndGoesOnWhenItCame() throws Exception {
    tuneIn();
    air(PAID, "00000001", HeadEnd.NOW.plusSeconds(3600));
    simulation.runUntil(3 * SECOND);
    ecmg(101).answering = false;
    simulation.runUntil(9 * SECOND);
    assertThat(multiplex.report().services())
        .anySatisfy(
            service -> {
              assertThat(service.scs().serviceId()).isEqualTo(101);
              assertThat(service.scs().degraded()).isTrue();
            });
    assertThat(view(PAID, 101).watching()).isTrue();
    ecmg(101).release();
    simulation.runUntil(14 * SECOND);
    assertThat(view(PAID, 101).watching()).isTrue();
    assertThat(comparison(PAID, 101).different()).isZero();
    assertThat(notices).anyMatch(text -> text.contains("degraded"));
    assertThat(notices).anyMatch(text -> text.contains("the schedule goes on"));
  }

  /** What any receiver would check. */
  private static final class StreamChecks implements PacketSink {
    final List<String> continuityErrors = new ArrayList<>();
    final List<String> clockErrors = new ArrayList<>();
    final Map<Integer, List<Long>> parityChanges = new HashMap<>();
    private final Map<Integer, ContinuityCheck> continuity = new HashMap<>();
    private final Map<Integer, Long> clocks = new HashMap<>();
    private final Map<Integer, Integer> parities = new HashMap<>();

    @Override
    public void packet(byte[] packet, long time) {
      TsPacket view = new TsPacket(packet, 0);
      if (view.pid() == TsPacket.NULL_PID) {
        return;
      }
      var verdict = continuity.computeIfAbsent(view.pid(), pid -> new ContinuityCheck()).next(view);
      if (verdict != ContinuityCheck.Verdict.IN_ORDER) {
        continuityErrors.add(verdict + " at " + time + " of " + view);
      }
      OptionalLong pcr = view.pcr();
      if (pcr.isPresent()) {
        Long before = clocks.put(view.pid(), pcr.getAsLong());
        long step = before == null ? 1 : pcr.getAsLong() - before;
        if (step <= 0 || step > 27_000_000L / 5) {
          clockErrors.add("step " + step + " at " + time + " of " + view);
        }
      }
      Integer before = parities.put(view.pid(), view.scramblingControl());
      if (before != null && before != view.scramblingControl()) {
        parityChanges.computeIfAbsent(view.pid(), pid -> new ArrayList<>()).add(time);
      }
    }
  }
}
