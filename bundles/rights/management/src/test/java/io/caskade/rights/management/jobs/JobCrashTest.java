package io.caskade.rights.management.jobs;

import static io.caskade.rights.management.Bench.ADMINISTRATOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.CardChange;
import io.caskade.api.rights.CardStatus;
import io.caskade.api.rights.Sold;
import io.caskade.api.rights.jobs.BulkWork;
import io.caskade.api.rights.jobs.Job;
import io.caskade.api.rights.jobs.JobState;
import io.caskade.rights.management.Bench;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Extending is not the same when done twice, so it shows what a power cut repeats or loses. */
class JobCrashTest {
  private static final Duration MONTH = Duration.ofDays(30);

  private final JobBench desk = new JobBench();
  private final Bench bench = desk.bench;

  @ParameterizedTest
  @CsvSource({
    "0, false",
    "0, true",
    "1, false",
    "1, true",
    "2, false",
    "2, true",
    "3, false",
    "3, true",
    "4, false",
    "4, true"
  })
  void losesAndRepeatsNothing(int transactions, boolean committed) {
    bench.put(JobScene.many(15));
    Job job = desk.jobs.start(ADMINISTRATOR, JobScene.extend(JobBench.everyCard()));
    desk.rounds(new BreakingStore(bench.store, transactions, committed).broken()).round();
    Job stopped = desk.show(job);
    assertThat(stopped.state()).isNotEqualTo(JobState.FAILED);
    assertThat(bench.store.applied(CardChange.class)).hasSize(stopped.done());
    desk.rounds().round();
    assertThat(desk.show(job).state()).isEqualTo(JobState.DONE);
    assertThat(desk.show(job).done()).isEqualTo(15);
    assertThat(bench.store.applied(CardChange.class)).hasSize(15);
    assertThat(desk.cards())
        .hasSize(15)
        .allSatisfy(
            card -> assertThat(card.sold().lastFinish()).contains(Bench.FINISH.plus(MONTH)));
  }

  @Test
  void ofTwoNodesOneRunsAndTheOtherGoesOnWhereItStopped() {
    bench.put(JobScene.many(15));
    Job job = desk.jobs.start(ADMINISTRATOR, JobScene.extend(JobBench.everyCard()));
    desk.runs.set(false);
    desk.rounds().round();
    assertThat(bench.store.applied(CardChange.class)).isEmpty();
    desk.runs.set(true);
    desk.rounds(new BreakingStore(bench.store, 2, true).broken()).round();
    int done = desk.show(job).done();
    assertThat(done).isBetween(1, 14);
    desk.rounds().round();
    assertThat(desk.show(job).state()).isEqualTo(JobState.DONE);
    assertThat(bench.store.applied(CardChange.class)).hasSize(15);
  }

  @ParameterizedTest
  @CsvSource({"1, false", "1, true", "2, false", "2, true"})
  void addsEachCardOnceAlsoThen(int transactions, boolean committed) {
    Job job =
        desk.jobs.start(
            ADMINISTRATOR,
            new BulkWork.AddRange(
                NetworkId.MAIN, new CardSerial(1), 10, CardStatus.STOCK, "", Sold.NOTHING));
    desk.rounds(new BreakingStore(bench.store, transactions, committed).broken()).round();
    desk.rounds().round();
    assertThat(desk.show(job).failed()).isZero();
    assertThat(desk.cards()).hasSize(10).extracting(Card::version).containsOnly(1L);
  }

  @Test
  void aJobThatRunsGoesBeforeOneThatWaits() {
    bench.put(JobScene.many(6));
    Job first = desk.jobs.start(ADMINISTRATOR, JobScene.extend(JobBench.everyCard()));
    desk.rounds(new BreakingStore(bench.store, 2, false).broken()).round();
    bench.now = bench.now.minusSeconds(60);
    Job second = desk.jobs.start(ADMINISTRATOR, JobScene.extend(JobBench.serials(1)));
    bench.now = bench.now.plusSeconds(120);
    desk.rounds(new BreakingStore(bench.store, 1, false).broken()).round();
    assertThat(desk.show(first).state()).isEqualTo(JobState.DONE);
    assertThat(desk.show(second).state()).isEqualTo(JobState.WAITING);
  }

  @Test
  void twoRunnersAtOnceDoNothingTwice() {
    bench.put(JobScene.many(10));
    Job job = desk.jobs.start(ADMINISTRATOR, JobScene.extend(JobBench.everyCard()));
    bench.store.meanwhile = () -> desk.rounds().round();
    desk.rounds().round();
    assertThat(desk.show(job).state()).isEqualTo(JobState.DONE);
    assertThat(bench.store.applied(CardChange.class)).hasSize(10);
  }
}
