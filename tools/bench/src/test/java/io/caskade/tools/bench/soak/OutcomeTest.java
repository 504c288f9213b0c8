package io.caskade.tools.bench.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.tools.bench.ScsLoad;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a soak calls good, and what not. */
class OutcomeTest {
  private static final Duration LIMIT = Duration.ofMillis(50);
  private static final String SAFEPOINT =
      "[12.345s] Safepoint \"%s\", Time since last: 99 ns, Reaching safepoint: 1 ns, At safepoint: 2"
          + " ns, Total: %d ns\n";

  @TempDir Path folder;

  @Test
  void aPauseIsReadFromTheLogAndJudged() throws IOException {
    GcLog log = log(SAFEPOINT.formatted("ICBufferFull", 9_000_000));
    assertThat(outcome(log, 0, flat(), List.of()).complaints(LIMIT)).isEmpty();

    GcLog slow = log(SAFEPOINT.formatted("G1CollectForAllocation", 51_000_000));
    assertThat(slow.cause()).isEqualTo("G1CollectForAllocation");
    assertThat(outcome(slow, 0, flat(), List.of()).complaints(LIMIT))
        .singleElement()
        .asString()
        .contains("51.0 ms (G1CollectForAllocation)");
  }

  @Test
  void aLineThatIsOnlyHalfWrittenIsReadWhenItIsWhole() throws IOException {
    Path file = Files.writeString(folder.resolve("half.log"), "[2s] GC(1) Pause 90M->3");
    var log = new GcLog(file);
    log.follow();
    assertThat(log.takeLeastLeft()).isEmpty();
    Files.writeString(file, "1M(99M) 2.0ms\n", StandardOpenOption.APPEND);
    log.follow();
    assertThat(log.takeLeastLeft()).hasValue(31);
    assertThat(log.takeLeastLeft()).isEmpty();
  }

  @Test
  void oneLateAnswerIsTooMuch() throws IOException {
    assertThat(outcome(log(""), 1, flat(), List.of()).complaints(LIMIT))
        .containsExactly("1 answers after max_comp_time");
  }

  @Test
  void whatGrowsIsALeak() throws IOException {
    List<Sample> growing =
        IntStream.range(0, 24)
            .mapToObj(i -> new Sample(Duration.ofSeconds(i), 100 + i * 5L, 80 + i, 200 + i * 4L, 1))
            .toList();
    assertThat(outcome(log(""), 0, growing, List.of()).complaints(LIMIT))
        .as("old garbage that no collection looked at is no leak")
        .hasSize(2)
        .anySatisfy(one -> assertThat(one).startsWith("threads grew"))
        .anySatisfy(one -> assertThat(one).startsWith("open files grew"));
  }

  @Test
  void whatAFullCollectionLeavesMayHardlyGrow() throws IOException {
    assertThat(outcome(log(""), new LiveHeap(100, 130)).complaints(LIMIT)).isEmpty();
    assertThat(outcome(log(""), new LiveHeap(100, 131)).complaints(LIMIT))
        .containsExactly("heap grew: 100 > 131 (before > after)");
  }

  @Test
  void whatIsLostIsTold() throws IOException {
    assertThat(outcome(log(""), 0, flat(), List.of("card 7")).complaints(LIMIT))
        .containsExactly("card 7");
  }

  private GcLog log(String text) throws IOException {
    var log = new GcLog(Files.writeString(folder.resolve("gc.log"), text));
    log.follow();
    return log;
  }

  private static List<Sample> flat() {
    return IntStream.range(0, 24)
        .mapToObj(i -> new Sample(Duration.ofSeconds(i), i % 2 == 0 ? -1 : 100, 80, 200, 600))
        .toList();
  }

  private static Outcome outcome(GcLog log, LiveHeap heap) {
    return outcome(log, 0, heap, flat(), List.of());
  }

  private static Outcome outcome(GcLog log, long late, List<Sample> samples, List<String> lost) {
    return outcome(log, late, new LiveHeap(100, 100), samples, lost);
  }

  private static Outcome outcome(
      GcLog log, long late, LiveHeap heap, List<Sample> samples, List<String> lost) {
    var scs =
        new ScsLoad.Figures(
            1_000, 0, late, 0, Duration.ofMillis(5), new Histogram(1, 1_000, 3), Map.of());
    return new Outcome(Collector.DISTRIBUTED, scs, log, heap, samples, Duration.ZERO, lost, "");
  }
}
