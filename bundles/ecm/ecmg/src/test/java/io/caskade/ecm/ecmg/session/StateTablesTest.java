package io.caskade.ecm.ecmg.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The state machines as people read them. */
class StateTablesTest {
  private static final Path PAGE = root().resolve("docs/ecmg-states.md");

  @Test
  void thePageOfStatesIsTheCode() throws IOException {
    String page = page();
    if (Boolean.getBoolean("caskade.rewrite")) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, page);
    }
    assertThat(page)
        .as("%s; if the change is intended, rewrite it with -Dcaskade.rewrite=true", PAGE)
        .isEqualTo(Files.exists(PAGE) ? Files.readString(PAGE) : "");
  }

  @Test
  void onlyALenientListenerLetsAnythingPassWithoutSetUp() {
    for (ChannelEvent event : ChannelEvent.values()) {
      assertThat(Machines.of(false).channel().react(ChannelState.NONE, event).action())
          .isNotIn(ChannelAction.IMPLY_AND_PASS, ChannelAction.PASS_TO_STREAM);
    }
    assertThat(Machines.of(true).channel().react(ChannelState.NONE, ChannelEvent.STREAM).action())
        .isEqualTo(ChannelAction.IMPLY_AND_PASS);
  }

  @Test
  void anErrorIsNeverAnsweredWithAnError() {
    for (boolean lenient : new boolean[] {false, true}) {
      for (ChannelState state : ChannelState.values()) {
        assertThat(Machines.of(lenient).channel().react(state, ChannelEvent.ERROR).action())
            .isEqualTo(ChannelAction.NOTE);
        assertThat(Machines.of(lenient).channel().react(state, ChannelEvent.FATAL_ERROR).action())
            .isIn(ChannelAction.NOTE, ChannelAction.DROP);
      }
      for (StreamState state : StreamState.values()) {
        assertThat(Machines.of(lenient).stream().react(state, StreamEvent.ERROR).action())
            .isEqualTo(StreamAction.NOTE);
        assertThat(Machines.of(lenient).stream().react(state, StreamEvent.FATAL_ERROR).action())
            .isIn(StreamAction.NOTE, StreamAction.DROP);
      }
    }
  }

  private static String page() {
    StringBuilder page =
        new StringBuilder(
            """
            # States of an ECMG session

            Written by a test from the code. Each cell: what the ECMG does; and the state after it, when it changes.
            "Other" means an ECM_channel_id that is not the one of this connection.
            """);
    for (boolean lenient : new boolean[] {false, true}) {
      String listener = lenient ? "lenient listener" : "standard and strict listener";
      page.append("\n## Channel, ").append(listener).append("\n\n");
      channel(page, Machines.of(lenient).channel());
      page.append("\n## Stream of an open channel, ").append(listener).append("\n\n");
      stream(page, Machines.of(lenient).stream());
    }
    return page.toString();
  }

  private static void channel(StringBuilder page, ChannelMachine machine) {
    head(page, ChannelState.values());
    for (ChannelEvent event : ChannelEvent.values()) {
      page.append("| ").append(event);
      for (ChannelState state : ChannelState.values()) {
        ChannelMachine.Reaction reaction = machine.react(state, event);
        cell(page, reaction.action().text(), state, reaction.next());
      }
      page.append(" |\n");
    }
  }

  private static void stream(StringBuilder page, StreamMachine machine) {
    head(page, StreamState.values());
    for (StreamEvent event : StreamEvent.values()) {
      page.append("| ").append(event);
      for (StreamState state : StreamState.values()) {
        StreamMachine.Reaction reaction = machine.react(state, event);
        cell(page, reaction.action().text(), state, reaction.next());
      }
      page.append(" |\n");
    }
  }

  private static void head(StringBuilder page, Enum<?>[] states) {
    page.append("| event");
    for (Enum<?> state : states) {
      page.append(" | in ").append(state);
    }
    page.append(" |\n|---").append("|---".repeat(states.length)).append("|\n");
  }

  private static void cell(StringBuilder page, String action, Enum<?> before, Enum<?> after) {
    page.append(" | ").append(action);
    if (before != after) {
      page.append("; **").append(after).append("**");
    }
  }

  private static Path root() {
    return Stream.iterate(Path.of("").toAbsolutePath(), Path::getParent)
        .filter(path -> Files.exists(path.resolve("LICENSE")))
        .findFirst()
        .orElseThrow();
  }
}
