package io.caskade.tools.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RealTimeTest {
  private static final long MS = 1_000_000L;

  private long now = 5_000 * MS;
  private final List<Long> sleeps = new ArrayList<>();
  private final RealTime pacer =
      new RealTime(
          () -> now,
          nanos -> {
            sleeps.add(nanos);
            now += nanos;
          });

  @Test
  void holdsPacketsUntilTheyAreDue() throws InterruptedException {
    pacer.await(0);
    pacer.await(10 * MS);
    pacer.await(11 * MS);
    pacer.await(30 * MS);
    assertThat(sleeps).containsExactly(10 * MS, 20 * MS);
  }

  @Test
  void makesGoodASmallDelayAndGivesUpALongOne() throws InterruptedException {
    pacer.await(0);
    now += 100 * MS;
    pacer.await(10 * MS);
    pacer.await(110 * MS);
    assertThat(sleeps).containsExactly(10 * MS);
    now += 2_000 * MS;
    pacer.await(120 * MS);
    pacer.await(130 * MS);
    assertThat(sleeps).containsExactly(10 * MS, 10 * MS);
  }
}
