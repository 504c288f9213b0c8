package io.caskade.tools.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a user sees of his mistakes: one sentence that says what and where. */
@Timeout(60)
class SimulateTest {
  private final Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  SimulateTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private int simulate(String... words) {
    return Simulate.run(
        words,
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private String said() {
    return err.toString(StandardCharsets.UTF_8).strip();
  }

  private String sample() throws IOException {
    return Samples.twoServices(folder).toString();
  }

  @Test
  void helpNamesEveryOption() {
    assertThat(simulate("--help")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("--input", "--ecmg", "--service", "--crypto-period", "--emmg-port", "--card");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--inputt x|There is no option --inputt",
        "--input|--input wants a value",
        "--input x --service 101=00000001|--ecmg is missing",
        "--input x --ecmg localhost:1|--service is missing",
        "--input x --ecmg nowhere --service 101=00000001|HOST:PORT",
        "--input x --ecmg localhost:70000 --service 101=00000001|from 1 to 65535, not 70000",
        "--input x --ecmg localhost:1 --service 101|ID=CRITERIA",
        "--input x --ecmg localhost:1 --service 101=12|12",
        "--input x --ecmg localhost:1 --service 101=00000001 --algorithm des|csa2 or cissa",
        "--input x --ecmg localhost:1 --service 101=00000001 --version 4|not defined",
        "--input x --ecmg localhost:1 --service 101=00000001 --crypto-period 0|above 0",
        "--input x --ecmg localhost:1 --service 101=00000001 --card 5:a|SERIAL:CARDKEYFILE",
        "--input x --ecmg localhost:1 --service 101=00000001 --super-cas-id me|32 bits",
        "x|Options begin with --"
      })
  void aMistakeInTheCommandLineIsNamed(String line, String expected) {
    assertThat(simulate(line.split(" "))).isEqualTo(2);
    assertThat(said()).startsWith("simulate: ").contains(expected).hasLineCount(1);
  }

  @Test
  void aFileThatIsNoStreamIsNamedWithThePlace() throws IOException {
    Path file = folder.resolve("letter.txt");
    Files.writeString(file, "Dear reader, ".repeat(200));
    assertThat(
            simulate(
                "--input", file.toString(), "--ecmg", "localhost:1", "--service", "101=00000001"))
        .isEqualTo(1);
    assertThat(said()).contains("letter.txt").contains("byte 0").hasLineCount(1);
  }

  @Test
  void aMissingFileIsNamed() {
    String file = folder.resolve("none.ts").toString();
    assertThat(simulate("--input", file, "--ecmg", "localhost:1", "--service", "101=00000001"))
        .isEqualTo(2);
    assertThat(said()).contains("there is no file").contains("none.ts");
  }

  @Test
  void aServiceThatTheStreamLacksIsNamedWithThoseItHas() throws IOException {
    assertThat(simulate("--input", sample(), "--ecmg", "localhost:1", "--service", "103=00000001"))
        .isEqualTo(2);
    assertThat(said()).contains("no service 103").contains("[101, 102]");
  }

  @Test
  void aPortInUseIsNamed() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      assertThat(
              simulate(
                  "--input",
                  sample(),
                  "--ecmg",
                  "localhost:1",
                  "--service",
                  "101=00000001",
                  "--emmg-port",
                  port))
          .isEqualTo(2);
      assertThat(said()).contains("Port " + port).contains("--emmg-port");
    }
  }

  @Test
  void aKeyOfTheWrongLengthIsNamedWithBothLengths() throws IOException {
    Path cardKey = folder.resolve("card.key");
    Path ecmKey = folder.resolve("ecm.key");
    Files.writeString(cardKey, "00112233445566778899aabbccddeeff");
    Files.writeString(ecmKey, "0011");
    assertThat(
            simulate(
                "--input",
                sample(),
                "--ecmg",
                "localhost:1",
                "--service",
                "101=00000001",
                "--card",
                "2100000001:" + cardKey + ":" + ecmKey))
        .isEqualTo(2);
    assertThat(said()).contains("ECM key").contains("has 2 bytes").contains("must have 32");
    assertThat(said()).doesNotContain("0011223344");
  }

  @Test
  void withoutAnEcmgTheStreamStaysClearAndTheFileIsWrittenAsItCame() throws IOException {
    Path output = folder.resolve("out.ts");
    assertThat(
            simulate(
                "--input",
                sample(),
                "--output",
                output.toString(),
                "--ecmg",
                "127.0.0.1:1",
                "--service",
                "101=00000001",
                "--seconds",
                "0.3"))
        .isZero();
    assertThat(Files.size(output) % 188).isZero();
    assertThat(Files.size(output)).isGreaterThan(50_000);
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("service 101: clear");
  }
}
