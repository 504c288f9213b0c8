package io.caskade.faces.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class BackOffTest {
  @Property
  void doublesFromASecondToTheLongestAndLeavesAQuarterToChance(
      @ForAll @IntRange(min = 1, max = 100_000) int failures, @ForAll long seed) {
    Duration longest = Duration.ofMinutes(5);
    Duration pause = new BackOff(new SplittableRandom(seed)).pause(failures, longest);
    double whole = Math.min(1_000 * Math.pow(2, failures - 1), longest.toMillis());

    assertThat((double) pause.toMillis()).isBetween(whole * 0.75 - 1, whole);
  }
}
