package io.caskade.itests.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** Passwords are typed at a terminal and shown nowhere. */
@DisabledIfSystemProperty(
    named = "caskade.fast",
    matches = "true",
    disabledReason = "a start of a head-end is too long for the fast suite")
final class ConsolePasswordTest {
  private static final String PASSWORD = "nine brown bears dance";

  @Test
  void anAccountsPasswordIsAskedForTwiceAndNeverShown() throws Exception {
    try (HeadEnd headEnd = new HeadEnd("console-password")) {
      headEnd.start();
      headEnd.awaitManagement();
      try (Dialogue terminal = headEnd.terminal()) {
        terminal.await("admin@root");
        terminal.type("cas:user-add --name 'Vera Ivanova' vera operator");
        terminal.await("Password of vera");
        terminal.type(PASSWORD);
        terminal.await("The same again");
        terminal.type(PASSWORD);
        terminal.await("Vera Ivanova |");
        assertThat(terminal.screen()).doesNotContain(PASSWORD).doesNotContain("brown");
      }

      assertThat(headEnd.demand("cas:users"))
          .containsPattern("vera +\\| Vera Ivanova \\| operator");
      assertThat(headEnd.log()).doesNotContain("brown");
      Console.Answer blind = headEnd.run("cas:user-add igor operator");
      assertThat(blind.ok()).as("no terminal, no password: " + blind.text()).isFalse();
    }
  }
}
