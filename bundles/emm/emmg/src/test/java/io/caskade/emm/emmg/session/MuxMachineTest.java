package io.caskade.emm.emmg.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MuxMachineTest {
  private static final Path PAGE = Path.of("../../../docs/emmg-states.md");

  @Test
  void isWhatItsPageSays() throws IOException {
    String printed = print();
    if (Boolean.getBoolean("caskade.rewrite")) {
      Files.writeString(PAGE, printed);
    }
    assertThat(PAGE)
        .as("rewrite it with -Dcaskade.rewrite=true when the change is intended")
        .hasContent(printed);
  }

  @ParameterizedTest
  @EnumSource(MuxState.class)
  void aLostConnectionAlwaysStartsOver(MuxState state) {
    assertThat(MuxMachine.react(state, MuxEvent.LOST))
        .isEqualTo(new MuxMachine.Reaction(MuxAction.IGNORE, MuxState.DISCONNECTED));
  }

  @ParameterizedTest
  @EnumSource(MuxState.class)
  void onlyAClosedConnectionIsDisconnected(MuxState state) {
    for (MuxEvent event : MuxEvent.values()) {
      MuxMachine.Reaction reaction = MuxMachine.react(state, event);
      boolean closes =
          reaction.action() == MuxAction.HANG_UP || reaction.action() == MuxAction.CLOSE_CHANNEL;
      boolean ends =
          reaction.next() == MuxState.DISCONNECTED
              && state != MuxState.DISCONNECTED
              && event != MuxEvent.LOST;
      assertThat(closes).as("%s in %s", event, state).isEqualTo(ends);
    }
  }

  private static String print() {
    StringBuilder page =
        new StringBuilder(
            """
            # States of an EMMG output

            Written by a test from the code. Each cell: what the EMMG does; and the state after it, when it changes.
            Tests of the MUX are answered in every state.

            """);
    page.append("| event |");
    for (MuxState state : MuxState.values()) {
      page.append(" in ").append(state).append(" |");
    }
    page.append("\n|---|").append("---|".repeat(MuxState.values().length)).append('\n');
    for (MuxEvent event : MuxEvent.values()) {
      page.append("| ").append(event).append(" |");
      for (MuxState state : MuxState.values()) {
        MuxMachine.Reaction reaction = MuxMachine.react(state, event);
        page.append(' ').append(reaction.action().text());
        if (reaction.next() != state) {
          page.append("; **").append(reaction.next()).append("**");
        }
        page.append(" |");
      }
      page.append('\n');
    }
    return page.toString();
  }
}
