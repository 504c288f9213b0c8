package io.caskade.ops.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LeaseMachineTest {
  private static final Path PAGE = Path.of("../../../docs/pair-states.md");

  @Test
  void anUnreachableDatabaseStopsNobodyAndStartsOnlyWhoActedBefore() {
    for (LeaseState state : LeaseState.values()) {
      LeaseState next = LeaseMachine.next(state, LeaseEvent.AWAY);
      boolean acts = state != LeaseState.WAITING && state != LeaseState.STANDBY;
      assertThat(next == LeaseState.OWNER).as(state.name()).isEqualTo(acts);
    }
  }

  @Test
  void whoeverSeesAnotherOwnerStandsBy() {
    for (LeaseState state : LeaseState.values()) {
      assertThat(LeaseMachine.next(state, LeaseEvent.OTHERS)).isEqualTo(LeaseState.STANDBY);
    }
  }

  @Test
  void thePageShowsTheTable() throws IOException {
    String page = page();
    if (Boolean.getBoolean("caskade.rewrite")) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE)).as("rewrite it with -Dcaskade.rewrite=true").isEqualTo(page);
  }

  private static String page() {
    var text =
        new StringBuilder(
            "# States of a right at one node of a pair\n\n"
                + "Written by a test from the code. Each cell: the state after the event; only an"
                + " OWNER acts.\n\n| event |");
    for (LeaseState state : LeaseState.values()) {
      text.append(" in ").append(state).append(" |");
    }
    text.append("\n|---|").append("---|".repeat(LeaseState.values().length)).append('\n');
    for (LeaseEvent event : LeaseEvent.values()) {
      text.append("| ").append(event).append(" |");
      for (LeaseState state : LeaseState.values()) {
        LeaseState next = LeaseMachine.next(state, event);
        text.append(next == state ? " stays |" : " **" + next + "** |");
      }
      text.append('\n');
    }
    return text.toString();
  }
}
