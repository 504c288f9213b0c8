package io.caskade.ops.doctor;

import io.caskade.api.ecm.EcmClock;
import io.caskade.api.ops.Checkup;
import io.caskade.api.ops.Finding;
import io.caskade.api.ops.FindingCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Does ECM time follow the system's, and does anybody keep that right? */
@Component
public final class ClockCheckup implements Checkup {
  /** Slewing keeps ECM time nearer than this. */
  private static final Duration NEAR = Duration.ofSeconds(2);

  /** What time services of Linux leave while they work. */
  private static final List<String> SERVICES =
      List.of(
          "run/systemd/timesync/synchronized",
          "run/chrony",
          "run/ntpd.pid",
          "run/ntpsec",
          "run/openntpd");

  private final @Nullable EcmClock clock;
  private final Path root;

  /** Made by Declarative Services. */
  @Activate
  public ClockCheckup(
      @Reference(
              cardinality = ReferenceCardinality.OPTIONAL,
              policyOption = ReferencePolicyOption.GREEDY)
          @Nullable EcmClock clock) {
    this(clock, Path.of("/"));
  }

  /**
   * @param root of the file system
   */
  ClockCheckup(@Nullable EcmClock clock, Path root) {
    this.clock = clock;
    this.root = root;
  }

  @Override
  public String subject() {
    return "clock";
  }

  @Override
  public List<Finding> findings() {
    if (clock == null) {
      return List.of(Finding.of(FindingCode.PART_AWAY, "EcmClock"));
    }
    EcmClock.EcmClockState state = clock.state();
    var findings = new ArrayList<Finding>();
    Duration apart = Duration.between(state.systemTime(), state.ecmTime());
    if (!state.pendingStep().isZero()) {
      findings.add(Finding.of(FindingCode.CLOCK_WAITS, seconds(state.pendingStep())));
    } else if (apart.abs().compareTo(NEAR) > 0) {
      findings.add(Finding.of(FindingCode.CLOCK_APART, seconds(apart)));
    }
    if (SERVICES.stream().noneMatch(file -> Files.exists(root.resolve(file)))) {
      findings.add(Finding.of(FindingCode.CLOCK_UNTENDED));
    }
    return findings.isEmpty()
        ? List.of(Finding.of(FindingCode.CLOCK_RIGHT, apart.toMillis()))
        : findings;
  }

  private static String seconds(Duration time) {
    return "%.1f".formatted(time.toMillis() / 1000.0);
  }
}
