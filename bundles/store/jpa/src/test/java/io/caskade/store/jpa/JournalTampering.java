package io.caskade.store.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.NetworkId;
import io.caskade.api.keys.MacVault;
import io.caskade.api.rights.Actor;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.Note;
import io.caskade.api.rights.journal.JournalArchive.Fault;
import io.caskade.api.rights.journal.JournalArchive.Fault.Kind;
import io.caskade.api.rights.journal.JournalArchive.Head;
import io.caskade.api.rights.journal.JournalArchive.Verdict;
import io.caskade.store.jpa.journal.Forger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each way to tamper with the journal, and that the check tells which it was and where. */
abstract class JournalTampering {
  private static final String CHANGE_OF = "(select change_id from journal_seal where seq = %d)";

  private Rig rig;
  private Forger forger;

  @BeforeEach
  void eightRows(Rig empty) {
    rig = empty;
    forger = new Forger(rig.pool());
    Card card = Cards.card(1);
    rig.store().apply(List.of(Cards.add(card)));
    for (int i = 0; i < 6; i++) {
      Card next = Cards.next(card, i);
      rig.store().apply(List.of(Cards.change(card, next)));
      card = next;
    }
    rig.store()
        .apply(
            List.of(
                new Note(
                    UUID.randomUUID(),
                    Cards.AT,
                    new Actor("bob", "api"),
                    "REFUSED",
                    NetworkId.MAIN,
                    "card:1",
                    "forbidden",
                    Map.of("needed", "cards-sell"))));
    assertThat(rig.settle()).isEqualTo(8);
    assertThat(rig.archive().verify()).isEqualTo(new Verdict(8, 8, List.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "made_at = made_at + 1",
        "actor = 'eve'",
        "source = 'elsewhere'",
        "operation = 'ADD'",
        "urgency = 'BULK'",
        "network_id = 'other'",
        "serial = 2",
        "target = 'card:2'",
        "result = 'forbidden'",
        "state_before = null",
        "state_after = '{}'"
      })
  void findsAChangedRow(String change) {
    rig.execute("update journal_change set " + change + " where id = " + CHANGE_OF.formatted(4));
    faults(Kind.ROW_CHANGED, 4);
    assertThat(rig.archive().verify().rows()).as("the others verify").isEqualTo(7);
  }

  @Test
  void findsARefusalMadeToLookAllowed() {
    rig.execute("update journal_change set result = 'OK' where id = " + CHANGE_OF.formatted(8));
    faults(Kind.ROW_CHANGED, 8);
  }

  @Test
  void findsAChangedHashAndBlamesNoOtherRow() {
    forger.changeHash(4);
    faults(Kind.ROW_CHANGED, 4);
  }

  @Test
  void findsAMissingChange() {
    rig.execute("delete from journal_change where id = " + CHANGE_OF.formatted(4));
    faults(Kind.ROW_MISSING, 4);
  }

  @Test
  void findsAMissingRow() {
    rig.execute("delete from journal_change where id = " + CHANGE_OF.formatted(4));
    rig.execute("delete from journal_seal where seq = 4");
    faults(Kind.ROW_MISSING, 4);
  }

  @Test
  void findsThatTheFirstRowsAreMissing() {
    rig.execute("delete from journal_change where id = " + CHANGE_OF.formatted(1));
    rig.execute("delete from journal_seal where seq = 1");
    faults(Kind.ROW_MISSING, 1);
  }

  @Test
  void findsARowThatWasPutInBesideTheChain() {
    forger.putIn(7);
    faults(Kind.ROW_MISSING, 0);
  }

  @Test
  void findsChangesThatWereExchanged() {
    forger.exchangeChanges(3, 6);
    faults(Kind.ORDER_CHANGED, 3, 6);
  }

  @Test
  void findsRowsThatWereExchangedWithTheirHashes() {
    forger.exchangeSeals(3, 6);
    faults(Kind.ORDER_CHANGED, 3, 6);
    forger.exchangeSeals(3, 6);
    forger.exchangeSeals(4, 5);
    faults(Kind.ORDER_CHANGED, 4, 5);
  }

  @Test
  void findsACutTail() {
    for (int seq = 6; seq <= 8; seq++) {
      rig.execute("delete from journal_change where id = " + CHANGE_OF.formatted(seq));
    }
    rig.execute("delete from journal_seal where seq >= 6");
    faults(Kind.TAIL_CUT, 6);
  }

  @Test
  void findsACutTailThatWasGrownOver() {
    for (int seq = 6; seq <= 8; seq++) {
      rig.execute("delete from journal_change where id = " + CHANGE_OF.formatted(seq));
    }
    rig.execute("delete from journal_seal where seq >= 6");
    rig.store().apply(Cards.adds(100, 5));
    assertThat(rig.settle()).isEqualTo(5);
    faults(Kind.CHAIN_REWRITTEN, 8);
  }

  @Test
  void findsAForgedHead() {
    forger.sign(new MacVault("another vault"));
    faults(Kind.HEAD_FORGED, 8);
  }

  @Test
  void findsARemovedHead() {
    rig.execute("delete from journal_head");
    faults(Kind.HEAD_FORGED, 8);
  }

  @Test
  void findsAFullRewriteByTheSignedHead() {
    rig.execute("update journal_change set actor = 'eve' where id = " + CHANGE_OF.formatted(2));
    forger.rewrite(2);
    faults(Kind.CHAIN_REWRITTEN, 8);
  }

  @Test
  void findsAFullRewriteBehindAForgedHead() {
    rig.execute("update journal_change set actor = 'eve' where id = " + CHANGE_OF.formatted(2));
    forger.rewrite(2);
    forger.sign(new MacVault("another vault"));
    faults(Kind.HEAD_FORGED, 8);
  }

  @Test
  void doesNotSignARewrittenChainAfterARestart() {
    rig.execute("update journal_change set actor = 'eve' where id = " + CHANGE_OF.formatted(2));
    forger.rewrite(2);
    rig.store().apply(List.of(Cards.add(Cards.card(2))));
    assertThat(rig.settle()).as("changes still reach the air").isEqualTo(1);
    faults(Kind.CHAIN_REWRITTEN, 8);
  }

  @Test
  void findsAFullRewriteByWhoHoldsTheVaultTooThroughACopyOfTheHead() {
    Head copy = copy();
    rig.store().apply(List.of(Cards.add(Cards.card(2))));
    rig.settle();
    assertThat(rig.archive().verify(List.of(copy)).whole()).isTrue();
    rig.execute("update journal_change set actor = 'eve' where id = " + CHANGE_OF.formatted(2));
    forger.rewrite(2);
    forger.sign(new MacVault("vault"));
    assertThat(rig.archive().verify().whole()).as("nothing inside of the database tells").isTrue();
    assertThat(rig.archive().verify(List.of(copy)).faults())
        .extracting(Fault::kind, Fault::seq)
        .containsExactly(tuple(Kind.CHAIN_REWRITTEN, 8L));
  }

  @Test
  void findsAnOldDatabaseThroughACopyOfTheHead() {
    assertThat(rig.archive().verify(List.of(new Head(9, "00".repeat(32)))).faults())
        .extracting(Fault::kind, Fault::seq)
        .containsExactly(tuple(Kind.TAIL_CUT, 9L));
  }

  @Test
  void takesNoSignatureOfAHeadForAnAnchor() {
    forger.anchorAtHead();
    faults(Kind.HEAD_FORGED, 8);
  }

  @Test
  void findsAChangeBehindTheAnchorAndAForgedAnchor() {
    trimFour();
    rig.execute("update journal_change set actor = 'eve' where id = " + CHANGE_OF.formatted(6));
    faults(Kind.ROW_CHANGED, 6);
    rig.execute("update journal_change set actor = 'ann' where id = " + CHANGE_OF.formatted(6));
    assertThat(rig.archive().verify()).isEqualTo(new Verdict(4, 8, List.of()));
    rig.execute("update journal_anchor set trimmed_before = trimmed_before + 1");
    faults(Kind.HEAD_FORGED, 4);
  }

  @Test
  void findsARemovedAnchor() {
    trimFour();
    rig.execute("delete from journal_anchor");
    faults(Kind.ROW_MISSING, 1);
  }

  @Test
  void trimsNothingThatDoesNotVerify() {
    rig.execute("update journal_change set actor = 'eve' where id = " + CHANGE_OF.formatted(2));
    assertThatExceptionOfType(CaskadeException.class)
        .isThrownBy(() -> rig.archive().trim(Cards.AT.plusSeconds(1)))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.CHAIN_BROKEN));
    assertThat(rig.rows("select count(*) from journal_seal")).containsExactly("8");
    assertThat(rig.rows("select count(*) from journal_anchor")).containsExactly("0");
  }

  /** The first four rows become old, by fair means: they are chained and signed so. */
  private void trimFour() {
    rig.execute(
        "update journal_change set made_at = made_at - 1000 where id in"
            + " (select change_id from journal_seal where seq <= 4)");
    forger.rewrite(1);
    forger.sign(new MacVault("vault"));
    assertThat(rig.archive().trim(Cards.AT)).isEqualTo(4);
    assertThat(rig.archive().verify()).isEqualTo(new Verdict(4, 8, List.of()));
  }

  private Head copy() {
    String[] head = forger.loggedHead().split(" ", 2);
    return new Head(Long.parseLong(head[0]), head[1]);
  }

  private void faults(Kind kind, long... seqs) {
    List<Fault> faults = rig.archive().verify().faults();
    assertThat(faults).extracting(Fault::kind).containsOnly(kind);
    assertThat(faults.stream().mapToLong(Fault::seq)).containsExactly(box(seqs));
  }

  private static Long[] box(long[] seqs) {
    return Arrays.stream(seqs).boxed().toArray(Long[]::new);
  }
}
