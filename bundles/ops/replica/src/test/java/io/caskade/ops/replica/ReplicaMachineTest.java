package io.caskade.ops.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReplicaMachineTest {
  private static final Path PAGE = Path.of("../../../docs/replica-states.md");

  @Test
  void nobodyGoesOnBesideAnActiveNodeWithAHigherEpoch() {
    for (ReplicaState state : ReplicaState.values()) {
      assertThat(ReplicaMachine.next(state, ReplicaEvent.PEER_LEADS))
          .as(state.name())
          .isNotIn(ReplicaState.ACTIVE, ReplicaState.ASKING);
    }
  }

  @Test
  void aStandbyBecomesActiveOnlyByAnOperatorsWord() {
    for (ReplicaEvent event : ReplicaEvent.values()) {
      assertThat(ReplicaMachine.next(ReplicaState.STANDBY, event) == ReplicaState.ACTIVE)
          .as(event.name())
          .isEqualTo(event == ReplicaEvent.PROMOTED);
    }
  }

  @Test
  void whatWentApartIsNotMendedByItself() {
    for (ReplicaEvent event : ReplicaEvent.values()) {
      assertThat(ReplicaMachine.next(ReplicaState.DIVERGED, event) == ReplicaState.DIVERGED)
          .as(event.name())
          .isEqualTo(event != ReplicaEvent.RENEWED);
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
            "# States of a node of a pair without a shared database\n\n"
                + "Written by a test from the code. Each cell: the state after the event; only an"
                + " ACTIVE node takes changes and sends EMMs, all of them answer ECMs.\n\n"
                + "| event |");
    for (ReplicaState state : ReplicaState.values()) {
      text.append(" in ").append(state).append(" |");
    }
    text.append("\n|---|").append("---|".repeat(ReplicaState.values().length)).append('\n');
    for (ReplicaEvent event : ReplicaEvent.values()) {
      text.append("| ").append(event).append(" |");
      for (ReplicaState state : ReplicaState.values()) {
        ReplicaState next = ReplicaMachine.next(state, event);
        text.append(next == state ? " stays |" : " **" + next + "** |");
      }
      text.append('\n');
    }
    return text.toString();
  }
}
