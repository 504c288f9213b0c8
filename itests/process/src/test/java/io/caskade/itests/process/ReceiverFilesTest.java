package io.caskade.itests.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.lib.cccamcfg.CccamCfg;
import io.caskade.lib.cccamcfg.ServerLine;
import io.caskade.lib.oscamconf.ConfFile;
import io.caskade.lib.oscamconf.OscamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * From a CCcam.cfg of another server to a receiver that is logged in: accounts are taken over,
 * lines are written, read back by the readers of such files, and {@code ./caskade cw-test} logs in
 * with what stands in them.
 */
class ReceiverFilesTest {
  private static final String NETWORK = "/api/v1/networks/main/";
  private static final String FILE =
      """
      F: anna AnnasPass1111 1 0 0 { 0:0:1 }
      F:bernd BerndsPass222 1 0 0
      F: Carla CarlasPass33 1 0 0
      SERVER LISTEN PORT : 12000
      """;
  private static final String KEY = "1f2e3d4c5b6a79880102030405f6";
  private static final Duration SEALED = Duration.ofSeconds(30);

  @TempDir Path folder;

  @Test
  void whatAnotherServerServedIsServedHere() throws Exception {
    try (HeadEnd headEnd = headEnd()) {
      headEnd.start();
      headEnd.awaitManagement();
      Rest rest = new Rest(headEnd);
      takeOver(rest);
      many(rest);

      CccamCfg cccam = CccamCfg.read(lines(rest, "form=cccam"));
      assertThat(cccam.servers()).extracting(ServerLine::kind).containsOnly(ServerLine.Kind.CCCAM);
      Patience.await(
          "anna is known to the server of receivers",
          SEALED,
          () -> logIn("cccam", cccam.servers().get(0), List.of()).exit() == 0);
      assertThat(cccam.servers()).hasSize(2);
      for (ServerLine line : cccam.servers()) {
        logIn("cccam", line, List.of()).ok();
      }
      for (ServerLine line : CccamCfg.read(lines(rest, "form=cccam&protocol=newcamd")).servers()) {
        Path key = Files.writeString(folder.resolve("key"), line.key().orElseThrow());
        logIn("newcamd", line, List.of("--key-file", key.toString())).ok();
      }
      for (OscamReader reader : readers(lines(rest, "form=oscam"))) {
        String protocol = reader.protocol().equals("cs357x") ? "camd35" : reader.protocol();
        assertThat(reader.enabled()).isEqualTo(protocol.equals("cs378x"));
        logIn(protocol, reader.host(), reader.port(), reader.user(), reader.password(), List.of())
            .ok();
      }
      assertThat(rest.get(NETWORK + "receivers/anna/lines/qr?form=newcamd")).startsWith("<svg");
      assertThat(rest.get("/api/v1/audit?operation=SHOW_PASSWORD&limit=10"))
          .contains("SHOW_PASSWORD");
      assertThat(headEnd.log())
          .doesNotContain("NullPointer")
          .doesNotContain("AnnasPass1111", "BerndsPass222", KEY);
    }
  }

  private static void takeOver(Rest rest) throws Exception {
    String path = NETWORK + "receiver-files?firstCard=4100000000";
    String looked = rest.sendFile(path, FILE);
    assertThat(Rest.number(looked, "added")).isEqualTo(2);
    assertThat(looked).contains("missing-blank", "name-refused", "option-listener");
    assertThat(rest.get(NETWORK + "receivers")).doesNotContain("anna");
    String taking =
        path
            + "&dryRun=false&product=0&start=2026-01-01T00:00:00Z&finish=2036-01-01T00:00:00Z"
            + "&rename=true";
    assertThat(Rest.number(rest.sendFile(taking, FILE), "added")).isEqualTo(3);
    String again = rest.sendFile(taking, FILE);
    assertThat(Rest.number(again, "added")).isZero();
    assertThat(Rest.number(again, "exist")).isEqualTo(3);
    assertThat(rest.get(NETWORK + "receivers")).contains("anna", "bernd", "carla");
    assertThat(rest.get(NETWORK + "cards/4100000000")).contains("2036-01-01T00:00:00Z");
  }

  private static void many(Rest rest) throws Exception {
    long begin = System.nanoTime();
    String made =
        rest.send(
            "POST",
            NETWORK + "receiver-series",
            "{\"pattern\":\"house-####\",\"count\":1000,\"firstCard\":4100000000}",
            201);
    System.out.printf(
        "Receivers: 1000 accounts with their cards in %d ms%n",
        Duration.ofNanos(System.nanoTime() - begin).toMillis());
    assertThat(made).contains("house-0001", "house-1000", "\"card\":4100000003");
  }

  private static String lines(Rest rest, String query) throws Exception {
    return rest.get(NETWORK + "receivers/anna/lines?" + query);
  }

  private static List<OscamReader> readers(String text) {
    List<OscamReader> readers =
        ConfFile.read(text).sections().stream()
            .map(OscamReader::of)
            .map(Optional::orElseThrow)
            .collect(Collectors.toList());
    assertThat(readers)
        .extracting(OscamReader::protocol)
        .containsExactly("cs378x", "cs378x", "cs357x", "cs357x");
    return readers;
  }

  private Ran logIn(String protocol, ServerLine line, List<String> more) throws Exception {
    return logIn(protocol, line.host(), line.port(), line.user(), line.password(), more);
  }

  private Ran logIn(
      String protocol, String host, int port, String user, String password, List<String> more)
      throws Exception {
    Path secret = Files.writeString(folder.resolve("password"), password + "\n");
    List<String> command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-jar",
                System.getProperty("caskade.cw-test"),
                "--protocol",
                protocol,
                "--server",
                host + ":" + port,
                "--user",
                user,
                "--password-file",
                secret.toString()));
    command.addAll(more);
    return Ran.in(folder, Map.of(), command);
  }

  private static HeadEnd headEnd() throws Exception {
    return new HeadEnd("receiver-files")
        .configure("io.caskade.receivers.cccam-main", port(Map.of()))
        .configure("io.caskade.receivers.newcamd-main", port(Map.of("desKey", KEY)))
        .configure("io.caskade.receivers.camd35-tcp", port(Map.of("transport", "tcp")))
        .configure("io.caskade.receivers.camd35-udp", port(Map.of("transport", "udp")))
        .configure(
            "io.caskade.receivers.files",
            Map.of("mainHost", "127.0.0.1", "fallOverHost", "localhost"));
  }

  private static Map<String, String> port(Map<String, String> settings) throws Exception {
    Map<String, String> all = new java.util.HashMap<>(settings);
    all.put("port", Integer.toString(HeadEnd.freePort()));
    return all;
  }
}
