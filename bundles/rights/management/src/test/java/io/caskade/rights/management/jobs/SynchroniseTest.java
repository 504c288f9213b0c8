package io.caskade.rights.management.jobs;

import static io.caskade.rights.management.Bench.ADMINISTRATOR;
import static io.caskade.rights.management.Bench.card;
import static io.caskade.rights.management.Bench.held;
import static io.caskade.rights.management.Bench.window;
import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.CardChange;
import io.caskade.api.rights.CardHolder;
import io.caskade.api.rights.CardOperation;
import io.caskade.api.rights.CardStatus;
import io.caskade.api.rights.Window;
import io.caskade.api.rights.jobs.BulkWork;
import io.caskade.api.rights.jobs.BulkWork.BilledCard;
import io.caskade.api.rights.jobs.BulkWork.Unlisted;
import io.caskade.api.rights.jobs.Job;
import io.caskade.api.rights.jobs.JobManagement.Line;
import io.caskade.api.rights.jobs.JobManagement.Preview;
import io.caskade.api.rights.people.Subscriber;
import io.caskade.rights.management.Bench;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SynchroniseTest {
  private static final NetworkId MAIN = NetworkId.MAIN;
  private static final Window OLD = window(1, Bench.FINISH);
  private static final Window PAID = window(3, Bench.FINISH.plusSeconds(86_400));

  private final JobBench desk = new JobBench();
  private final Bench bench = desk.bench;

  @Test
  void makesTheNetworkEqualToBilling() {
    bench.put(
        card(1, CardStatus.ACTIVE, PAID),
        card(2, CardStatus.ACTIVE, OLD),
        card(3, CardStatus.SUSPENDED, OLD),
        card(4, CardStatus.STOCK),
        card(5, CardStatus.ACTIVE, OLD),
        card(6, CardStatus.ACTIVE, OLD));
    subscriber("17");
    desk.run(
        synchronise(
            Unlisted.SUSPEND,
            billed(1, false, PAID),
            billed(2, false, PAID),
            billed(3, false, PAID),
            new BilledCard(new CardSerial(4), List.of(PAID), Optional.of("17"), false),
            billed(5, true, OLD)));
    assertThat(bench.card(1).version()).isEqualTo(1);
    for (long serial = 1; serial <= 4; serial++) {
      assertThat(bench.card(serial).status()).isEqualTo(CardStatus.ACTIVE);
      assertThat(bench.card(serial).sold().windows()).containsExactly(PAID);
    }
    assertThat(bench.card(4).holder().subscriber()).contains("17");
    assertThat(bench.card(5).status()).isEqualTo(CardStatus.SUSPENDED);
    assertThat(bench.card(6).status()).isEqualTo(CardStatus.SUSPENDED);
    assertThat(bench.card(6).sold().windows()).containsExactly(OLD);
  }

  @Test
  void journalsEachCommandOfARow() {
    bench.put(card(1, CardStatus.STOCK), card(2, CardStatus.ACTIVE, OLD));
    desk.run(synchronise(Unlisted.KEEP, billed(1, false, PAID), billed(2, true, PAID)));
    assertThat(bench.store.applied(CardChange.class))
        .extracting(CardChange::operation)
        .containsExactly(
            CardOperation.CHANGE_RIGHTS,
            CardOperation.ACTIVATE,
            CardOperation.SUSPEND,
            CardOperation.CHANGE_RIGHTS);
    // What the suspended card was told last is what was sold before.
    assertThat(bench.card(2).latestFinish()).isEqualTo(Bench.FINISH);
  }

  @Test
  void changesNothingTheSecondTime() {
    bench.put(
        card(1, CardStatus.ACTIVE, OLD),
        card(2, CardStatus.SUSPENDED, OLD),
        card(3, CardStatus.STOCK, OLD),
        card(4, CardStatus.ACTIVE, OLD));
    BulkWork work =
        synchronise(Unlisted.SUSPEND, billed(1, true, PAID), billed(2, false), billed(3, true));
    desk.run(work);
    bench.store.applied.clear();
    Job again = desk.run(work);
    assertThat(again.done()).isEqualTo(3);
    assertThat(bench.store.applied(CardChange.class)).isEmpty();
    Preview preview = desk.jobs.preview(ADMINISTRATOR, work);
    assertThat(preview).isEqualTo(new Preview(3, 0, 3, 0, List.of()));
  }

  @Test
  void leavesTheUnlistedAloneUnlessTold() {
    bench.put(card(1, CardStatus.ACTIVE, OLD), card(2, CardStatus.ACTIVE, OLD));
    Job job = desk.run(synchronise(Unlisted.KEEP, billed(1, false, OLD)));
    assertThat(job.total()).isEqualTo(1);
    assertThat(bench.card(2).status()).isEqualTo(CardStatus.ACTIVE);
  }

  @Test
  void refusesWhatCannotBeAndGoesOn() {
    bench.put(
        card(1, CardStatus.BLACKLISTED, OLD),
        card(2, CardStatus.RETIRED, OLD),
        card(3, CardStatus.BLACKLISTED, OLD),
        card(4, CardStatus.ACTIVE, OLD),
        card(5, CardStatus.ACTIVE, OLD),
        card(6, CardStatus.ACTIVE, OLD));
    Job job =
        desk.run(
            synchronise(
                Unlisted.KEEP,
                billed(1, false, PAID),
                billed(2, false, PAID),
                billed(3, true, PAID),
                billed(4, false, window(1, Bench.START.minusSeconds(1))),
                new BilledCard(new CardSerial(5), List.of(PAID), Optional.of("nobody"), false),
                billed(6, false, PAID),
                billed(7, false, PAID)));
    assertThat(job.report())
        .containsExactly(
            "1: status-forbids",
            "2: status-forbids",
            "4: window-invalid",
            "5: subscriber-unknown",
            "7: card-unknown");
    assertThat(bench.card(6).sold().windows()).containsExactly(PAID);
    assertThat(bench.store.applied(CardChange.class)).hasSize(1);
  }

  @Test
  void keepsTheSubscriberThatBillingDoesNotName() {
    bench.put(
        held(
            card(1, CardStatus.ACTIVE, OLD),
            new CardHolder(Optional.of("17"), Optional.of("box"), Optional.empty())));
    desk.run(synchronise(Unlisted.KEEP, billed(1, false, PAID)));
    assertThat(bench.card(1).holder())
        .isEqualTo(new CardHolder(Optional.of("17"), Optional.of("box"), Optional.empty()));
  }

  @Test
  void previewsTheDifference() {
    bench.put(
        card(1, CardStatus.ACTIVE, OLD),
        card(2, CardStatus.SUSPENDED, OLD),
        card(3, CardStatus.ACTIVE, OLD),
        card(4, CardStatus.ACTIVE, PAID));
    BulkWork work =
        synchronise(
            Unlisted.SUSPEND,
            billed(1, false, PAID),
            billed(2, false, OLD),
            billed(4, false, PAID),
            billed(9, false, PAID));
    Preview preview = desk.jobs.preview(ADMINISTRATOR, work);
    assertThat(preview.lines())
        .extracting(Line::what)
        .containsExactly("change", "resume", "card-unknown", "suspend");
    assertThat(preview.lines().get(0).before())
        .isEqualTo("ACTIVE 00000001/2026-01-01T00:00:00Z/2026-12-31T23:59:59Z");
    assertThat(preview.lines().get(0).after())
        .isEqualTo("ACTIVE 00000003/2026-01-01T00:00:00Z/2027-01-01T23:59:59Z");
    assertThat(
            List.of(preview.selected(), preview.changed(), preview.unchanged(), preview.refused()))
        .containsExactly(5, 3, 1, 1);
    assertThat(bench.store.applied).isEmpty();
  }

  private void subscriber(String id) {
    bench.records.add(
        ADMINISTRATOR,
        new Subscriber(
            MAIN, id, 1, "", "", "", "", List.of(), "", "", "", List.of(), false, Bench.NOW));
  }

  private static BilledCard billed(long serial, boolean suspended, Window... windows) {
    return new BilledCard(new CardSerial(serial), List.of(windows), Optional.empty(), suspended);
  }

  private static BulkWork synchronise(Unlisted unlisted, BilledCard... cards) {
    return new BulkWork.Synchronise(MAIN, List.of(cards), unlisted);
  }
}
