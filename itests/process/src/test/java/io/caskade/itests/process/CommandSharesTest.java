package io.caskade.itests.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.itests.process.FreshMachine.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The time table of {@code ./caskade test}: each kind of work has its share of the time. */
final class CommandSharesTest {
  private FreshMachine machine;

  @BeforeEach
  void suiteWithUnitTestsOfMoreThanASecond(@TempDir Path folder) throws IOException {
    machine =
        new FreshMachine(folder)
            .mavenSays(
                """
                echo '[INFO] --- maven-surefire-plugin:3.5.4:test (default-test) @ caskade-a ---'
                sleep 1.1
                echo '[INFO] Tests run: 3, Failures: 0, Errors: 0, Skipped: 0'
                echo '[INFO] --- maven-failsafe-plugin:3.5.4:verify (default) @ caskade-exam ---'
                echo '[INFO] Tests run: 1, Failures: 0, Errors: 0, Skipped: 0'
                """);
  }

  @Test
  void aGroupWithinItsShareIsOnlyListed() throws Exception {
    Outcome outcome = machine.call("--yes", "test", "--fast");

    assertThat(outcome.said())
        .containsPattern("unit tests +1 +480\n")
        .contains("4 passed, 0 failed, 0 skipped")
        .doesNotContain("twice its share");
    assertThat(outcome.exit()).isZero();
  }

  @Test
  void aGroupThatNeedsTwiceItsShareFailsTheRunAfterAllGroups() throws Exception {
    Outcome outcome = machine.call(Map.of("CASKADE_BUDGET_UNITS", "0"), "--yes", "test", "--fast");

    assertThat(outcome.said())
        .contains(
            "unit tests took 1 s, more than twice its share of 0 s"
                + " (CASKADE_BUDGET_UNITS sets the share)")
        .contains("4 passed, 0 failed, 0 skipped");
    assertThat(outcome.exit()).isNotZero();
  }

  @Test
  void aShareThatIsNoNumberIsRefused() throws Exception {
    Outcome outcome = machine.call(Map.of("CASKADE_BUDGET_EXAM", "6m"), "--yes", "test", "--fast");

    assertThat(outcome.said()).contains("CASKADE_BUDGET_EXAM wants seconds, got: 6m");
    assertThat(outcome.calls()).isEmpty();
    assertThat(outcome.exit()).isNotZero();
  }
}
