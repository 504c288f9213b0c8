package io.caskade.lib.backoff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class ExponentialBackoffTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Property
  void doublesFromTheFirstToTheLongestAndLeavesOnlyTheJitterToChance(
      @ForAll @IntRange(min = 1, max = 10_000) int first,
      @ForAll @IntRange(min = 1, max = 10_000_000) int longest,
      @ForAll @DoubleRange(min = 0, max = 1) double jitter,
      @ForAll @IntRange(min = 1) int failures,
      @ForAll long seed) {
    var backoff =
        new ExponentialBackoff(Duration.ofMillis(first), Duration.ofMillis(longest), jitter);
    double whole = Math.min(first * Math.pow(2, failures - 1.0), longest);

    assertThat((double) backoff.pause(failures, new SplittableRandom(seed)).toMillis())
        .isBetween(whole * (1 - jitter) - 1, whole);
  }

  @Example
  void withoutJitterThePausesAreExact() {
    var pauses = new Pauses(new ExponentialBackoff(SECOND, Duration.ofSeconds(10), 0), never());

    assertThat(seconds(pauses, 6)).containsExactly(1L, 2L, 4L, 8L, 10L, 10L);
    pauses.reset();
    assertThat(seconds(pauses, 2)).containsExactly(1L, 2L);
  }

  @Example
  void bothEndsOfTheJitterAreReached() {
    var backoff = new ExponentialBackoff(Duration.ofMillis(8), MINUTE, 0.5);
    Random random = new Random(1);
    Set<Long> seen = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      seen.add(backoff.pause(1, random).toMillis());
    }

    assertThat(seen).containsExactlyInAnyOrder(4L, 5L, 6L, 7L, 8L);
  }

  @Example
  void twoWhoFailedTogetherDoNotComeBackTogether() {
    var backoff = new ExponentialBackoff(SECOND, MINUTE, 0.5);

    assertThat(new Pauses(backoff, new Random(2)).next())
        .isNotEqualTo(new Pauses(backoff, new Random(1)).next());
  }

  @Example
  void aLongestThatIsShorterThanTheFirstHolds() {
    assertThat(new ExponentialBackoff(MINUTE, SECOND, 0).pause(1, never())).isEqualTo(SECOND);
  }

  @Example
  void whatIsNoPauseIsRefused() {
    for (Duration bad :
        List.of(Duration.ZERO, SECOND.negated(), Duration.ofNanos(1), Duration.ofDays(366))) {
      refused(bad, MINUTE, 0);
      refused(SECOND, bad, 0);
    }
    for (double jitter : new double[] {-0.1, 1.1, Double.NaN}) {
      refused(SECOND, MINUTE, jitter);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ExponentialBackoff(SECOND, MINUTE, 0).pause(0, never()));
  }

  private static void refused(Duration first, Duration longest, double jitter) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ExponentialBackoff(first, longest, jitter));
  }

  private static List<Long> seconds(Pauses pauses, int count) {
    var seconds = new ArrayList<Long>();
    for (int i = 0; i < count; i++) {
      seconds.add(pauses.next().toSeconds());
    }
    return seconds;
  }

  private static Random never() {
    return new Random(0);
  }
}
