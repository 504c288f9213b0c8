package io.caskade.faces.console.commands.generators;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.ops.Endpoint;
import io.caskade.api.ops.EndpointState;
import io.caskade.api.ops.Peer;
import io.caskade.faces.console.commands.Commands;
import io.caskade.faces.console.commands.Fake;
import io.caskade.faces.console.commands.Shell;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;

class GeneratorCommandsTest {
  private static final Instant SINCE = Instant.parse("2026-11-21T00:00:00.25Z");

  @TempDir Path etc;

  private final Fake<Endpoint> ecmg =
      Fake.of(Endpoint.class)
          .on("kind", "ecmg")
          .on("name", "main")
          .on("state", EndpointState.RUNNING)
          .on("since", SINCE)
          .on("detail", "listens")
          .on("counters", Map.of("ecms", 7L, "errors", 0L))
          .on("peers", List.of(new Peer("192.0.2.7:5000", SINCE, Map.of("streams", "2"))))
          .on("alarms", List.of());
  private final Fake<BundleContext> context =
      Fake.of(BundleContext.class).on("getProperty", asked -> etc.toString());
  private final Shell shell = new Shell(ecmg, context);

  @Test
  void listenersAreListedWithTheCountersThatMoved() throws Exception {
    assertThat(shell.run(EcmgList.class))
        .isEqualTo(
            """
            Name | State   | Since                | Peers | Counters | Detail
            -----+---------+----------------------+-------+----------+--------
            main | running | 2026-11-21T00:00:00Z | 1     | ecms=7   | listens\
            """);
    assertThat(shell.run(EmmgList.class)).contains("(none)");
    assertThat(shell.run(EcmgSessions.class)).contains("192.0.2.7:5000").contains("streams=2");
  }

  @Test
  void statusIsOneObjectForScripts() throws Exception {
    assertThat(shell.run(Status.class, "--json"))
        .isEqualTo(
            "{\"endpoints\":[{\"kind\":\"ecmg\",\"name\":\"main\",\"state\":\"running\","
                + "\"peers\":1,\"detail\":\"listens\"}],\"alarms\":[]}");
    assertThat(shell.run(Status.class)).contains("No alarms.");
  }

  @Test
  void aListenerThatDoesNotExistIsNamed() throws Exception {
    assertThat(shell.run(EcmgStop.class, "south")).contains("no ecmg named 'south'");
  }

  @Test
  void aListenerIsAFileThatComesAndGoes() throws Exception {
    Path file = etc.resolve("io.caskade.ecmg-north.cfg");

    assertThat(shell.run(EcmgAdd.class, "north", "port=42001", "host=192.0.2.1"))
        .contains(file.toString())
        .contains("cas:ecmg-list");
    assertThat(file).hasContent("port = 42001\nhost = 192.0.2.1\n");
    assertThat(shell.refused(EcmgAdd.class, "north")).contains("already");

    shell.run(EcmgRemove.class, "north");
    assertThat(etc).isEmptyDirectory();
    assertThat(shell.refused(EcmgRemove.class, "north")).contains("north");
  }

  @Test
  void aChangeKeepsCommentsAndWritesIntoThePlaceOfTheSetting() throws Exception {
    Path file = etc.resolve("io.caskade.emmg-main.cfg");
    Files.writeString(file, "# Address\nhost = 192.0.2.1\n\n# Bandwidth\n#bandwidthKbit = 64\n");

    shell.run(EmmgChange.class, "main", "host=192.0.2.2", "bandwidthKbit=128", "port=41001");

    assertThat(file)
        .hasContent(
            "# Address\nhost = 192.0.2.2\n\n# Bandwidth\nbandwidthKbit = 128\nport = 41001\n");
  }

  @Test
  void whatIsNoSettingIsRefusedAndNothingIsWritten() throws Exception {
    assertThat(shell.refused(EcmgAdd.class, "north", "port")).contains("port=42001");
    assertThat(shell.refused(EcmgAdd.class, "../users", "port=1")).contains("name");
    assertThat(shell.refused(EcmgAdd.class, "north", "port=1\nhost=2")).contains("settings");
    assertThat(etc).isEmptyDirectory();
  }

  @Test
  void allCommandsAreListedInTheLanguageOfTheSession() throws Exception {
    assertThat(new Shell("ru").run(Commands.class))
        .isEqualTo(
            """
            Команда      | Назначение
            -------------+-------------------------------------------
            cas:commands | Список всех команд системы на языке сеанса\
            """);
    assertThat(shell.run(Commands.class, "--json", "nothing-like-it")).isEqualTo("[]");
  }
}
