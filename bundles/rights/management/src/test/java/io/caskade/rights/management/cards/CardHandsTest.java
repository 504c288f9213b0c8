package io.caskade.rights.management.cards;

import static io.caskade.rights.management.TestDesk.ADMIN;
import static io.caskade.rights.management.TestDesk.caller;
import static io.caskade.rights.management.TestDesk.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.ProductMask;
import io.caskade.api.rights.Caller;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.CardEdit;
import io.caskade.api.rights.CardHolder;
import io.caskade.api.rights.CardOperation;
import io.caskade.api.rights.CardStatus;
import io.caskade.api.rights.NewCard;
import io.caskade.api.rights.Note;
import io.caskade.api.rights.RecordChange;
import io.caskade.api.rights.ReplacementReason;
import io.caskade.api.rights.Role;
import io.caskade.api.rights.Sold;
import io.caskade.api.rights.StoredRecord;
import io.caskade.api.rights.Window;
import io.caskade.api.rights.access.Account;
import io.caskade.api.rights.access.Approval;
import io.caskade.api.rights.people.SetTopBox;
import io.caskade.api.rights.people.Subscriber;
import io.caskade.rights.management.Edits;
import io.caskade.rights.management.TestAccounts;
import io.caskade.rights.management.TestDesk;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Cards in the hands of people: dealers, subscribers, thieves and two administrators. */
class CardHandsTest {
  private static final NetworkId MAIN = NetworkId.MAIN;
  private static final CardSerial ONE = new CardSerial(1);
  private static final CardSerial TWO = new CardSerial(2);
  private static final OptionalLong ANY = OptionalLong.empty();
  private static final Caller BOB = Caller.administrator("bob", "192.0.2.9");
  private static final Caller DEALER = caller(Role.DEALER, "dora");

  private final TestDesk desk = new TestDesk();
  private final CardSales sales = desk.cards;

  @Test
  void letsADealerActivateAsManyCardsAsItsQuota() {
    desk.store.apply(List.of(TestAccounts.added("dora", Role.DEALER, 1)));
    add(ONE, CardStatus.STOCK);
    add(TWO, CardStatus.STOCK);
    assertThat(sales.activate(DEALER, MAIN, ONE, ANY).status()).isEqualTo(CardStatus.ACTIVE);
    assertThat(desk.store.transactions).endsWith(2);
    assertThat(quota()).hasValue(0);
    sales.activate(DEALER, MAIN, ONE, ANY);
    refused(ErrorCode.QUOTA_EXCEEDED, () -> sales.activate(DEALER, MAIN, TWO, ANY));
    assertThat(sales.show(ADMIN, MAIN, TWO).status()).isEqualTo(CardStatus.STOCK);
    sales.activate(ADMIN, MAIN, TWO, ANY);
    assertThat(quota()).hasValue(0);
  }

  @Test
  void countsTwoActivationsOfADealerAtTheSameMoment() {
    desk.store.apply(List.of(TestAccounts.added("dora", Role.DEALER, 1)));
    add(ONE, CardStatus.STOCK);
    add(TWO, CardStatus.STOCK);
    desk.store.meanwhile = () -> sales.activate(DEALER, MAIN, TWO, ANY);
    refused(ErrorCode.QUOTA_EXCEEDED, () -> sales.activate(DEALER, MAIN, ONE, OptionalLong.of(1)));
    assertThat(sales.show(ADMIN, MAIN, ONE).status()).isEqualTo(CardStatus.STOCK);
    assertThat(sales.show(ADMIN, MAIN, TWO).status()).isEqualTo(CardStatus.ACTIVE);
  }

  @Test
  void spendsTheQuotaOnceForARequestThatComesTwice() {
    desk.store.apply(List.of(TestAccounts.added("dora", Role.DEALER, 5)));
    add(ONE, CardStatus.STOCK);
    Caller again = DEALER.withRequest(new UUID(1, 1));
    sales.activate(again, MAIN, ONE, OptionalLong.of(1));
    sales.activate(again, MAIN, ONE, OptionalLong.of(1));
    assertThat(quota()).hasValue(4);
  }

  @Test
  void limitsNoDealerWithoutAQuotaAndLetsNoneWithoutAnAccount() {
    add(ONE, CardStatus.STOCK);
    refused(ErrorCode.QUOTA_EXCEEDED, () -> sales.activate(DEALER, MAIN, ONE, ANY));
    desk.store.apply(
        List.of(
            TestAccounts.added(TestAccounts.account("dora", Role.DEALER, OptionalInt.empty()))));
    assertThat(sales.activate(DEALER, MAIN, ONE, ANY).status()).isEqualTo(CardStatus.ACTIVE);
  }

  @Test
  void takesTheQuotaOfTheDealerThatATokenIsNamedAfter() {
    desk.store.apply(List.of(TestAccounts.added("dora", Role.DEALER, 1)));
    desk.store.apply(List.of(TestAccounts.added("ann", Role.ADMINISTRATOR, 9)));
    add(ONE, CardStatus.STOCK);
    add(TWO, CardStatus.STOCK);
    refused(
        ErrorCode.QUOTA_EXCEEDED,
        () -> sales.activate(caller(Role.DEALER, "token/ann"), MAIN, ONE, ANY));
    Caller till = caller(Role.DEALER, "token/dora");
    assertThat(sales.activate(till, MAIN, ONE, ANY).status()).isEqualTo(CardStatus.ACTIVE);
    refused(ErrorCode.QUOTA_EXCEEDED, () -> sales.activate(DEALER, MAIN, TWO, ANY));
  }

  @Test
  void hearsNoProgramAsAnAdministrator() {
    add(ONE, CardStatus.ACTIVE);
    sales.blacklist(ADMIN, MAIN, ONE, "piracy");
    sales.unblacklist(ADMIN, MAIN, ONE, "mistake");
    Caller script = caller(Role.ADMINISTRATOR, "token/ann");
    refused(ErrorCode.FORBIDDEN, () -> sales.unblacklist(script, MAIN, ONE, "agreed"));
    assertThat(sales.show(ADMIN, MAIN, ONE).status()).isEqualTo(CardStatus.BLACKLISTED);
  }

  @Test
  void bringsACardBackWhenTwoAdministratorsSaySo() {
    add(ONE, CardStatus.ACTIVE);
    refused(ErrorCode.STATUS_FORBIDS, () -> sales.unblacklist(ADMIN, MAIN, ONE, "mistake"));
    Card blacklisted = sales.blacklist(ADMIN, MAIN, ONE, "piracy");
    assertThat(sales.unblacklist(ADMIN, MAIN, ONE, "mistake")).isFalse();
    assertThat(sales.show(ADMIN, MAIN, ONE)).isEqualTo(blacklisted);
    refused(
        ErrorCode.SECOND_ADMINISTRATOR_NEEDED,
        () -> sales.unblacklist(ADMIN, MAIN, ONE, "mistake"));
    desk.pass(Duration.ofDays(1));
    assertThat(sales.unblacklist(BOB, MAIN, ONE, "agreed")).isTrue();
    assertThat(sales.show(ADMIN, MAIN, ONE).status()).isEqualTo(CardStatus.SUSPENDED);
    assertThat(desk.store.record(Approval.class, MAIN, "unblacklist:1")).isEmpty();
    assertThat(desk.store.applied(RecordChange.class))
        .extracting(RecordChange::detail)
        .containsExactly(Map.of("reason", "mistake"), Map.of("reason", "agreed"));
  }

  @Test
  void asksAnewWhenADayPassed() {
    add(ONE, CardStatus.ACTIVE);
    sales.blacklist(ADMIN, MAIN, ONE, "piracy");
    sales.unblacklist(ADMIN, MAIN, ONE, "mistake");
    desk.pass(Duration.ofDays(1).plusMillis(1));
    assertThat(sales.unblacklist(BOB, MAIN, ONE, "agreed")).isFalse();
    assertThat(sales.show(ADMIN, MAIN, ONE).status()).isEqualTo(CardStatus.BLACKLISTED);
    assertThat(sales.unblacklist(ADMIN, MAIN, ONE, "yes")).isTrue();
  }

  @Test
  void answersARepeatedVoiceAsTheFirstTime() {
    add(ONE, CardStatus.ACTIVE);
    sales.blacklist(ADMIN, MAIN, ONE, "piracy");
    Caller first = ADMIN.withRequest(new UUID(2, 1));
    Caller second = BOB.withRequest(new UUID(2, 2));
    assertThat(sales.unblacklist(first, MAIN, ONE, "mistake")).isFalse();
    assertThat(sales.unblacklist(first, MAIN, ONE, "mistake")).isFalse();
    assertThat(sales.unblacklist(second, MAIN, ONE, "agreed")).isTrue();
    assertThat(sales.unblacklist(second, MAIN, ONE, "agreed")).isTrue();
  }

  @Test
  void replacesACardInOneTransaction() {
    Card old = add(ONE, CardStatus.ACTIVE);
    add(TWO, CardStatus.STOCK);
    Caller again = ADMIN.withRequest(new UUID(3, 1));
    Card fresh = sales.replace(again, MAIN, ONE, TWO, ReplacementReason.LOST);
    assertThat(fresh.serial()).isEqualTo(TWO);
    assertThat(fresh.status()).isEqualTo(CardStatus.ACTIVE);
    assertThat(fresh.sold()).isEqualTo(old.sold());
    Card gone = sales.show(ADMIN, MAIN, ONE);
    assertThat(gone.status()).isEqualTo(CardStatus.RETIRED);
    assertThat(gone.latestFinish()).isEqualTo(Instant.parse("2027-01-01T00:00:00Z"));
    assertThat(desk.store.transactions).endsWith(3);
    assertThat(desk.store.applied(Note.class).get(0).detail())
        .isEqualTo(Map.of("reason", "lost", "replacement", "2"));
    assertThat(sales.replace(again, MAIN, ONE, TWO, ReplacementReason.LOST)).isEqualTo(fresh);
    assertThat(sales.history(ADMIN, MAIN, ONE, 1).get(0).operation())
        .isEqualTo(CardOperation.REPLACE.name());
  }

  @Test
  void blacklistsAStolenCardAndTakesOnlyAnotherCardOfTheStock() {
    add(ONE, CardStatus.SUSPENDED);
    add(TWO, CardStatus.ACTIVE);
    refused(
        ErrorCode.STATUS_FORBIDS,
        () -> sales.replace(ADMIN, MAIN, ONE, TWO, ReplacementReason.STOLEN));
    refused(
        ErrorCode.FIELD_INVALID,
        () -> sales.replace(ADMIN, MAIN, ONE, ONE, ReplacementReason.STOLEN));
    CardSerial three = new CardSerial(3);
    refused(
        ErrorCode.CARD_UNKNOWN,
        () -> sales.replace(ADMIN, MAIN, ONE, three, ReplacementReason.STOLEN));
    add(three, CardStatus.STOCK);
    desk.store.meanwhile = () -> sales.recall(ADMIN, MAIN, List.of(ONE));
    assertThat(sales.replace(ADMIN, MAIN, ONE, three, ReplacementReason.STOLEN).status())
        .isEqualTo(CardStatus.SUSPENDED);
    assertThat(sales.show(ADMIN, MAIN, ONE).status()).isEqualTo(CardStatus.BLACKLISTED);
  }

  @Test
  void givesACardOnlyToWhoExistsAndMayHoldIt() {
    add(ONE, CardStatus.ACTIVE);
    refused(ErrorCode.SUBSCRIBER_UNKNOWN, () -> edit(Edits.subscriber(Optional.of("17"))));
    refused(ErrorCode.FIELD_INVALID, () -> edit(Edits.setTopBox(Optional.of("A1"))));
    desk.store.apply(
        List.of(record(subscriber()), record(box("A1", false)), record(box("B", true))));
    assertThat(edit(Edits.subscriber(Optional.of("17"))).holder().subscriber()).contains("17");
    assertThat(edit(Edits.setTopBox(Optional.of("A1"))).holder().setTopBox()).contains("A1");
    assertThat(refused(ErrorCode.FIELD_INVALID, () -> edit(Edits.setTopBox(Optional.of("B")))))
        .hasMessageContaining("setTopBox")
        .hasMessageContaining("blacklisted");
    assertThat(edit(Edits.subscriber(Optional.empty())).holder().subscriber()).isEmpty();
    refused(
        ErrorCode.SUBSCRIBER_UNKNOWN,
        () ->
            sales.add(
                ADMIN,
                new NewCard(
                    MAIN,
                    TWO,
                    CardStatus.STOCK,
                    "",
                    Sold.NOTHING,
                    new CardHolder(Optional.of("18"), Optional.empty(), Optional.empty()),
                    null,
                    false)));
  }

  @Test
  void makesHouseholdsOfOneLevel() {
    add(ONE, CardStatus.ACTIVE);
    refused(ErrorCode.FIELD_INVALID, () -> edit(Edits.parent(Optional.of(ONE))));
    refused(ErrorCode.FIELD_INVALID, () -> edit(Edits.parent(Optional.of(TWO))));
    add(TWO, CardStatus.ACTIVE);
    assertThat(edit(Edits.parent(Optional.of(TWO))).holder().parent()).contains(TWO);
    CardSerial three = new CardSerial(3);
    add(three, CardStatus.ACTIVE);
    refused(
        ErrorCode.FIELD_INVALID,
        () -> sales.change(ADMIN, MAIN, three, Edits.parent(Optional.of(ONE)), ANY));
  }

  private Card edit(CardEdit edit) {
    return sales.change(ADMIN, MAIN, ONE, edit, ANY);
  }

  private Card add(CardSerial serial, CardStatus status) {
    Window window =
        new Window(
            new ProductMask(1),
            Instant.parse("2026-01-01T00:00:00Z"),
            Instant.parse("2027-01-01T00:00:00Z"));
    Sold sold =
        status == CardStatus.STOCK ? Sold.NOTHING : Sold.NOTHING.withWindows(List.of(window));
    return sales.add(
        ADMIN, new NewCard(MAIN, serial, status, "", sold, CardHolder.NOBODY, null, false));
  }

  private OptionalInt quota() {
    return desk.store.record(Account.class, StoredRecord.HEAD_END, "dora").orElseThrow().quota();
  }

  private static RecordChange record(StoredRecord record) {
    return new RecordChange(
        UUID.randomUUID(), Instant.EPOCH, ADMIN.actor(), "ADD", null, record, Map.of(), true);
  }

  private static Subscriber subscriber() {
    return new Subscriber(
        MAIN, "17", 1, "", "", "", "", List.of(), "", "", "", List.of(), false, Instant.EPOCH);
  }

  private static SetTopBox box(String id, boolean blacklisted) {
    return new SetTopBox(MAIN, id, 1, "", Optional.empty(), blacklisted, "");
  }
}
