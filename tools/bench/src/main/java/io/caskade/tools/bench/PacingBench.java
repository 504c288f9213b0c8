package io.caskade.tools.bench;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.NetworkId;
import io.caskade.api.emm.EmmAudience;
import io.caskade.api.emm.EmmSource;
import io.caskade.emm.emmg.EmmgOutput;
import io.caskade.emm.emmg.session.OutputSettings;
import io.caskade.emm.emmg.wire.OutputLoops;
import io.caskade.lib.simulcrypt.SectionTspktFlag;
import io.caskade.rights.mirror.Mirror;
import java.io.IOException;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * The head-end's own outputs over the whole card base to two MUXes at once, one for sections and
 * one for TS packets: does the air get what was allocated, and how soon does a change come by?
 */
final class PacingBench {
  private static final int PROTOCOL_VERSION = 3;
  private static final Duration SETTLE = Duration.ofSeconds(1);
  private static final Duration CHANGE_EVERY = Duration.ofMillis(200);

  private final PrintStream out;
  private final CardBase base;
  private final Mirror mirror;
  private final EmmSource carousel;

  PacingBench(PrintStream out, CardBase base, Mirror mirror, EmmSource carousel) {
    this.out = out;
    this.base = base;
    this.mirror = mirror;
    this.carousel = carousel;
  }

  /** One output with its MUX. */
  private record Lane(SectionTspktFlag form, int kbit, AirTime air, FakeMux mux, EmmgOutput output)
      implements AutoCloseable {
    @Override
    public void close() throws IOException {
      output.close();
      mux.close();
    }
  }

  void run(Duration time) throws IOException {
    out.printf(
        "Pacing over %,d cards, %d s; a card is changed every %d ms%n",
        base.size(), time.toSeconds(), CHANGE_EVERY.toMillis());
    out.println("Aim: on air within 1 percent of the allocation");
    try (OutputLoops loops = OutputLoops.open(1);
        Lane sections = lane(SectionTspktFlag.SECTIONS, 1_000, loops);
        Lane packets = lane(SectionTspktFlag.TS_PACKETS, 2_000, loops)) {
      List<Lane> lanes = List.of(sections, packets);
      lanes.forEach(lane -> lane.output().start());
      pause(SETTLE);
      lanes.forEach(lane -> lane.air().restart());
      change(lanes, time);
      pause(SETTLE);
      List<AirTime.Figures> figures = lanes.stream().map(lane -> lane.air().figures()).toList();
      print(lanes, figures);
    }
  }

  private Lane lane(SectionTspktFlag form, int kbit, OutputLoops loops) throws IOException {
    var air = new AirTime(form == SectionTspktFlag.TS_PACKETS);
    var mux = new FakeMux(kbit, air);
    var settings =
        new OutputSettings(
            "127.0.0.1",
            mux.port(),
            PROTOCOL_VERSION,
            new OutputSettings.Ids(0x0B000001, 1, 1, 1),
            kbit,
            form,
            OutputSettings.DataWay.TCP,
            new EmmAudience(
                form.name().toLowerCase(Locale.ROOT),
                Set.of(NetworkId.MAIN),
                Set.of(),
                Duration.ofSeconds(60)),
            OutputSettings.Limits.USUAL,
            Duration.ZERO);
    var output =
        new EmmgOutput(
            settings,
            () -> Optional.of(carousel),
            loops,
            new SecureRandom(),
            InstantSource.system());
    return new Lane(form, kbit, air, mux, output);
  }

  /** Changes cards of the upper half, where the cycle does not come by meanwhile. */
  private void change(List<Lane> lanes, Duration time) {
    var random = new SplittableRandom(5);
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      int half = base.size() / 2;
      CardSerial serial = CardBase.serial(half + random.nextInt(base.size() - half));
      lanes.forEach(lane -> lane.air().changed(serial.value()));
      mirror.sealed(base.change(serial));
      pause(CHANGE_EVERY);
    }
  }

  private void print(List<Lane> lanes, List<AirTime.Figures> figures) {
    var pacing =
        new Report(
            "datagrams",
            "allocated kbit/s",
            "on air kbit/s",
            "of allocation",
            "highest second",
            "EMM");
    var changes = new Report("change to MUX", "changes", "p50 ms", "p99 ms", "max ms", "not seen");
    for (int i = 0; i < lanes.size(); i++) {
      String form = lanes.get(i).form() == SectionTspktFlag.SECTIONS ? "sections" : "TS packets";
      double allocated = lanes.get(i).kbit() * 1e3;
      AirTime.Figures seen = figures.get(i);
      pacing.row(
          form,
          Report.number(allocated / 1e3),
          Report.number(seen.bitsPerSecond() / 1e3),
          percent(seen.bitsPerSecond() / allocated),
          percent(seen.highest() / allocated),
          String.format(Locale.ROOT, "%,d", seen.emms()));
      Histogram h = seen.latencies();
      changes.row(
          form,
          Long.toString(h.getTotalCount()),
          Report.millis(h.getValueAtPercentile(50)),
          Report.millis(h.getValueAtPercentile(99)),
          Report.millis(h.getMaxValue()),
          Integer.toString(seen.unseen()));
    }
    pacing.print(out);
    changes.print(out);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f %%", share * 100);
  }

  private static void pause(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
