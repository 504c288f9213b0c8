package io.caskade.tools.bench.faults;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The system clock is set wrong, and right again. */
final class ClockFaults {
  private static final Duration STEP = Duration.ofHours(1);
  private static final Duration NORMAL = Duration.ofSeconds(60);
  private static final String REPORT = "CLOCK_STEPPED";

  /** Stamps are whole seconds, and steps below 2 s are followed. */
  private static final Duration NEAR = Duration.ofSeconds(4);

  private ClockFaults() {}

  static List<Fault> all() {
    return List.of(
        new Stepped("clock-forwards", "an hour ahead", STEP),
        new Stepped("clock-backwards", "an hour back", STEP.negated()));
  }

  private record Stepped(String name, String words, Duration step) implements Fault {
    @Override
    public String done() {
      return "system clock set " + words + ", right again after a while";
    }

    @Override
    public Stage.Kind stage() {
      return Stage.Kind.H2_WITH_CLOCK;
    }

    @Override
    public void run(Stage stage, Sheet sheet) throws IOException {
      try (var probe = new EcmProbe(stage.headEnd())) {
        Instant before = demandTrueTime(probe, sheet, Instant.MIN);
        // The log would not do: there a step within ten seconds of another one is the same alarm.
        Patience.await("the former step is over", NORMAL, () -> !stage.alarmed(REPORT));
        stage.clock().set(step);
        try {
          Patience.await("the step is reported", NORMAL, () -> stage.alarmed(REPORT));
          before = demandTrueTime(probe, sheet, before);
          DatabaseFaults.demandEmms(stage, sheet);
          before = demandTrueTime(probe, sheet, before);
        } finally {
          stage.clock().set(Duration.ZERO);
        }
        sheet.normalAfter(stage.awaitNormal(NORMAL));
        demandTrueTime(probe, sheet, before);
      }
    }

    /** The ECM time is ours, which nobody set, and not before an earlier one. */
    private static Instant demandTrueTime(EcmProbe probe, Sheet sheet, Instant before)
        throws IOException {
      Instant stamp = probe.time();
      Duration off = Duration.between(Instant.now(), stamp).abs();
      if (off.compareTo(NEAR) > 0) {
        sheet.complain("an ECM was stamped " + off.toSeconds() + " s beside the time");
      }
      if (stamp.isBefore(before)) {
        sheet.complain("ECM time went back from " + before + " to " + stamp);
      }
      return stamp;
    }
  }
}
