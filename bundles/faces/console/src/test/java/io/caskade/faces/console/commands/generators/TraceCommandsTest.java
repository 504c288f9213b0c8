package io.caskade.faces.console.commands.generators;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.ops.Explained;
import io.caskade.api.ops.MessageTrace;
import io.caskade.faces.console.commands.Fake;
import io.caskade.faces.console.commands.Shell;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TraceCommandsTest {
  private static final Instant AT = Instant.parse("2026-11-21T20:00:00Z");
  private static final Explained EXPLAINED =
      new Explained(
          AT,
          "192.0.2.7:5000",
          3,
          "CAS_UNKNOWN",
          new Explained.Words("It is unknown.", "Correct it."),
          new Explained.Words("Неизвестен.", "Исправьте."));

  private final List<Object> orders = new ArrayList<>();

  private final Fake<MessageTrace> trace =
      Fake.of(MessageTrace.class)
          .on("kind", "ecmg")
          .on("name", "main")
          .on("explanations", List.of(EXPLAINED))
          .on("startCapture", asked -> noted(asked, true))
          .on("stopCapture", asked -> noted(asked, false))
          .on("capture", capture(true));
  private final Shell shell = new Shell(trace);

  private MessageTrace.Capture noted(List<Object> asked, boolean running) {
    orders.addAll(asked);
    orders.add(running);
    return capture(running);
  }

  private static MessageTrace.Capture capture(boolean running) {
    return new MessageTrace.Capture(running, "data/captures/a.cap", AT, 5, 400, "");
  }

  @Test
  void whatWasOddIsToldWithItsCure() throws Exception {
    assertThat(shell.run(SimulcryptExplain.class, "main"))
        .contains("ecmg-main, 192.0.2.7:5000 (3x)\n  It is unknown.\n  Correct it.");
    assertThat(shell.run(SimulcryptExplain.class, "--json"))
        .contains("\"times\":3,\"code\":\"CAS_UNKNOWN\",\"text\":\"It is unknown.\"");
    assertThat(new Shell("ru", trace).run(SimulcryptExplain.class)).contains("Исправьте.");
    assertThat(new Shell().run(SimulcryptExplain.class))
        .isEqualTo("No message was refused or odd.");
  }

  @Test
  void aCaptureIsStartedAndStoppedByName() throws Exception {
    assertThat(shell.run(CaptureStart.class, "--minutes", "5", "--peer", "192.0.2.7", "ecmg-main"))
        .contains("data/captures/a.cap");
    assertThat(orders).containsExactly("192.0.2.7", Duration.ofMinutes(5), true);
    assertThat(shell.run(CaptureStop.class)).contains("ecmg-main");
    assertThat(orders).endsWith(false);
    assertThat(shell.run(CaptureStart.class, "south")).contains("no listener or output 'south'");
  }
}
