package io.caskade.store.jpa;

import static io.caskade.store.jpa.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.CardChange;
import io.caskade.api.rights.CardQuery;
import io.caskade.api.rights.OperatorNetwork;
import io.caskade.api.rights.RecordFilter;
import io.caskade.api.rights.people.Subscriber;
import io.caskade.store.jpa.gate.DatabaseState;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.persistence.EntityManagerFactory;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the store does when the database fails in the middle; on the database of a subclass. */
abstract class JpaFaults {
  private static final NetworkId MAIN = NetworkId.MAIN;

  private Rig rig;
  private JpaStore store;

  @BeforeEach
  void take(Rig empty) {
    rig = empty;
    store = rig.store();
  }

  @ParameterizedTest
  @CsvSource({
    "40001, 1213",
    "40P01, 0",
    "25S03, 0",
    "08S01, 1047",
    "HY000, 1180",
    "08000, 0",
    "HY000, 1205",
    "HYT00, 50200"
  })
  void doesTheWorkAgainWhenAStatementOrTheCommitFails(String state, int code) {
    for (String place : List.of("insert into card", "insert into journal_change", "commit")) {
      rig.empty();
      rig.wiretap().fail(Faults.insteadOf(place, new SQLException("injected", state, code)));
      CardChange change = Cards.add(Cards.card(1));
      store.apply(List.of(change));
      assertThat(store.card(MAIN, new CardSerial(1))).as(place).contains(change.after());
      assertThat(rig.rows("select operation, serial from journal_change"))
          .as(place)
          .containsExactly("ADD|1");
      assertThat(rig.settle()).isEqualTo(1);
    }
  }

  @Test
  void recognisesThatALostCommitHadArrived() {
    Card card = Cards.card(1);
    Card changed = Cards.next(card, 0x22);
    for (CardChange change : List.of(Cards.add(card), Cards.change(card, changed))) {
      rig.wiretap().fail(Faults.after("commit", lost()));
      store.apply(List.of(change));
      assertThat(store.card(MAIN, card.serial())).contains(change.after());
    }
    assertThat(rig.rows("select count(*) from journal_change")).containsExactly("2");
    rig.wiretap().fail(Faults.after("commit", lost()));
    var north = Networks.network("north", 0x0B01);
    store.apply(Networks.change("ADD", north, 1));
    assertThat(store.networks()).extracting(OperatorNetwork::network).contains(north);
    assertThat(rig.settle()).isEqualTo(3);
  }

  @Test
  void changesACardOnceWhenTheCommitIsLostThatArrived() {
    Card card = Cards.card(1);
    Card changed = Cards.next(card, 0x22);
    store.apply(List.of(Cards.add(card)));
    rig.wiretap().fail(Faults.after("commit", lost()));
    var asked = new AtomicInteger();
    assertThat(
            store.change(
                MAIN,
                card.serial(),
                present -> {
                  asked.incrementAndGet();
                  return List.of(Cards.change(present, Cards.next(present, 0x22)));
                }))
        .contains(changed);
    assertThat(asked).hasValue(1);
    assertThat(store.card(MAIN, card.serial())).contains(changed);
    assertThat(rig.rows("select count(*) from journal_change")).containsExactly("2");
  }

  @Test
  void refusesWhenTheCommitIsLostAgainAndAgain() {
    rig.wiretap().fail(new Faults.Each("commit", lost()));
    assertRefused(
        ErrorCode.DATABASE_UNAVAILABLE, () -> store.apply(List.of(Cards.add(Cards.card(1)))));
    rig.wiretap().clear();
    assertThat(store.card(MAIN, new CardSerial(1))).isEmpty();
    assertThat(rig.rows("select count(*) from journal_unsealed")).containsExactly("0");
  }

  @Test
  void triesABoundedNumberOfTimes() {
    var attempts = new Faults.Each("", new SQLException("deadlock", "40001", 1213));
    rig.wiretap().fail(attempts);
    assertRefused(ErrorCode.DATABASE_UNAVAILABLE, () -> store.card(MAIN, new CardSerial(1)));
    assertThat(attempts.count()).isEqualTo(5);
  }

  @Test
  void saysThatTheDiskIsFull() {
    for (SQLException full :
        List.of(
            new SQLException("Disk full (/tmp)", "HY000", 1021),
            new SQLException("The table 'card' is full", "HY000", 1114),
            new SQLException(
                "IO Exception", "90028", 90028, new IOException("No space left on device")))) {
      rig.wiretap().fail(Faults.insteadOf("insert into card", full));
      assertRefused(ErrorCode.STORAGE_FULL, () -> store.apply(List.of(Cards.add(Cards.card(1)))));
    }
    assertThat(store.card(MAIN, new CardSerial(1))).isEmpty();
  }

  private record Absence(String reason, boolean starting) implements DatabaseState {}

  @Test
  void refusesWithTheReasonWhileThereIsNoFactory() {
    EntityManagerFactory factory = rig.backing().factory;
    var source = rig.backing().source;
    try {
      rig.backing().factory = null;
      rig.backing().source = null;
      rig.backing().state = new Absence("Connection refused", false);
      for (ThrowingCallable call :
          List.<ThrowingCallable>of(
              () -> store.networks(),
              () -> store.apply(List.of(Cards.add(Cards.card(1)))),
              () -> store.head(),
              () -> store.after(0, 1),
              () -> store.readAll(card -> {}),
              () -> store.countCards(CardQuery.all(MAIN, Optional.empty(), 10)),
              () ->
                  store.records(Subscriber.class, MAIN, RecordFilter.page(Optional.empty(), 10)))) {
        assertThatExceptionOfType(CaskadeException.class)
            .isThrownBy(call)
            .withMessageContaining("Connection refused")
            .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.DATABASE_UNAVAILABLE));
      }
      rig.backing().state = new Absence("JPA starts", true);
      assertRefused(ErrorCode.DATABASE_STARTING, () -> store.networks());
      assertRefused(ErrorCode.DATABASE_STARTING, () -> store.head());
    } finally {
      rig.backing().factory = factory;
      rig.backing().source = source;
      rig.backing().state = null;
    }
    assertThat(store.networks()).hasSize(1);
  }

  @Test
  void letsNoExceptionOfJpaOrDriverOut() {
    rig.wiretap().fail(Faults.insteadOf("insert into card", new SQLException("odd", "42000", 99)));
    assertThatExceptionOfType(CaskadeException.class)
        .isThrownBy(() -> store.apply(List.of(Cards.add(Cards.card(1)))))
        .withNoCause();
  }

  private static SQLException lost() {
    return new SQLTransientConnectionException("link failure during COMMIT", "25S03", 0);
  }
}
