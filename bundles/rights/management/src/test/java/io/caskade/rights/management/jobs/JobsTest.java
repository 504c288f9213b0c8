package io.caskade.rights.management.jobs;

import static io.caskade.rights.management.Bench.ADMINISTRATOR;
import static io.caskade.rights.management.Bench.card;
import static io.caskade.rights.management.Bench.refused;
import static io.caskade.rights.management.Bench.refusedField;
import static io.caskade.rights.management.jobs.JobBench.everyCard;
import static io.caskade.rights.management.jobs.JobBench.serials;
import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.Octets;
import io.caskade.api.base.ProductMask;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.CardChange;
import io.caskade.api.rights.CardOperation;
import io.caskade.api.rights.CardQuery;
import io.caskade.api.rights.CardStatus;
import io.caskade.api.rights.RecordChange;
import io.caskade.api.rights.Urgency;
import io.caskade.api.rights.jobs.BulkWork;
import io.caskade.api.rights.jobs.Job;
import io.caskade.api.rights.jobs.JobState;
import io.caskade.rights.management.Bench;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How a job begins, goes on, stops and ends. */
class JobsTest extends JobScene {
  @Test
  void carriesTheProgressInTheTransactionOfEachChunk() {
    bench.put(many(10));
    Job job = desk.run(extend(everyCard()));
    assertThat(bench.store.transactions).containsExactly(1, 1, 5, 5, 3);
    assertThat(bench.store.applied(CardChange.class))
        .hasSize(10)
        .allSatisfy(
            change -> {
              assertThat(change.urgency()).isEqualTo(Urgency.BULK);
              assertThat(change.actor()).isEqualTo(ADMINISTRATOR.actor());
              assertThat(change.operation()).isEqualTo(CardOperation.CHANGE_RIGHTS);
            });
    assertThat(bench.store.applied(RecordChange.class).stream().filter(RecordChange::journalled))
        .extracting(RecordChange::operation)
        .containsExactly("START", "FINISH");
    assertThat(bench.lastRecord().detail())
        .isEqualTo(Map.of("work", "extend", "total", "10", "done", "10", "failed", "0"));
    assertThat(job.startedBy()).isEqualTo(ADMINISTRATOR.actor());
  }

  @Test
  void freezesTheCardsThatAQueryFindsWhenTheJobStarts() {
    bench.put(many(10));
    var query =
        new CardQuery(
            MAIN,
            Optional.empty(),
            Set.of(CardStatus.ACTIVE),
            ProductMask.NONE,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(new CardSerial(5)),
            1);
    Job job =
        desk.run(
            new BulkWork.Turn(
                MAIN, new BulkWork.CardSelection.Query(query), CardOperation.SUSPEND));
    assertThat(job.done()).isEqualTo(10);
    assertThat(desk.cards())
        .allSatisfy(card -> assertThat(card.status()).isEqualTo(CardStatus.SUSPENDED));
  }

  @Test
  void finishesWorkThatFindsNothing() {
    Job job = desk.run(extend(everyCard()));
    assertThat(job.state()).isEqualTo(JobState.DONE);
    assertThat(job.total()).isZero();
    assertThat(bench.lastRecord().operation()).isEqualTo("FINISH");
  }

  @Test
  void keepsAtMostAThousandLinesOfRefusals() {
    Job job =
        desk.run(
            new BulkWork.Turn(
                MAIN,
                new BulkWork.CardSelection.Serials(
                    IntStream.range(0, 1_100).mapToObj(CardSerial::new).toList()),
                CardOperation.SUSPEND));
    assertThat(job.failed()).isEqualTo(1_100);
    assertThat(job.report()).hasSize(1_000);
    assertThat(job.state()).isEqualTo(JobState.DONE);
  }

  @Test
  void readsAgainWhenSomebodyChangesACardInBetween() {
    bench.put(many(10));
    Job job = jobs.start(ADMINISTRATOR, extend(everyCard()));
    bench.store.meanwhile = () -> bench.store.meanwhile = () -> suspendElsewhere(bench.card(2));
    desk.rounds().round();
    assertThat(desk.show(job).state()).isEqualTo(JobState.DONE);
    assertThat(bench.card(2).status()).isEqualTo(CardStatus.SUSPENDED);
    assertThat(desk.cards())
        .allSatisfy(
            card -> assertThat(card.sold().lastFinish()).contains(Bench.FINISH.plus(MONTH)));
  }

  @Test
  void stopsBehindTheChunkThatRunsWhenCancelledAndGoesOnWhenResumed() {
    bench.put(many(10));
    Job job = jobs.start(ADMINISTRATOR, extend(everyCard()));
    Runnable cancel = () -> jobs.cancel(ADMINISTRATOR, MAIN, job.id());
    // Behind the freezing and one chunk.
    bench.store.meanwhile = () -> bench.store.meanwhile = () -> bench.store.meanwhile = cancel;
    desk.rounds().round();
    assertThat(desk.show(job).state()).isEqualTo(JobState.CANCELLED);
    assertThat(desk.show(job).done()).isEqualTo(4);
    assertThat(extended()).isEqualTo(4);
    refused(ErrorCode.JOB_STATE, () -> jobs.cancel(ADMINISTRATOR, MAIN, job.id()));
    assertThat(jobs.resume(ADMINISTRATOR, MAIN, job.id()).state()).isEqualTo(JobState.WAITING);
    desk.rounds().round();
    assertThat(desk.show(job).state()).isEqualTo(JobState.DONE);
    assertThat(extended()).isEqualTo(10);
    assertThat(bench.store.applied(CardChange.class)).hasSize(10);
    refused(ErrorCode.JOB_STATE, () -> jobs.resume(ADMINISTRATOR, MAIN, job.id()));
    assertThat(bench.store.applied(RecordChange.class).stream().filter(RecordChange::journalled))
        .extracting(RecordChange::operation)
        .containsExactly("START", "CANCEL", "RESUME", "FINISH");
  }

  @Test
  void givesUpWorkThatItCannotRead() {
    bench.put(many(2));
    Job job = jobs.start(ADMINISTRATOR, extend(everyCard()));
    Job damaged =
        Progress.frozen(
            bench.store.record(Job.class, MAIN, job.id()).orElseThrow(),
            2,
            Octets.parseHex("01FFFF"),
            Bench.NOW);
    bench.store.apply(
        List.of(
            new RecordChange(
                UUID.randomUUID(),
                Bench.NOW,
                ADMINISTRATOR.actor(),
                "PROGRESS",
                bench.store.record(Job.class, MAIN, job.id()).orElseThrow(),
                damaged,
                Map.of(),
                false)));
    Job next = jobs.start(ADMINISTRATOR, extend(everyCard()));
    desk.rounds().round();
    assertThat(desk.show(job).state()).isEqualTo(JobState.FAILED);
    assertThat(desk.show(job).report()).containsExactly("job: field-invalid");
    assertThat(desk.show(next).state()).isEqualTo(JobState.DONE);
  }

  @Test
  void startsTheSameRequestOnce() {
    bench.put(many(3));
    var request = ADMINISTRATOR.withRequest(UUID.randomUUID());
    Job first = jobs.start(request, extend(everyCard()));
    Job again = jobs.start(request, extend(everyCard()));
    assertThat(again).isEqualTo(first);
    desk.rounds().round();
    assertThat(bench.store.applied(CardChange.class)).hasSize(3);
  }

  @Test
  void listsTheLatestFirstWithoutTheirPayload() {
    bench.put(many(1));
    for (int i = 0; i < 25; i++) {
      bench.now = bench.now.plusSeconds(1);
      jobs.start(ADMINISTRATOR, extend(everyCard()));
    }
    List<Job> latest = jobs.list(ADMINISTRATOR, MAIN, 3);
    assertThat(latest)
        .extracting(Job::createdAt)
        .containsExactly(bench.now, bench.now.minusSeconds(1), bench.now.minusSeconds(2));
    assertThat(latest).allSatisfy(job -> assertThat(job.payload().length()).isZero());
    refusedField("limit", () -> jobs.list(ADMINISTRATOR, MAIN, 0));
  }

  @Test
  void takesNoMoreThanTheQueueHolds() {
    for (int i = 0; i < Jobs.QUEUE; i++) {
      jobs.start(ADMINISTRATOR, extend(serials(1)));
    }
    refused(ErrorCode.OVERLOADED, () -> jobs.start(ADMINISTRATOR, extend(serials(1))));
  }

  @Test
  void removesOldFinishedJobsButNoneWhileOneWaits() {
    Job old = desk.run(extend(everyCard()));
    JobRounds rounds = desk.rounds();
    bench.now = bench.now.plus(Duration.ofDays(91));
    Job waiting = jobs.start(ADMINISTRATOR, extend(everyCard()));
    rounds.round();
    assertThat(desk.show(old).state()).isEqualTo(JobState.DONE);
    rounds.round();
    refused(ErrorCode.RECORD_UNKNOWN, () -> desk.show(old));
    assertThat(desk.show(waiting).state()).isEqualTo(JobState.DONE);
  }

  private long extended() {
    return desk.cards().stream()
        .filter(card -> card.sold().lastFinish().equals(Optional.of(Bench.FINISH.plus(MONTH))))
        .count();
  }

  private void suspendElsewhere(Card card) {
    var suspended =
        new Card(
            card.network(),
            card.serial(),
            card.version() + 1,
            CardStatus.SUSPENDED,
            card.region(),
            card.sold(),
            card.latestFinish(),
            card.key(),
            card.holder(),
            card.registeredAt());
    bench.store.apply(
        List.of(
            new CardChange(
                UUID.randomUUID(),
                Bench.NOW,
                ADMINISTRATOR.actor(),
                CardOperation.SUSPEND,
                Urgency.SINGLE,
                card,
                suspended)));
  }
}
