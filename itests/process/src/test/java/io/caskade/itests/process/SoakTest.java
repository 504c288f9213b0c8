package io.caskade.itests.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** The short form of {@code ./caskade bench soak}. */
@DisabledIfSystemProperty(
    named = "caskade.fast",
    matches = "true",
    disabledReason = "needs a database server and minutes")
final class SoakTest {
  private static final Duration LIMIT = Duration.ofMinutes(10);

  /**
   * Other tests share the processors, and a pause is wall time: the limit of 50 ms is for a machine
   * of its own ({@code ./caskade bench soak}). This one still finds a collector that stops for
   * long.
   */
  private static final String PAUSE_MS = "400";

  @Test
  void eightThousandStreamsAreAnsweredInTimeWhateverElseHappens() throws Exception {
    BenchRun run = BenchRun.of("soak", LIMIT, "soak", "--quick", "--pause", PAUSE_MS);
    assertThat(run.exitCode()).as(run.told()).isZero();
    assertThat(run.told())
        .contains("Held.")
        .containsPattern("[1-9]\\d* bulk jobs, [1-9]\\d* restarts of the database");
  }
}
