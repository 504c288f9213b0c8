package io.caskade.tools.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each bench for a moment: that it measures something, never how much. */
@Tag("process")
@Timeout(180)
class BenchTest {
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

  @Test
  void everyEcmLoadIsAnsweredWithoutErrorsByBothServers() throws IOException {
    new EcmBench(out, EcmBench.options(List.of("--quick"))).run();

    List<String[]> closed = rows("1 session", "8 sessions", "64 sessions", "64 x 8 in flight");
    assertThat(closed).hasSize(8);
    assertThat(closed).allSatisfy(row -> assertThat(number(row[2])).isPositive());
    assertThat(closed).allSatisfy(row -> assertThat(row[8]).isEqualTo("0"));
    assertThat(closed).allSatisfy(row -> assertThat(number(row[9])).isPositive());
    assertThat(closed).allSatisfy(row -> assertThat(number(row[10])).isBetween(100.0, 100_000.0));

    List<String[]> latencies = rows("Caskade, 3DES", "transport alone");
    assertThat(latencies).hasSize(4);
    assertThat(latencies).allSatisfy(row -> assertThat(row[6]).isEqualTo("0"));
    assertThat(latencies.subList(2, 4)).allSatisfy(row -> assertThat(row[1]).isEqualTo("8,000"));
  }

  @Test
  void emmsAreMadeLoadedAndPaced() throws IOException {
    new EmmBench(out, EmmBench.options(List.of("--quick", "--seconds", "2", "--cards", "50000")))
        .run();

    List<String[]> rates =
        rows("3DES of 48 bytes, a key each", "profile", "carousel with table and profile");
    assertThat(rates).hasSize(3);
    assertThat(rates).allSatisfy(row -> assertThat(number(row[1])).isPositive());

    List<String[]> outputs = rows("sections", "TS packets");
    assertThat(outputs).hasSize(4);
    assertThat(outputs.subList(0, 2))
        .allSatisfy(row -> assertThat(number(row[3])).isBetween(1.0, 110.0));
    assertThat(outputs.subList(2, 4)).allSatisfy(row -> assertThat(number(row[1])).isPositive());

    assertThat(rows("50,000")).singleElement().satisfies(row -> assertThat(row).hasSize(6));
  }

  @Test
  void aCardIsAskedByItselfAndOnALine() throws IOException {
    new CardBench(out, CardBench.options(List.of("--quick"))).run();

    assertThat(rows("two services, promised limit"))
        .singleElement()
        .satisfies(row -> assertThat(number(row[1])).isPositive());
    assertThat(rows("A2 and CA"))
        .singleElement()
        // 108 characters take 135 ms, whatever the machine does besides.
        .satisfies(row -> assertThat(number(row[1])).isGreaterThan(134))
        .satisfies(row -> assertThat(number(row[2])).isGreaterThanOrEqualTo(1));
  }

  @Test
  void aTargetIsLoadedBesideOurOwn() throws IOException {
    try (var other = new ServerProcess(BenchServer.NONE, 1, List.of())) {
      String target = "127.0.0.1:" + other.address().getPort();
      new EcmBench(out, EcmBench.options(List.of("--quick", "--alone", "--target", target))).run();
      assertThat(rows("64 x 8 in flight"))
          .singleElement()
          .satisfies(row -> assertThat(row[1]).isEqualTo(target));
    }
  }

  @Test
  void aStartReadsEveryCardOfADatabase() throws IOException {
    new StartBench(out, StartBench.options(List.of("--quick", "--database", "h2"))).run();

    assertThat(rows("H2")).singleElement().satisfies(row -> assertThat(row[1]).isEqualTo("20,000"));
  }

  @Test
  void optionsThatMakeNoSenseAreRefusedInOneSentence() {
    assertThatThrownBy(() -> EcmBench.options(List.of("--second", "1")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--second");
    assertThatThrownBy(() -> new EcmBench(out, EcmBench.options(List.of("--rounds", "0"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--rounds");
    assertThatThrownBy(() -> new EcmBench(out, EcmBench.options(List.of("--alone"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--target");
  }

  /** Cells of the lines whose first cell is one of these. */
  private List<String[]> rows(String... first) {
    return printed
        .toString(StandardCharsets.UTF_8)
        .lines()
        .map(line -> line.split(" {2,}", -1))
        .filter(cells -> cells.length > 2 && Arrays.asList(first).contains(cells[0]))
        .toList();
  }

  private static double number(String cell) {
    return Double.parseDouble(cell.replace(",", "").replace(" %", ""));
  }
}
