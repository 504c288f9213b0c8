package io.caskade.rights.management.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.Octets;
import io.caskade.api.base.ProductMask;
import io.caskade.api.rights.CardEdit;
import io.caskade.api.rights.CardOperation;
import io.caskade.api.rights.CardQuery;
import io.caskade.api.rights.CardStatus;
import io.caskade.api.rights.Sold;
import io.caskade.api.rights.Window;
import io.caskade.api.rights.jobs.BulkWork;
import io.caskade.rights.management.Bench;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JobPayloadTest {
  private static final NetworkId MAIN = NetworkId.MAIN;
  private static final List<Window> WINDOWS =
      List.of(Bench.window(0x8000_0001, Bench.FINISH), Bench.window(2, Bench.NOW));

  static Stream<BulkWork> works() {
    var query =
        new CardQuery(
            MAIN,
            Optional.of("ив"),
            Set.of(CardStatus.ACTIVE, CardStatus.STOCK),
            new ProductMask(7),
            Optional.of("north"),
            Optional.of("17"),
            Optional.of(Bench.START),
            Optional.of(Bench.FINISH),
            Optional.empty(),
            Selecting.PAGE);
    var edit =
        new CardEdit(
            Optional.of(WINDOWS),
            Optional.of(true),
            Optional.of(false),
            Optional.of("south"),
            Optional.of(Optional.of("17")),
            Optional.of(Optional.empty()),
            Optional.of(Optional.of(new CardSerial(CardSerial.MAX))));
    var nothing =
        new CardEdit(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(""),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return Stream.of(
        new BulkWork.AddRange(
            MAIN,
            new CardSerial(CardSerial.MAX),
            1,
            CardStatus.ACTIVE,
            "north",
            new Sold(WINDOWS, true, Optional.empty(), false)),
        new BulkWork.Change(MAIN, new BulkWork.CardSelection.Query(query), edit),
        new BulkWork.Change(MAIN, JobBench.serials(5, 1, CardSerial.MAX), nothing),
        new BulkWork.Extend(MAIN, JobBench.serials(1), Duration.ofDays(31)),
        new BulkWork.Turn(MAIN, new BulkWork.CardSelection.Query(query), CardOperation.RECALL),
        new BulkWork.Synchronise(
            MAIN,
            List.of(
                new BulkWork.BilledCard(new CardSerial(9), WINDOWS, Optional.of("17"), true),
                new BulkWork.BilledCard(new CardSerial(1), List.of(), Optional.empty(), false)),
            BulkWork.Unlisted.SUSPEND));
  }

  @ParameterizedTest
  @MethodSource("works")
  void givesBackTheWork(BulkWork work) {
    var payload = new JobPayload(work, Optional.empty());
    assertThat(JobPayload.decode(MAIN, payload.encode())).isEqualTo(payload);
  }

  @ParameterizedTest
  @MethodSource("works")
  void givesBackTheFrozenRows(BulkWork work) {
    Rows rows = Rows.range(new CardSerial(7), 3);
    JobPayload back = JobPayload.decode(MAIN, new JobPayload(work, Optional.of(rows)).encode());
    assertThat(back.work().name()).isEqualTo(work.name());
    assertThat(serials(back)).isEqualTo(rows.between(0, 3));
    if (work instanceof BulkWork.Change change) {
      assertThat(((BulkWork.Change) back.work()).edit()).isEqualTo(change.edit());
    }
  }

  @Property
  void givesBackAnySerialsInTheirOrder(
      @ForAll @Size(max = 100) List<@LongRange(max = CardSerial.MAX) Long> values) {
    List<CardSerial> serials = values.stream().map(CardSerial::new).toList();
    var payload =
        new JobPayload(
            new BulkWork.Extend(MAIN, JobBench.serials(1), Duration.ofDays(1)),
            Optional.of(Rows.of(serials)));
    assertThat(serials(JobPayload.decode(MAIN, payload.encode()))).isEqualTo(serials);
  }

  @Test
  void keepsAMillionConsecutiveCardsInAFewKilobytes() {
    var payload =
        new JobPayload(
            new BulkWork.Extend(MAIN, JobBench.everyCard(), Duration.ofDays(1)),
            Optional.of(Rows.range(new CardSerial(2_100_000_000L), 1_000_000)));
    assertThat(payload.encode().length()).isLessThan(8_192);
  }

  @Property
  void refusesAnythingElse(@ForAll byte[] garbage) {
    Throwable thrown = catchThrowable(() -> JobPayload.decode(MAIN, Octets.of(garbage)));
    assertThat(thrown).isInstanceOf(CaskadeException.class);
  }

  @ParameterizedTest
  @MethodSource("works")
  void refusesWorkThatWasCutShort(BulkWork work) {
    byte[] whole = new JobPayload(work, Optional.empty()).encode().toByteArray();
    for (int length = 0; length < whole.length - 8; length++) {
      Octets part = Octets.of(whole, 0, length);
      assertThat(catchThrowable(() -> JobPayload.decode(MAIN, part)))
          .isInstanceOf(CaskadeException.class);
    }
  }

  private static List<CardSerial> serials(JobPayload payload) {
    Rows rows = payload.rows().orElseThrow();
    return rows.between(0, rows.size());
  }
}
