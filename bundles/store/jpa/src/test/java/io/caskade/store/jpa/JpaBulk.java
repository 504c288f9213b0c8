package io.caskade.store.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.rights.Urgency;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Many cards at once, on the database of a subclass. */
abstract class JpaBulk {
  private static final int CARDS = 20_000;

  @Test
  void readsAllCardsInFlatMemory(Rig rig) {
    for (int from = 0; from < CARDS; from += 5_000) {
      rig.store().apply(Cards.adds(from, 5_000));
    }
    long before = used();
    var read = new AtomicLong();
    var most = new AtomicLong();
    rig.store()
        .readAll(
            card -> {
              if (read.getAndIncrement() % (CARDS / 4) == 10) {
                most.accumulateAndGet(used(), Math::max);
              }
            });
    assertThat(read).hasValue(CARDS);
    // All rows together take more than 7 MB in the client.
    assertThat(most.get() - before).isLessThan(4_000_000);
  }

  @Test
  void sealsABulkJobInFewStatements(Rig rig) {
    rig.store().apply(Cards.adds(0, 3_000));
    assertThat(rig.settle()).isEqualTo(3_000);
    var cards = Cards.adds(0, 3_000);
    rig.wiretap().clear();
    rig.store()
        .apply(
            cards.stream()
                .map(add -> Cards.change(add.after(), Cards.next(add.after(), 7), Urgency.BULK))
                .toList());
    List<String> sent = rig.wiretap().sent();
    assertThat(sent).as("reads, updates and journal in batches").hasSizeLessThanOrEqualTo(13);
    assertThat(rig.settle()).isEqualTo(3_000);
    assertThat(rig.verified()).isEqualTo(6_000);
  }

  private static long used() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
