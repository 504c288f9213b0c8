package io.caskade.itests.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The virtual card as programs meet it that take it for a real one: in a reader of Debian's pcscd,
 * which javax.smartcardio asks, and at a port.
 */
final class VirtualCardTest {
  private static final String BIN =
      "7D2B75040005CD8B54564341532E434F4D2020202020205E9306445EBA92CC000000016C046C05000100"
          + "2F41A83FBA9957BA74F1D62918B4FD8237CE4F46112137749E245482FDA4052D"
          + "94A065685D64C4980BB8D4544A8721A9";

  private static final Duration START = Duration.ofSeconds(60);

  @TempDir Path folder;
  private Path config;

  @BeforeEach
  void writeConfig() throws Exception {
    config = Files.write(folder.resolve("card.bin"), HexFormat.of().parseHex(BIN));
  }

  @Test
  @DisabledIfSystemProperty(
      named = "caskade.fast",
      matches = "true",
      disabledReason = "the fast suite needs no root")
  void pcscdTakesItForACardThatIsPluggedAndUnplugged() throws Exception {
    assertThat(Path.of("/usr/lib/pcsc/drivers/serial/libifdvpcd.so"))
        .as("needs the packages pcscd and vsmartcard-vpcd")
        .exists();
    assertThat(Ran.of("unshare", "--net", "--mount", "--propagation", "private", "true").exit())
        .as("needs the right to make a network and a mount namespace: run as root")
        .isZero();
    Path script = folder.resolve("pcsc.sh");
    try (InputStream in = VirtualCardTest.class.getResourceAsStream("pcsc.sh")) {
      Files.copy(in, script);
    }
    String said =
        Ran.of(
                "unshare",
                "--net",
                "--mount",
                "--propagation",
                "private",
                "bash",
                script.toString(),
                folder.toString(),
                java(),
                "-cp",
                classes(),
                PcscDialogue.class.getName(),
                System.getProperty("caskade.card"),
                config.toString(),
                folder.toString())
            .ok();
    assertThat(said.lines().filter(line -> !line.startsWith("reader ")))
        .containsExactly(
            Stream.of(1, 2, 3)
                .flatMap(i -> Stream.of("plugged " + i, "dialogue " + i, "unplugged " + i))
                .toArray(String[]::new));
  }

  @Test
  void atAPortItAnswersAndGoesCleanlyOnASignal() throws Exception {
    Path port = folder.resolve("port");
    Path said = folder.resolve("said.txt");
    Process program =
        new ProcessBuilder(
                java(),
                "-jar",
                System.getProperty("caskade.card"),
                "--config",
                config.toString(),
                "--state",
                folder.resolve("state").toString(),
                "--tty",
                port.toString())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .redirectInput(new File("/dev/null"))
            .start();
    try {
      Patience.await(
          "the port is there",
          START,
          () -> {
            assertThat(program.isAlive()).as(Files.readString(said)).isTrue();
            return Files.isSymbolicLink(port);
          });
      // A second card of the same name is refused, and the link of the first stays.
      Ran second =
          Ran.in(
              folder,
              Map.of(),
              List.of(
                  java(),
                  "-jar",
                  System.getProperty("caskade.card"),
                  "--config",
                  config.toString(),
                  "--tty",
                  port.toString()));
      assertThat(second.exit()).isEqualTo(1);
      assertThat(second.said()).contains(port + " exists already");
      assertThat(Files.readSymbolicLink(port).toString()).startsWith("/dev/pts/");
    } finally {
      // SIGTERM and Ctrl-C end in the same hook.
      Ran.of("kill", "-INT", Long.toString(program.pid())).ok();
      assertThat(program.waitFor(20, TimeUnit.SECONDS)).as("it ends").isTrue();
    }
    assertThat(Files.isSymbolicLink(port)).as(Files.readString(said)).isFalse();
    assertThat(folder.resolve("state/2100000004.card")).exists();
    assertThat(Files.readString(said)).contains("210-000-000-4").doesNotContain("Exception");
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin/java").toString();
  }

  private static String classes() throws Exception {
    return Path.of(PcscDialogue.class.getProtectionDomain().getCodeSource().getLocation().toURI())
        .toString();
  }
}
