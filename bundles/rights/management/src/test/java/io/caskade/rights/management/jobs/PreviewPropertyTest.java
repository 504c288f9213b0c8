package io.caskade.rights.management.jobs;

import static io.caskade.rights.management.Bench.ADMINISTRATOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.ProductMask;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.CardEdit;
import io.caskade.api.rights.CardOperation;
import io.caskade.api.rights.CardQuery;
import io.caskade.api.rights.CardStatus;
import io.caskade.api.rights.Sold;
import io.caskade.api.rights.Window;
import io.caskade.api.rights.jobs.BulkWork;
import io.caskade.api.rights.jobs.BulkWork.BilledCard;
import io.caskade.api.rights.jobs.BulkWork.CardSelection;
import io.caskade.api.rights.jobs.Job;
import io.caskade.api.rights.jobs.JobManagement.Line;
import io.caskade.api.rights.jobs.JobManagement.Preview;
import io.caskade.api.rights.jobs.JobState;
import io.caskade.rights.management.Bench;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever the cards and whatever the work: the preview tells what the job does. */
class PreviewPropertyTest {
  private static final NetworkId MAIN = NetworkId.MAIN;
  private static final int SERIALS = 12;

  @Property(tries = 300)
  void aPreviewTellsWhatTheJobDoes(
      @ForAll("cards") List<Card> cards, @ForAll("works") BulkWork work) {
    JobBench desk = desk(cards);
    Map<CardSerial, Card> before = bySerial(desk);
    Preview preview = desk.jobs.preview(ADMINISTRATOR, work);
    assertThat(bySerial(desk)).isEqualTo(before);
    Job job = desk.run(work);
    assertThat(job.state()).isEqualTo(JobState.DONE);
    Map<CardSerial, Card> after = bySerial(desk);
    assertThat(job.total()).isEqualTo(preview.selected());
    assertThat(job.failed()).isEqualTo(preview.refused());
    assertThat(job.report())
        .isEqualTo(
            preview.lines().stream()
                .filter(line -> line.after().isEmpty())
                .map(line -> line.serial() + ": " + line.what())
                .toList());
    Set<CardSerial> changed =
        after.keySet().stream()
            .filter(serial -> !after.get(serial).equals(before.get(serial)))
            .collect(Collectors.toSet());
    assertThat(
            preview.lines().stream()
                .filter(line -> !line.after().isEmpty())
                .map(Line::serial)
                .collect(Collectors.toSet()))
        .isEqualTo(changed);
    assertThat(preview.changed()).isEqualTo(changed.size());
    assertThat(preview.changed() + preview.unchanged() + preview.refused())
        .isEqualTo(preview.selected());
    preview.lines().stream()
        .filter(line -> !line.after().isEmpty())
        .forEach(
            line ->
                assertThat(line.after())
                    .startsWith(after.get(line.serial()).status().name())
                    .contains(windows(after.get(line.serial()))));
  }

  @Property(tries = 200)
  void synchronisingTwiceChangesNothingTheSecondTime(
      @ForAll("cards") List<Card> cards, @ForAll("synchronisations") BulkWork work) {
    JobBench desk = desk(cards);
    desk.run(work);
    Map<CardSerial, Card> once = bySerial(desk);
    desk.run(work);
    assertThat(bySerial(desk)).isEqualTo(once);
    assertThat(desk.jobs.preview(ADMINISTRATOR, work).changed()).isZero();
  }

  private static JobBench desk(List<Card> cards) {
    var desk = new JobBench();
    desk.bench.put(cards.toArray(Card[]::new));
    return desk;
  }

  private static Map<CardSerial, Card> bySerial(JobBench desk) {
    return desk.cards().stream().collect(Collectors.toMap(Card::serial, Function.identity()));
  }

  private static String windows(Card card) {
    return card.sold().windows().stream()
        .map(window -> window.products() + "/" + window.start() + "/" + window.finish())
        .collect(Collectors.joining(","));
  }

  @Provide
  Arbitrary<List<Card>> cards() {
    return Combinators.combine(serials(), Arbitraries.of(CardStatus.class), windows())
        .as(
            (serial, status, windows) ->
                Bench.card(serial.value(), status, windows.toArray(Window[]::new)))
        .list()
        .uniqueElements(Card::serial)
        .ofMaxSize(SERIALS);
  }

  @Provide
  Arbitrary<BulkWork> works() {
    Arbitrary<BulkWork> turns =
        Combinators.combine(
                selections(),
                Arbitraries.of(
                    CardOperation.SUSPEND,
                    CardOperation.RESUME,
                    CardOperation.ACTIVATE,
                    CardOperation.RETIRE,
                    CardOperation.RECALL))
            .as((cards, operation) -> new BulkWork.Turn(MAIN, cards, operation));
    Arbitrary<BulkWork> extensions =
        Combinators.combine(selections(), Arbitraries.integers().between(1, 3_660))
            .as((cards, days) -> new BulkWork.Extend(MAIN, cards, Duration.ofDays(days)));
    Arbitrary<BulkWork> changes =
        Combinators.combine(selections(), windows())
            .as((cards, windows) -> new BulkWork.Change(MAIN, cards, CardEdit.windows(windows)));
    Arbitrary<BulkWork> additions =
        Combinators.combine(serials(), Arbitraries.integers().between(1, SERIALS))
            .as(
                (first, count) ->
                    new BulkWork.AddRange(MAIN, first, count, CardStatus.STOCK, "", Sold.NOTHING));
    return Arbitraries.oneOf(turns, extensions, changes, additions, synchronisations());
  }

  @Provide
  Arbitrary<BulkWork> synchronisations() {
    Arbitrary<BilledCard> billed =
        Combinators.combine(serials(), windows(), Arbitraries.of(true, false))
            .as(
                (serial, windows, suspended) ->
                    new BilledCard(serial, windows, Optional.empty(), suspended));
    return Combinators.combine(
            billed.list().uniqueElements(BilledCard::serial).ofMaxSize(SERIALS),
            Arbitraries.of(BulkWork.Unlisted.class))
        .as((cards, unlisted) -> new BulkWork.Synchronise(MAIN, cards, unlisted));
  }

  private static Arbitrary<CardSelection> selections() {
    Arbitrary<CardSelection> named =
        serials().list().ofMinSize(1).ofMaxSize(SERIALS).map(CardSelection.Serials::new);
    Arbitrary<CardSelection> found =
        Arbitraries.of(CardStatus.class)
            .set()
            .map(
                statuses ->
                    new CardSelection.Query(
                        new CardQuery(
                            MAIN,
                            Optional.empty(),
                            statuses,
                            ProductMask.NONE,
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            100)));
    return Arbitraries.oneOf(named, found);
  }

  private static Arbitrary<CardSerial> serials() {
    return Arbitraries.longs().between(0, SERIALS - 1).map(CardSerial::new);
  }

  /** Of different products, so that none has two windows at the same time. */
  private static Arbitrary<List<Window>> windows() {
    Arbitrary<Instant> finishes =
        Arbitraries.of(
            Bench.NOW.minusSeconds(1),
            Bench.NOW,
            Bench.FINISH,
            Instant.parse("2069-06-01T00:00:00Z"));
    return finishes
        .list()
        .ofMaxSize(3)
        .map(
            ends ->
                IntStream.range(0, ends.size())
                    .mapToObj(i -> Bench.window(1 << i, ends.get(i)))
                    .toList());
  }
}
