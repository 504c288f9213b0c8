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
import io.caskade.api.base.ProductMask;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.CardEdit;
import io.caskade.api.rights.CardHolder;
import io.caskade.api.rights.CardOperation;
import io.caskade.api.rights.CardQuery;
import io.caskade.api.rights.CardStatus;
import io.caskade.api.rights.Sold;
import io.caskade.api.rights.Window;
import io.caskade.api.rights.jobs.BulkWork;
import io.caskade.api.rights.jobs.Job;
import io.caskade.api.rights.jobs.JobManagement.Preview;
import io.caskade.api.rights.jobs.JobState;
import io.caskade.rights.management.Bench;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What each kind of bulk work does to cards, and what it refuses. */
class BulkWorkTest extends JobScene {
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

  private static BulkWork turn(CardOperation operation, long... serials) {
    return new BulkWork.Turn(MAIN, serials(serials), operation);
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
