package io.caskade.rights.management.answers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.Octets;
import io.caskade.api.rights.Caller;
import io.caskade.api.rights.Note;
import io.caskade.api.rights.RecordChange;
import io.caskade.api.rights.RecordKind;
import io.caskade.api.rights.StateChange;
import io.caskade.api.rights.Store;
import io.caskade.api.rights.StoredRecord;
import io.caskade.api.rights.jobs.AnsweredRequest;
import io.caskade.rights.management.ChangeIds;
import io.caskade.rights.management.Gate;
import io.caskade.rights.management.Presence;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What faces leave with management. */
class KeptAnswersTest {
  private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");
  private static final Caller CALLER = Caller.administrator("billing", "127.0.0.1");

  private final Map<String, StoredRecord> records = new HashMap<>();
  private final List<StateChange> applied = new ArrayList<>();
  private final List<Instant> cleared = new ArrayList<>();
  private Instant now = START;
  private @Nullable CaskadeException failure;

  private final Presence presence = new Presence(store(), null, null, null);
  private final ChangeIds ids = new ChangeIds(() -> now, new Random(1));
  private final KeptAnswers answers = new KeptAnswers(presence, ids, () -> now);

  private Store store() {
    return (Store)
        Proxy.newProxyInstance(
            Store.class.getClassLoader(),
            new Class<?>[] {Store.class},
            (proxy, method, a) ->
                switch (method.getName()) {
                  case "record" -> Optional.ofNullable(records.get(a[2]));
                  case "removeOlder" -> {
                    assertThat(a[0]).isEqualTo(RecordKind.ANSWERED_REQUEST);
                    cleared.add((Instant) a[1]);
                    yield 0;
                  }
                  case "apply" -> apply((List<?>) a[0]);
                  default -> throw new AssertionError("nobody expects " + method);
                });
  }

  private @Nullable Object apply(List<?> changes) {
    if (failure != null) {
      throw failure;
    }
    for (Object change : changes) {
      applied.add((StateChange) change);
      if (change instanceof RecordChange record && record.after() != null) {
        if (records.putIfAbsent(record.after().id(), record.after()) != null) {
          throw new CaskadeException(ErrorCode.RECORD_EXISTS, "head-end", "answer", "x");
        }
      }
    }
    return null;
  }

  private AnsweredRequest answer(int status) {
    return new AnsweredRequest(
        StoredRecord.HEAD_END, "0f", 1, Octets.empty(), status, "\"1\"", "", Octets.empty(), now);
  }

  @Test
  void anAnswerIsKeptForADayAndIsNoRowOfTheJournal() {
    answers.keep(CALLER, answer(201));
    assertThat(answers.find("0f")).map(AnsweredRequest::status).hasValue(201);
    assertThat(((RecordChange) applied.get(0)).journalled()).isFalse();
    now = START.plusSeconds(24 * 3600);
    assertThat(answers.find("0f")).isEmpty();
  }

  @Test
  void theFirstOfTwoAnswersStays() {
    answers.keep(CALLER, answer(201));
    answers.keep(CALLER, answer(409));
    assertThat(answers.find("0f")).map(AnsweredRequest::status).hasValue(201);
  }

  @Test
  void oldAnswersGoNowAndThen() {
    answers.keep(CALLER, answer(201));
    answers.keep(CALLER, answer(201));
    now = START.plusSeconds(601);
    answers.keep(CALLER, answer(201));
    assertThat(cleared).containsExactly(START.minusSeconds(24 * 3600), now.minusSeconds(24 * 3600));
  }

  @Test
  void aDatabaseThatIsAwayIsSaid() {
    failure = new CaskadeException(ErrorCode.DATABASE_UNAVAILABLE, "away");
    assertThatThrownBy(() -> answers.keep(CALLER, answer(201))).hasMessageContaining("away");
  }

  @Test
  void whatAFaceDoesIsARowAndADatabaseThatIsAwayStopsNobody() {
    var notes = new FaceNotes(presence, new Gate(presence, ids, () -> now), ids, () -> now);
    notes.done(CALLER, "STOP", "ecmg:main", Map.of());
    assertThat(((Note) applied.get(0)).target()).isEqualTo("ecmg:main");
    failure = new CaskadeException(ErrorCode.DATABASE_UNAVAILABLE, "away");
    notes.done(CALLER, "START", "ecmg:main", Map.of());
    assertThat(applied).hasSize(1);
    assertThat(notes.refused(CALLER, "cards-add", StoredRecord.HEAD_END).code())
        .isEqualTo(ErrorCode.FORBIDDEN);
  }
}
