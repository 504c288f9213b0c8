package io.caskade.rights.management.jobs;

import static io.caskade.rights.management.Bench.ADMINISTRATOR;
import static io.caskade.rights.management.Bench.card;
import static io.caskade.rights.management.Bench.refused;
import static io.caskade.rights.management.Bench.refusedField;
import static io.caskade.rights.management.Bench.window;
import static io.caskade.rights.management.jobs.JobBench.everyCard;
import static io.caskade.rights.management.jobs.JobBench.serials;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.Octets;
import io.caskade.api.base.ProductMask;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.CardChange;
import io.caskade.api.rights.CardEdit;
import io.caskade.api.rights.CardHolder;
import io.caskade.api.rights.CardOperation;
import io.caskade.api.rights.CardQuery;
import io.caskade.api.rights.CardStatus;
import io.caskade.api.rights.RecordChange;
import io.caskade.api.rights.Sold;
import io.caskade.api.rights.Urgency;
import io.caskade.api.rights.Window;
import io.caskade.api.rights.jobs.BulkWork;
import io.caskade.api.rights.jobs.Job;
import io.caskade.api.rights.jobs.JobManagement.Preview;
import io.caskade.api.rights.jobs.JobState;
import io.caskade.rights.management.Bench;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JobsTest {
  private static final NetworkId MAIN = NetworkId.MAIN;
  private static final Duration MONTH = Duration.ofDays(30);

  private final JobBench desk = new JobBench();
  private final Bench bench = desk.bench;
  private final Jobs jobs = desk.jobs;

  @Test
  void addsARangeOfCardsEachWithAKeyOfItsOwn() {
    var work =
        new BulkWork.AddRange(
            MAIN, new CardSerial(100), 10, CardStatus.STOCK, "north", Sold.NOTHING);
    Job job = desk.run(work);
    assertThat(job.state()).isEqualTo(JobState.DONE);
    assertThat(List.of(job.total(), job.done(), job.failed())).containsExactly(10, 10, 0);
    assertThat(desk.cards()).hasSize(10).extracting(Card::key).doesNotHaveDuplicates();
    assertThat(desk.cards())
        .allSatisfy(
            card -> {
              assertThat(card.status()).isEqualTo(CardStatus.STOCK);
              assertThat(card.region()).isEqualTo("north");
              assertThat(card.registeredAt()).isEqualTo(Bench.NOW);
            });
    assertThat(bench.vault.made)
        .hasSize(10)
        .allSatisfy(
            key -> assertThatIllegalStateException().isThrownBy(() -> key.copyTo(new byte[16], 0)));
  }

  @Test
  void leavesOutWhatIsThereAlreadyAndSaysSo() {
    bench.put(card(102, CardStatus.ACTIVE));
    var work =
        new BulkWork.AddRange(MAIN, new CardSerial(100), 5, CardStatus.STOCK, "", Sold.NOTHING);
    Job job = desk.run(work);
    assertThat(job.failed()).isEqualTo(1);
    assertThat(job.done()).isEqualTo(5);
    assertThat(job.report()).containsExactly("102: card-exists");
    assertThat(desk.cards()).hasSize(5);
    assertThat(bench.card(102).status()).isEqualTo(CardStatus.ACTIVE);
  }

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
  void extendsWhatRunsAndBeginsAnewWhatEnded() {
    Instant ended = Bench.NOW.minusSeconds(60);
    bench.put(
        card(1, CardStatus.ACTIVE, window(1, Bench.FINISH), window(2, ended)),
        card(2, CardStatus.STOCK));
    Job job = desk.run(extend(serials(2, 1, 1)));
    assertThat(bench.card(1).sold().windows())
        .containsExactly(
            new Window(new ProductMask(2), Bench.NOW, Bench.NOW.plus(MONTH)),
            window(1, Bench.FINISH.plus(MONTH)));
    assertThat(bench.card(2).version()).isEqualTo(1);
    assertThat(job.total()).isEqualTo(2);
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
  void turnsCardsAndCountsThoseThatCannotBe() {
    bench.put(
        card(1, CardStatus.ACTIVE),
        card(2, CardStatus.SUSPENDED),
        card(3, CardStatus.BLACKLISTED),
        card(4, CardStatus.STOCK));
    Job job = desk.run(turn(CardOperation.RESUME, 1, 2, 3, 4, 5));
    assertThat(job.report())
        .containsExactly("3: status-forbids", "4: status-forbids", "5: card-unknown");
    assertThat(bench.card(2).status()).isEqualTo(CardStatus.ACTIVE);
    assertThat(bench.card(1).version()).isEqualTo(1);
    desk.run(turn(CardOperation.ACTIVATE, 4));
    assertThat(bench.card(4).status()).isEqualTo(CardStatus.ACTIVE);
    desk.run(turn(CardOperation.RETIRE, 4));
    assertThat(bench.card(4).status()).isEqualTo(CardStatus.RETIRED);
    desk.run(turn(CardOperation.RECALL, 1));
    assertThat(bench.card(1).version()).isEqualTo(2);
    assertThat(bench.card(1).status()).isEqualTo(CardStatus.ACTIVE);
  }

  @Test
  void changesFieldsOnlyWhereTheyDiffer() {
    bench.put(card(1, CardStatus.ACTIVE, window(1, Bench.FINISH)), card(2, CardStatus.ACTIVE));
    CardEdit edit = CardEdit.windows(List.of(window(1, Bench.FINISH)));
    desk.run(new BulkWork.Change(MAIN, serials(1, 2), edit));
    assertThat(bench.card(1).version()).isEqualTo(1);
    assertThat(bench.card(2).version()).isEqualTo(2);
    assertThat(bench.card(2).sold().windows()).containsExactly(window(1, Bench.FINISH));
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

  @Test
  void previewsWithoutWritingOrMakingKeys() {
    bench.put(card(101, CardStatus.ACTIVE));
    Preview preview =
        jobs.preview(
            ADMINISTRATOR,
            new BulkWork.AddRange(
                MAIN, new CardSerial(100), 3, CardStatus.STOCK, "north", Sold.NOTHING));
    assertThat(List.of(preview.selected(), preview.changed(), preview.refused()))
        .containsExactly(3, 2, 1);
    assertThat(preview.lines().toString())
        .contains("serial=100, what=add, before=, after=STOCK region=north")
        .contains("serial=101, what=card-exists");
    assertThat(bench.store.applied).isEmpty();
    assertThat(bench.vault.made).isEmpty();
  }

  @Test
  void refusesWorkThatMakesNoSense() {
    refusedField("by", () -> start(new BulkWork.Extend(MAIN, everyCard(), Duration.ZERO)));
    refusedField(
        "by", () -> start(new BulkWork.Extend(MAIN, everyCard(), Duration.ofMillis(1_500))));
    refusedField("cards", () -> start(extend(serials())));
    refusedField("count", () -> start(range(100, 0, CardStatus.STOCK)));
    refusedField("count", () -> start(range(CardSerial.MAX, 2, CardStatus.STOCK)));
    refusedField("count", () -> start(range(0, Rows.MAX + 1, CardStatus.STOCK)));
    refusedField("status", () -> start(range(100, 1, CardStatus.RETIRED)));
    refusedField("edit", () -> start(new BulkWork.Change(MAIN, everyCard(), edit())));
    refused(
        ErrorCode.WINDOW_INVALID,
        () ->
            start(
                new BulkWork.Change(
                    MAIN,
                    everyCard(),
                    CardEdit.windows(List.of(window(1, Bench.START.minusSeconds(1)))))));
    refused(
        ErrorCode.NETWORK_UNKNOWN,
        () -> start(new BulkWork.Extend(new NetworkId("west"), serials(1), MONTH)));
    refusedField(
        "network",
        () ->
            start(
                new BulkWork.Extend(
                    MAIN,
                    new BulkWork.CardSelection.Query(
                        CardQuery.all(new NetworkId("west"), Optional.empty(), 10)),
                    MONTH)));
    var twice = new BulkWork.BilledCard(new CardSerial(1), List.of(), Optional.empty(), false);
    refusedField(
        "cards",
        () -> start(new BulkWork.Synchronise(MAIN, List.of(twice, twice), BulkWork.Unlisted.KEEP)));
    assertThat(bench.store.applied).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = CardOperation.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"SUSPEND", "RESUME", "ACTIVATE", "RETIRE", "RECALL"})
  void turnsByNoOtherOperation(CardOperation operation) {
    refusedField("operation", () -> start(turn(operation, 1)));
  }

  @Test
  void givesNoManyCardsToASubscriberThatIsUnknown() {
    bench.put(many(2));
    var edit =
        new CardEdit(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(Optional.of("17")),
            Optional.empty(),
            Optional.empty());
    refused(
        ErrorCode.SUBSCRIBER_UNKNOWN, () -> start(new BulkWork.Change(MAIN, everyCard(), edit)));
  }

  @Test
  void makesNoCardItsOwnParent() {
    bench.put(many(2));
    var edit =
        new CardEdit(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(Optional.of(new CardSerial(0))));
    Job job = desk.run(new BulkWork.Change(MAIN, everyCard(), edit));
    assertThat(job.report()).containsExactly("0: field-invalid");
    assertThat(bench.card(1).holder())
        .isEqualTo(
            new CardHolder(Optional.empty(), Optional.empty(), Optional.of(new CardSerial(0))));
  }

  private Job start(BulkWork work) {
    return jobs.start(ADMINISTRATOR, work);
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

  static Card[] many(int count) {
    return IntStream.range(0, count)
        .mapToObj(serial -> card(serial, CardStatus.ACTIVE, window(1, Bench.FINISH)))
        .toArray(Card[]::new);
  }

  static BulkWork extend(BulkWork.CardSelection cards) {
    return new BulkWork.Extend(MAIN, cards, MONTH);
  }

  private static BulkWork turn(CardOperation operation, long... serials) {
    return new BulkWork.Turn(MAIN, serials(serials), operation);
  }

  private static BulkWork range(long first, int count, CardStatus status) {
    return new BulkWork.AddRange(MAIN, new CardSerial(first), count, status, "", Sold.NOTHING);
  }

  private static CardEdit edit() {
    return new CardEdit(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
