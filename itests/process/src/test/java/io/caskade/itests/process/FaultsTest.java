package io.caskade.itests.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/**
 * The short form of {@code ./caskade bench faults}: the rows that no other test covers
 * (docs/faults.md says which test covers which).
 */
@DisabledIfSystemProperty(
    named = "caskade.fast",
    matches = "true",
    disabledReason = "needs a database server, root and minutes")
final class FaultsTest {
  private static final Duration LIMIT = Duration.ofMinutes(12);

  /** Other tests share the processors; 500 ms are for a machine of its own. */
  private static final String ANSWERS_MS = "3000";

  @Test
  void nothingAcknowledgedIsLostAndEveryControlWordIsAnswered() throws Exception {
    assertSurvived(
        "faults",
        "database-frozen",
        "database-slow",
        "mux-dropped",
        "mux-half-open",
        "mux-reset",
        "out-of-files",
        "crowd-http",
        "crowd-ssh",
        "kill-in-key-change");
  }

  @Test
  void ecmTimeDoesNotFollowASystemClockThatIsSetWrong() throws Exception {
    assertSurvived("faults-clock", "clock-forwards", "clock-backwards");
  }

  @Test
  void aFullDiskStopsChangesAndNothingElse() throws Exception {
    assertSurvived("faults-disk", "disk-full");
  }

  private static void assertSurvived(String name, String... rows) throws Exception {
    BenchRun run =
        BenchRun.of(
            name,
            LIMIT,
            "faults",
            "--quick",
            "--limit",
            ANSWERS_MS,
            "--only",
            String.join(",", rows));
    assertThat(run.exitCode()).as(run.told()).isZero();
    for (String row : rows) {
      assertThat(run.told()).containsPattern("(?m)^\\| " + row + " \\|.*\\| survived \\|$");
    }
  }
}
