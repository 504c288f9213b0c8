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
   * Whoever shares the processors makes pauses and answers longer: the limits of 50 and 500 ms are
   * for a machine of its own ({@code ./caskade bench soak}). These still find a head-end that stops
   * for long.
   */
  private static final String PAUSE_MS = "1000";

  private static final String ANSWERS_MS = "3000";

  @Test
  void eightThousandStreamsAreAnsweredInTimeWhateverElseHappens() throws Exception {
    BenchRun run =
        BenchRun.of("soak", LIMIT, "soak", "--quick", "--pause", PAUSE_MS, "--answers", ANSWERS_MS);
    assertThat(run.exitCode()).as(run.told()).isZero();
    assertThat(run.told())
        .contains("Held.")
        .contains("The last backup was restored and holds all 20,000 cards")
        .containsPattern(
            "[1-9]\\d* bulk jobs, [1-9]\\d* restarts of the database, [1-9]\\d* backups");
  }
}
