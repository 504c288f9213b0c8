package io.caskade.itests.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** kill -9 while cards are being sold. */
@DisabledIfSystemProperty(
    named = "caskade.fast",
    matches = "true",
    disabledReason = "two starts of a head-end are too long for the fast suite")
final class PowerCutTest {
  private static final long CHANGED = 2_100_000_001L;
  private static final long FIRST_SOLD = 2_100_001_000L;
  private static final int SOLD_BEFORE_THE_CUT = 25;
  private static final Duration ON_AIR = Duration.ofSeconds(60);

  private final List<Long> acknowledged = new CopyOnWriteArrayList<>();

  @Test
  void everyAcknowledgedCardIsThereAgainAndItsEmmGoesOut() throws Exception {
    try (FakeMux mux = new FakeMux();
        HeadEnd headEnd = new HeadEnd("power-cut").sendEmmsTo(mux)) {
      headEnd.start();
      headEnd.awaitManagement();
      String changed = changedEmm(headEnd, mux);

      Thread seller = new Thread(() -> sell(headEnd), "seller");
      seller.start();
      Patience.await("cards are sold", ON_AIR, () -> acknowledged.size() >= SOLD_BEFORE_THE_CUT);
      headEnd.kill();
      seller.join();
      mux.forget();

      headEnd.start();
      headEnd.awaitManagement();
      assertThat(headEnd.demand("cas:card-list --limit 1000"))
          .contains(acknowledged.stream().map(PowerCutTest::printed).toList());
      assertThat(headEnd.demand("cas:journal-verify")).contains("the chain is whole");
      Patience.await("all of them are on air", ON_AIR, () -> missingOnAir(mux).isEmpty());
      Patience.await("the changed card is on air", ON_AIR, () -> mux.lastEmm(CHANGED).isPresent());
      assertThat(mux.lastEmm(CHANGED)).contains(changed);
      System.out.printf(
          "kill -9 after %d acknowledged cards: all of them are back and on air%n",
          acknowledged.size());
    }
  }

  /** Adds a card and changes its rights; the same row always makes the same EMM. */
  private static String changedEmm(HeadEnd headEnd, FakeMux mux) throws Exception {
    headEnd.demand(add(CHANGED));
    Patience.await("the card is on air", ON_AIR, () -> mux.lastEmm(CHANGED).isPresent());
    Optional<String> before = mux.lastEmm(CHANGED);
    headEnd.demand("cas:card-rights --packages 00000003 " + CHANGED);
    Patience.await("the change is on air", ON_AIR, () -> !mux.lastEmm(CHANGED).equals(before));
    return mux.lastEmm(CHANGED).orElseThrow();
  }

  /** Sells until the head-end is gone. */
  private void sell(HeadEnd headEnd) {
    for (long serial = FIRST_SOLD; ; serial++) {
      try {
        headEnd.demand(add(serial));
        acknowledged.add(serial);
      } catch (IOException e) {
        // The cut: what was under way was not acknowledged.
        return;
      }
    }
  }

  private List<Long> missingOnAir(FakeMux mux) {
    return acknowledged.stream().filter(serial -> mux.lastEmm(serial).isEmpty()).toList();
  }

  private static String add(long serial) {
    return "cas:card-add " + serial + " 00000001 2026-01-01 2036-01-01";
  }

  private static String printed(long serial) {
    return Long.toString(serial).replaceAll("(\\d{3})(?=\\d)", "$1-");
  }
}
