package io.caskade.ecm.issuer;

import io.caskade.api.ecm.EcmClock.EcmClockState;
import io.caskade.api.ecm.InstalledProfile;
import io.caskade.api.ops.MetricFamily;
import io.caskade.api.ops.MetricFamily.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** ECM time and profiles, for those who watch. */
final class IssuerMetrics {
  private IssuerMetrics() {}

  static List<MetricFamily> of(EcmClockState time, List<InstalledProfile> profiles) {
    List<Sample> installed = new ArrayList<>();
    for (InstalledProfile profile : profiles) {
      installed.add(
          Sample.of(
              Map.of(
                  "profile", profile.name(),
                  "version", profile.version(),
                  "state", profile.state(),
                  "pinned", Boolean.toString(profile.pinned())),
              1));
    }
    return List.of(
        MetricFamily.gauge(
            "issuer_ecm_time_seconds",
            "What ECMs are stamped with, in seconds since 1970.",
            time.ecmTime().getEpochSecond()),
        MetricFamily.gauge(
            "issuer_ecm_time_offset_seconds",
            "ECM time minus system time.",
            seconds(time.systemTime(), time.ecmTime())),
        MetricFamily.gauge(
            "issuer_floor_lead_seconds",
            "How far the kept floor of ECM time is ahead of it.",
            seconds(time.ecmTime(), time.floor())),
        MetricFamily.gauge(
            "issuer_pending_step_seconds",
            "A step of the system clock that ECM time does not follow; 0 when there is none.",
            seconds(time.pendingStep())),
        MetricFamily.gauge("issuer_profile", "1 for each installed profile.", installed));
  }

  private static double seconds(Instant from, Instant to) {
    return seconds(Duration.between(from, to));
  }

  private static double seconds(Duration time) {
    return time.getSeconds() + (double) time.getNano() / TimeUnit.SECONDS.toNanos(1);
  }
}
