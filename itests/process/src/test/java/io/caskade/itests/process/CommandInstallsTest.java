package io.caskade.itests.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.itests.process.FreshMachine.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./caskade} does where JDK and Maven are missing. */
final class CommandInstallsTest {
  private static final String UPDATE = "apt-get update";
  private static final String INSTALL =
      "apt-get install -y --no-install-recommends openjdk-17-jdk-headless maven";
  private static final String LINE =
      "apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y"
          + " --no-install-recommends openjdk-17-jdk-headless maven";
  private static final String BUILD =
      "mvn -B -ntp -Dstyle.color=never -Dcaskade.fast=true --fail-at-end verify";

  private FreshMachine machine;

  @BeforeEach
  void freshMachine(@TempDir Path folder) throws IOException {
    machine = new FreshMachine(folder);
  }

  @Test
  void yesInstallsBothWithOneLineAndGoesOn() throws Exception {
    Outcome outcome = machine.call("--yes", "test", "--fast");

    assertThat(outcome.calls()).containsExactly(UPDATE, INSTALL, BUILD);
    assertThat(outcome.said()).contains("2 passed, 0 failed").doesNotContain("[y/N]");
    assertThat(outcome.exit()).isZero();
  }

  @Test
  void whatIsThereIsNotInstalledAgain() throws Exception {
    machine.call("--yes", "test", "--fast");

    Outcome second = machine.call("test", "--fast");

    assertThat(second.calls()).containsExactly(UPDATE, INSTALL, BUILD, BUILD);
    assertThat(second.exit()).isZero();
  }

  @Test
  void withoutTheRightToInstallItPrintsTheLineAndEnds() throws Exception {
    Outcome outcome = machine.user(1000).call("--yes", "test", "--fast");

    assertThat(outcome.said())
        .isEqualToNormalizingNewlines(
            """
            Fast: tests that need a database server, a browser or root are left out
            caskade: missing: jdk maven. Have an administrator run: %s
            """
                .formatted(LINE));
    assertThat(outcome.calls()).isEmpty();
    assertThat(outcome.exit()).isNotZero();
  }

  @Test
  void withSudoTheWholeLineRunsWithTheRight() throws Exception {
    Outcome outcome = machine.user(1000).sudo().call("--yes", "test", "--fast");

    assertThat(outcome.calls())
        .containsExactly("sudo -n true", "sudo sh -c " + LINE, UPDATE, INSTALL, BUILD);
    assertThat(outcome.exit()).isZero();
  }

  @Test
  void theLineThatIsShownCanBePastedAsItIs() throws Exception {
    Outcome outcome = machine.user(1000).sudo().call("test", "--fast");

    assertThat(outcome.said()).contains("Install with: sudo sh -c '" + LINE + "'");
    assertThat(outcome.calls()).containsExactly("sudo -n true");
    assertThat(outcome.exit()).isNotZero();
  }

  @Test
  void withNobodyToAskNothingIsInstalled() throws Exception {
    Outcome outcome = machine.call("test", "--fast");

    assertThat(outcome.said()).contains("Install with: " + LINE).contains("--yes");
    assertThat(outcome.calls()).isEmpty();
    assertThat(outcome.exit()).isNotZero();
  }

  @Test
  void aNoIsObeyed() throws Exception {
    Outcome outcome = machine.callAtTerminal("n", "test", "--fast");

    assertThat(outcome.said()).contains("[y/N]").contains("nothing was installed; by hand: ");
    assertThat(outcome.calls()).isEmpty();
    assertThat(outcome.exit()).isNotZero();
  }

  @Test
  void oneQuestionCoversAllThatIsMissing() throws Exception {
    Outcome outcome = machine.callAtTerminal("y", "test");

    assertThat(outcome.said()).containsOnlyOnce("[y/N]");
    assertThat(outcome.calls())
        .startsWith(
            UPDATE,
            INSTALL
                + " mariadb-server tsdecrypt faketime pcscd vsmartcard-vpcd gcc libc6-dev systemd")
        .last()
        .asString()
        .startsWith("mvn ");
    assertThat(outcome.exit()).isZero();
  }

  @Test
  void aFailedInstallationShowsItsLastWords() throws Exception {
    machine.program("apt-get", "echo 'E: the archive is away' >&2\nexit 100");

    Outcome outcome = machine.call("--yes", "test", "--fast");

    assertThat(outcome.said())
        .contains("E: the archive is away")
        .contains("the installation failed")
        .contains("The line was: " + LINE);
    assertThat(outcome.calls()).containsExactly(UPDATE);
    assertThat(outcome.exit()).isNotZero();
  }
}
