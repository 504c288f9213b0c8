package io.caskade.store.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.Octets;
import io.caskade.api.rights.Actor;
import io.caskade.api.rights.CardQuery;
import io.caskade.api.rights.CardStatus;
import io.caskade.api.rights.Note;
import io.caskade.api.rights.RecordChange;
import io.caskade.api.rights.RecordFilter;
import io.caskade.api.rights.RecordKind;
import io.caskade.api.rights.StateChange;
import io.caskade.api.rights.StoredRecord;
import io.caskade.api.rights.catalogue.Product;
import io.caskade.api.rights.jobs.Job;
import io.caskade.api.rights.jobs.JobState;
import io.caskade.api.rights.people.Subscriber;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Records in their tables and in the journal, on the database of a subclass. */
abstract class JpaRecords {
  private static final NetworkId MAIN = NetworkId.MAIN;
  private Rig rig;
  private JpaStore store;

  @BeforeEach
  void take(Rig empty) {
    rig = empty;
    store = rig.store();
  }

  @Test
  void givesTheFirstNetworkItsProducts() {
    assertThat(store.records(Product.class, MAIN, RecordFilter.page(Optional.empty(), 100)))
        .hasSize(32)
        .allSatisfy(product -> assertThat(product.name()).isEqualTo("Package " + product.bit()));
  }

  @Test
  void needsFewStatements() {
    Subscriber ann = subscriber("1", 1, "Ann");
    store.record(Subscriber.class, MAIN, "1");
    assertThat(statements(() -> store.apply(List.of(change(null, ann)))))
        .as("record, its words, journal, queue")
        .hasSize(4);
    assertThat(statements(() -> store.apply(List.of(change(ann, subscriber("1", 2, "Ann"))))))
        .as("lock, record, journal, queue; no word changed")
        .hasSize(4);
    assertThat(
            statements(
                () ->
                    store.apply(
                        List.of(change(subscriber("1", 2, "Ann"), subscriber("1", 3, "Bob"))))))
        .as("and a word goes and one comes")
        .hasSize(6);
    assertThat(statements(() -> store.record(Subscriber.class, MAIN, "1"))).hasSize(1);
    assertThat(statements(() -> store.records(Subscriber.class, MAIN, text("bo")))).hasSize(1);
    assertThat(statements(() -> store.cards(query("bo")))).as("name, box, box").hasSize(3);
    assertThat(statements(() -> store.countCards(query("1")))).hasSize(1);
    assertThat(statements(() -> store.apply(List.of(note())))).hasSize(2);
    assertThat(statements(() -> store.done(UUID.randomUUID()))).hasSize(1);
    assertThat(
            statements(
                () -> store.highestSerial(MAIN, Cards.card(1).serial(), Cards.card(9).serial())))
        .hasSize(1);
  }

  @Test
  void writesProgressWithoutItsPayload() {
    Job job = job("j", 1, JobState.RUNNING, 0);
    store.apply(List.of(change(null, job)));
    Job further = job("j", 2, JobState.RUNNING, 1_000);
    var chunk = new ArrayList<StateChange>();
    chunk.add(progress(job, further));
    chunk.addAll(Cards.adds(0, 500));
    assertThat(statements(() -> store.apply(chunk)))
        .as("lock and update the job; cards, journal and queue")
        .hasSize(5)
        .noneMatch(sql -> sql.contains("payload"));
    assertThat(store.record(Job.class, MAIN, "j")).contains(further);
    for (int i = 0; i < 10; i++) {
      store.apply(List.of(change(null, job("k-" + i, 1, JobState.DONE, 0))));
    }
    assertThat(
            statements(
                () -> store.records(Job.class, MAIN, RecordFilter.page(Optional.empty(), 100))))
        .as("payloads of a page come together, in two steps")
        .hasSize(3);
  }

  @Test
  void recognisesThatALostCommitHadArrivedAlsoOfProgress() {
    Job job = job("j", 1, JobState.RUNNING, 0);
    Job further = job("j", 2, JobState.RUNNING, 1_000);
    loseACommit();
    store.apply(List.of(progress(null, job)));
    assertThat(store.record(Job.class, MAIN, "j")).contains(job);
    var chunk = new ArrayList<StateChange>();
    chunk.add(progress(job, further));
    chunk.addAll(Cards.adds(0, 3));
    loseACommit();
    store.apply(chunk);
    assertThat(store.record(Job.class, MAIN, "j")).contains(further);
    store.apply(chunk);
    loseACommit();
    store.apply(List.of(progress(further, null)));
    assertThat(store.record(Job.class, MAIN, "j")).isEmpty();
    assertThat(rig.rows("select count(*) from card")).containsExactly("3");
    assertThat(rig.rows("select count(*) from job_payload")).containsExactly("0");
  }

  @Test
  void refusesProgressThatSomebodyElseMade() {
    Job job = job("j", 1, JobState.RUNNING, 0);
    Job further = job("j", 2, JobState.RUNNING, 1_000);
    store.apply(List.of(change(null, job)));
    store.apply(List.of(progress(job, further)));
    assertThatExceptionOfType(CaskadeException.class)
        .isThrownBy(() -> store.apply(List.of(progress(job, further))))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.VERSION_CONFLICT));
  }

  @Test
  void keepsNothingPersonalInTheJournal() {
    Subscriber ann = subscriber("1", 1, "Ann Secret");
    store.apply(List.of(change(null, ann), note()));
    store.apply(List.of(change(ann, subscriber("1", 2, "Bob Secret"))));
    assertThat(rig.rows("select * from journal_change"))
        .hasSize(3)
        .noneMatch(row -> row.contains("Secret") || row.contains("+992"));
    assertThat(
            rig.rows(
                "select target, result, state_before, state_after from journal_change"
                    + " order by tx, tx_row"))
        .containsExactlyInAnyOrder(
            "subscriber:1|OK|null|{\"fields\":\"name\"}",
            "token:7|forbidden|null|{\"scope\":\"a \\\"b\\\"\"}",
            "subscriber:1|OK|null|{\"fields\":\"name\"}");
    rig.settle();
    assertThat(rig.verified()).isEqualTo(3);
  }

  @Test
  void letsProgressNotOvertakeSingleChanges() {
    var chunk = new ArrayList<StateChange>(Cards.adds(0, 3));
    chunk.add(change(null, job("j", 1, JobState.RUNNING, 3)));
    store.apply(chunk);
    assertThat(rig.rows("select urgency, row_count from journal_unsealed")).containsExactly("1|4");
  }

  @Test
  void forgetsFinishedJobsWithTheirPayloads() {
    store.apply(
        List.of(
            change(null, job("a", 1, JobState.DONE, 0)),
            change(null, job("b", 1, JobState.RUNNING, 0)),
            change(null, job("c", 1, JobState.CANCELLED, 0)),
            change(null, job("d", 1, JobState.DONE, 1_000))));
    assertThat(store.removeOlder(RecordKind.JOB, Cards.AT.plusMillis(1))).isEqualTo(2);
    assertThat(rig.rows("select id from job order by id")).containsExactly("b", "d");
    assertThat(rig.rows("select id from job_payload order by id")).containsExactly("b", "d");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> store.removeOlder(RecordKind.SUBSCRIBER, Cards.AT));
  }

  @Test
  void forgetsMoreThanAPortion() {
    var jobs = new ArrayList<StateChange>();
    for (int i = 0; i < 1_001; i++) {
      jobs.add(change(null, job("j-" + i, 1, JobState.FAILED, 0)));
    }
    store.apply(jobs);
    assertThat(store.removeOlder(RecordKind.JOB, Cards.AT.plusMillis(1))).isEqualTo(1_001);
    assertThat(rig.rows("select count(*) from job_payload")).containsExactly("0");
  }

  @Test
  void saysWhichFieldIsTooLong() {
    assertThatExceptionOfType(CaskadeException.class)
        .isThrownBy(() -> store.apply(List.of(change(null, subscriber("1", 1, "n".repeat(191))))))
        .withMessageContaining("name")
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.FIELD_INVALID));
    store.apply(List.of(change(null, subscriber("1", 1, "Ж".repeat(190)))));
    assertThat(store.records(Subscriber.class, MAIN, text("ж".repeat(190)))).hasSize(1);
  }

  private void loseACommit() {
    rig.wiretap().clear();
    rig.wiretap()
        .fail(
            Faults.after(
                "commit", new SQLTransientConnectionException("lost in COMMIT", "25S03", 0)));
  }

  private List<String> statements(Runnable work) {
    rig.wiretap().clear();
    work.run();
    return rig.wiretap().sent();
  }

  private static RecordChange change(@Nullable StoredRecord before, @Nullable StoredRecord after) {
    return change(before, after, true);
  }

  private static RecordChange progress(
      @Nullable StoredRecord before, @Nullable StoredRecord after) {
    return change(before, after, false);
  }

  private static RecordChange change(
      @Nullable StoredRecord before, @Nullable StoredRecord after, boolean journalled) {
    return new RecordChange(
        UUID.randomUUID(),
        Cards.AT,
        new Actor("ann", "console"),
        "SAVE",
        before,
        after,
        Map.of("fields", "name"),
        journalled);
  }

  private static Note note() {
    return new Note(
        UUID.randomUUID(),
        Cards.AT,
        new Actor("ann", "console"),
        "REFUSE",
        MAIN,
        "token:7",
        "forbidden",
        Map.of("scope", "a \"b\""));
  }

  private static Subscriber subscriber(String id, long version, String name) {
    return new Subscriber(
        MAIN,
        id,
        version,
        name,
        "C-1",
        "",
        "",
        List.of("+992 90"),
        "",
        "",
        "",
        List.of("vip"),
        false,
        Cards.AT);
  }

  private static Job job(String id, long version, JobState state, int done) {
    return new Job(
        MAIN,
        id,
        version,
        "extend",
        state,
        5_000,
        done,
        0,
        List.of(),
        Octets.of(new byte[10_000]),
        new Actor("ann", "console"),
        Cards.AT,
        Cards.AT.plusMillis(done));
  }

  private static RecordFilter text(String text) {
    return new RecordFilter(Optional.of(text), Map.of(), Optional.empty(), 100);
  }

  private static CardQuery query(String text) {
    CardQuery all = CardQuery.all(MAIN, Optional.empty(), 100);
    return new CardQuery(
        MAIN,
        Optional.of(text),
        Set.of(CardStatus.ACTIVE),
        all.products(),
        all.region(),
        all.subscriber(),
        all.finishFrom(),
        all.finishBefore(),
        all.after(),
        100);
  }
}
