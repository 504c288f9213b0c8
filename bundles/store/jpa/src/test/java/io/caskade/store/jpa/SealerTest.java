package io.caskade.store.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.caskade.api.rights.FeedListener;
import io.caskade.store.jpa.journal.Sealer;
import java.sql.SQLTransientConnectionException;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(60)
@ExtendWith(Databases.H2Memory.class)
class SealerTest {
  private final BlockingQueue<Long> heads = new LinkedBlockingQueue<>();
  private Rig rig;
  private Sealer sealer;

  @BeforeEach
  void take(Rig empty) {
    rig = empty;
    sealer =
        new Sealer(
            () -> rig.backing().source,
            () -> rig.backing().vault,
            () -> "node",
            InstantSource.system());
  }

  @AfterEach
  void stop() {
    sealer.stop();
    assertThat(
            Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(Sealer.THREAD)))
        .isEmpty();
  }

  @Test
  void sealsWhenItIsPokedAndTellsTheListeners() throws InterruptedException {
    sealer.add(
        seq -> {
          throw new IllegalStateException("a listener that fails");
        });
    sealer.add(heads::add);
    sealer.start();
    assertThat(next()).as("the head it found").isZero();
    rig.store().apply(List.of(Cards.add(Cards.card(1))));
    sealer.poke();
    assertThat(next()).isEqualTo(1);
    rig.store().apply(Cards.adds(10, 9_000));
    sealer.poke();
    long head = 0;
    while (head < 9_001) {
      head = next();
    }
    assertThat(rig.verified()).isEqualTo(9_001);
  }

  @Test
  void sealsWhatItFindsWithoutAPoke() throws InterruptedException {
    rig.store().apply(List.of(Cards.add(Cards.card(1))));
    sealer.add(heads::add);
    sealer.start();
    assertThat(next()).isZero();
    assertThat(next()).isEqualTo(1);
  }

  @Test
  void tellsNobodyWhoWentAway() throws InterruptedException {
    FeedListener gone = heads::add;
    BlockingQueue<Long> present = new LinkedBlockingQueue<>();
    sealer.add(gone);
    sealer.remove(gone);
    sealer.add(present::add);
    sealer.start();
    assertThat(present.poll(30, TimeUnit.SECONDS)).isZero();
    assertThat(heads).isEmpty();
  }

  @Test
  void goesOnWithANewConnectionWhenItsOwnBreaks() throws InterruptedException {
    sealer.add(heads::add);
    sealer.start();
    assertThat(next()).isZero();
    rig.wiretap()
        .fail(
            Faults.insteadOf(
                "insert into journal_seal", new SQLTransientConnectionException("gone", "08006")));
    rig.store().apply(List.of(Cards.add(Cards.card(1))));
    sealer.poke();
    assertThat(next()).as("the head after it connected again").isZero();
    assertThat(next()).isEqualTo(1);
    assertThat(rig.verified()).isEqualTo(1);
  }

  @Test
  void leavesTheDatabaseThatIsTakenBackAndFollowsTheNext() throws InterruptedException {
    sealer.add(heads::add);
    sealer.start();
    assertThat(next()).isZero();
    var source = rig.backing().source;
    rig.backing().source = null;
    sealer.poke();
    rig.store().apply(List.of(Cards.add(Cards.card(1))));
    rig.backing().source = source;
    sealer.poke();
    assertThatCode(
            () -> {
              while (next() != 1) {
                assertThat(heads).hasSizeLessThan(100);
              }
            })
        .doesNotThrowAnyException();
  }

  private long next() throws InterruptedException {
    return Objects.requireNonNull(heads.poll(30, TimeUnit.SECONDS), "no head was told");
  }
}
