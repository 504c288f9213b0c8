package io.caskade.ecm.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.ecm.EcmClock.EcmClockState;
import io.caskade.api.ecm.InstalledProfile;
import io.caskade.api.ops.MetricFamily;
import io.caskade.api.ops.MetricFamily.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class IssuerMetricsTest {
  private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

  private final List<MetricFamily> read =
      IssuerMetrics.of(
          new EcmClockState(
              NOON.plusMillis(1_500), NOON, NOON.plusSeconds(61), Duration.ofSeconds(-90)),
          List.of(new InstalledProfile("tvcas3", "1.2.0", 7, true, "serving", "")));

  private double value(String name) {
    Reading reading =
        read.stream()
            .filter(family -> family.name().equals(name))
            .findFirst()
            .orElseThrow()
            .samples()
            .get(0)
            .reading();
    return ((Reading.Value) reading).value();
  }

  @Test
  void tellsHowEcmTimeStandsToTheSystemClockAndToItsFloor() {
    assertThat(value("issuer_ecm_time_offset_seconds")).isEqualTo(1.5);
    assertThat(value("issuer_floor_lead_seconds")).isEqualTo(59.5);
    assertThat(value("issuer_pending_step_seconds")).isEqualTo(-90);
    assertThat(value("issuer_ecm_time_seconds")).isEqualTo(NOON.getEpochSecond() + 1);
  }

  @Test
  void namesEachProfileWithItsStateAndNotWhyItWasRejected() {
    assertThat(read.get(read.size() - 1).samples().get(0).labels())
        .containsEntry("profile", "tvcas3")
        .containsEntry("state", "serving")
        .containsEntry("pinned", "true")
        .hasSize(4);
  }
}
