package io.caskade.cards.virtual.limit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The quirky counter blocks when the original did. */
class RequestCounterTest {
  /** Second at which the published study begins. */
  private static final long BEGIN = 1_586_693_700L;

  private static final int DAY = 86_400;

  @Test
  void theStudyOfTheOriginalComesOutTheSame() throws IOException {
    JsonNode table;
    try (InputStream in = getClass().getResourceAsStream("/tvcas3/card_counter_study.json")) {
      table = new ObjectMapper().readTree(in).get("table");
    }
    assertThat(table).hasSize(70);
    for (JsonNode row : table) {
      int period = row.get("crypto_period_s").asInt();
      int channels = row.get("channels").asInt();
      int[] spread = IntStream.range(0, channels).map(i -> i * period / channels).toArray();
      assertThat(minutes(period, new int[channels]))
          .as("%s", row)
          .isEqualTo(told(row, "same_second_min"));
      assertThat(minutes(period, spread)).as("%s", row).isEqualTo(told(row, "evenly_spread_min"));
    }
  }

  @Test
  void phasesAtRandomBlockAboutAsOftenAsInTheStudy() throws IOException {
    var random = new SplittableRandom(20);
    assertThat(blockedOfTwenty(random, 5, 1)).isEqualTo(20);
    assertThat(blockedOfTwenty(random, 6, 1)).isZero();
    assertThat(blockedOfTwenty(random, 10, 3)).isEqualTo(20);
    assertThat(blockedOfTwenty(random, 10, 2)).isLessThan(10);
  }

  private static long blockedOfTwenty(SplittableRandom random, int period, int channels) {
    return IntStream.range(0, 20)
        .mapToObj(i -> random.ints(channels, 0, period).sorted().toArray())
        .filter(phases -> minutes(period, phases).isPresent())
        .count();
  }

  private static OptionalLong told(JsonNode row, String field) {
    return row.get(field).isNull()
        ? OptionalLong.empty()
        : OptionalLong.of(row.get(field).asLong());
  }

  /** Until the block, rounded half to even as the study was. */
  private static OptionalLong minutes(int period, int[] phases) {
    var counter = new RequestCounter(RequestCounter.State.FRESH);
    for (long begin = BEGIN; begin < BEGIN + DAY / period * (long) period; begin += period) {
      for (int phase : phases) {
        counter.count(begin + phase);
        if (counter.blocked()) {
          return OptionalLong.of((long) Math.rint((begin + phase - BEGIN) / 60.0));
        }
      }
    }
    return OptionalLong.empty();
  }
}
