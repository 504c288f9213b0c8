package io.caskade.rights.management.cards;

import static io.caskade.rights.management.TestDesk.ADMIN;
import static io.caskade.rights.management.TestDesk.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.ProductMask;
import io.caskade.api.keys.CardKey;
import io.caskade.api.rights.Caller;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.CardChange;
import io.caskade.api.rights.CardEdit;
import io.caskade.api.rights.CardHolder;
import io.caskade.api.rights.CardOperation;
import io.caskade.api.rights.CardPast;
import io.caskade.api.rights.CardQuery;
import io.caskade.api.rights.CardStatus;
import io.caskade.api.rights.NewCard;
import io.caskade.api.rights.Note;
import io.caskade.api.rights.Sold;
import io.caskade.api.rights.Urgency;
import io.caskade.api.rights.Window;
import io.caskade.rights.management.ChangeIds;
import io.caskade.rights.management.Edits;
import io.caskade.rights.management.Gate;
import io.caskade.rights.management.Presence;
import io.caskade.rights.management.TestDesk;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CardSalesTest {
  private static final CardSerial SERIAL = new CardSerial(2_100_000_004L);
  private static final NetworkId MAIN = NetworkId.MAIN;
  private static final OptionalLong ANY = OptionalLong.empty();

  private final TestDesk desk = new TestDesk();
  private final CardSales sales = desk.cards;

  @Test
  void addsACardWithAKeyThatTheVaultMade() {
    Card card = sales.add(ADMIN, newCard(SERIAL, null));
    assertThat(card.version()).isEqualTo(1);
    assertThat(card.status()).isEqualTo(CardStatus.ACTIVE);
    assertThat(card.latestFinish()).as("nothing was told yet").isEqualTo(Instant.EPOCH);
    assertThat(card.registeredAt()).isEqualTo(desk.instant());
    assertThat(desk.store.card(MAIN, SERIAL)).contains(card);
    byte[] made = new byte[16];
    Arrays.fill(made, (byte) 0x40);
    assertThat(desk.vault.unwrap(MAIN, SERIAL, card.key())).isEqualTo(new CardKey(made));
    assertThatIllegalStateException()
        .as("the key that was made is wiped")
        .isThrownBy(() -> desk.vault.made.get(0).isZero());
  }

  @Test
  void leavesAKeyThatWasGivenToItsOwner() {
    var key = new CardKey(new byte[16]);
    Card card = sales.add(ADMIN, newCard(SERIAL, key));
    assertThat(desk.vault.unwrap(MAIN, SERIAL, card.key())).isEqualTo(key);
    assertThat(key.isZero()).isTrue();
    refused(
        ErrorCode.KEY_LENGTH,
        () -> sales.add(ADMIN, newCard(new CardSerial(5), new CardKey(new byte[8]))));
  }

  @Test
  void stopsACardThatAnotherSystemToldFor180Days() {
    Card card = sales.add(ADMIN, newCard(CardStatus.SUSPENDED, true));
    assertThat(card.latestFinish()).isEqualTo(Instant.parse("2027-05-20T12:00:00Z"));
    assertThat(card.sold().stop(desk.instant(), card.latestFinish()).finish())
        .isEqualTo(card.latestFinish());
  }

  @Test
  void addsOnlyCardsInStockActiveOrSuspended() {
    assertThat(sales.add(ADMIN, newCard(CardStatus.STOCK, false)).status())
        .isEqualTo(CardStatus.STOCK);
    for (CardStatus bad : List.of(CardStatus.BLACKLISTED, CardStatus.RETIRED)) {
      assertThat(refused(ErrorCode.FIELD_INVALID, () -> sales.add(ADMIN, newCard(bad, false))))
          .hasMessageContaining("status");
    }
  }

  @Test
  void journalsWhoDidWhatWhen() {
    Card card = sales.add(ADMIN, newCard(SERIAL, null));
    Card suspended = sales.suspend(ADMIN, MAIN, SERIAL, ANY);
    CardChange stopped = desk.store.applied(CardChange.class).get(1);
    assertThat(stopped)
        .isEqualTo(
            new CardChange(
                stopped.id(),
                desk.instant(),
                ADMIN.actor(),
                CardOperation.SUSPEND,
                Urgency.SINGLE,
                card,
                suspended));
  }

  @Test
  void refusesUnknownNetworksAndCards() {
    var elsewhere = new NetworkId("elsewhere");
    refused(ErrorCode.NETWORK_UNKNOWN, () -> sales.show(ADMIN, elsewhere, SERIAL));
    refused(ErrorCode.NETWORK_UNKNOWN, () -> sales.find(ADMIN, all(elsewhere)));
    refused(ErrorCode.NETWORK_UNKNOWN, () -> sales.count(ADMIN, all(elsewhere)));
    refused(ErrorCode.NETWORK_UNKNOWN, () -> sales.suspend(ADMIN, elsewhere, SERIAL, ANY));
    refused(ErrorCode.CARD_UNKNOWN, () -> sales.show(ADMIN, MAIN, SERIAL));
    refused(ErrorCode.CARD_UNKNOWN, () -> sales.suspend(ADMIN, MAIN, SERIAL, ANY));
    refused(ErrorCode.CARD_UNKNOWN, () -> sales.history(ADMIN, MAIN, SERIAL, 1));
    refused(ErrorCode.CARD_UNKNOWN, () -> sales.recall(ADMIN, MAIN, List.of(SERIAL)));
    refused(ErrorCode.CARD_UNKNOWN, () -> sell("2028-01-01", ANY));
  }

  @Test
  void refusesACardThatExists() {
    sales.add(ADMIN, newCard(SERIAL, null));
    refused(ErrorCode.CARD_EXISTS, () -> sales.add(ADMIN, newCard(SERIAL, null)));
  }

  @Test
  void changesACardThatHasTheVersionThatWasSeen() {
    sales.add(ADMIN, newCard(SERIAL, null));
    assertThat(sell("2028-01-01", OptionalLong.of(1)).version()).isEqualTo(2);
    refused(ErrorCode.VERSION_CONFLICT, () -> sell("2029-01-01", OptionalLong.of(1)));
    refused(
        ErrorCode.VERSION_CONFLICT, () -> sales.suspend(ADMIN, MAIN, SERIAL, OptionalLong.of(3)));
    desk.store.meanwhile = () -> sales.suspend(ADMIN, MAIN, SERIAL, ANY);
    refused(ErrorCode.VERSION_CONFLICT, () -> sell("2029-01-01", OptionalLong.of(2)));
    assertThat(sales.show(ADMIN, MAIN, SERIAL).sold()).isEqualTo(sold("2028-01-01"));
  }

  @Test
  void changesACardAlsoWhenSomebodyElseChangedItMeanwhile() {
    sales.add(ADMIN, newCard(SERIAL, null));
    desk.store.meanwhile = () -> sell("2028-01-01", ANY);
    Card card = sales.suspend(ADMIN, MAIN, SERIAL, ANY);
    assertThat(card.status()).isEqualTo(CardStatus.SUSPENDED);
    assertThat(card.sold()).isEqualTo(sold("2028-01-01"));
    assertThat(card.version()).isEqualTo(3);
  }

  @Test
  void doesARequestOfTheSameNameOnce() {
    Caller again = ADMIN.withRequest(new UUID(7, 7));
    Card card = sales.add(again, newCard(SERIAL, null));
    assertThat(sales.add(again, newCard(SERIAL, null))).isEqualTo(card);
    Caller sale = ADMIN.withRequest(new UUID(7, 8));
    CardEdit edit = CardEdit.windows(windows("2028-01-01"));
    Card sold = sales.change(sale, MAIN, SERIAL, edit, OptionalLong.of(1));
    assertThat(sales.change(sale, MAIN, SERIAL, edit, OptionalLong.of(1))).isEqualTo(sold);
    Caller recall = ADMIN.withRequest(new UUID(7, 9));
    sales.recall(recall, MAIN, List.of(SERIAL));
    sales.recall(recall, MAIN, List.of(SERIAL));
    assertThat(sales.show(ADMIN, MAIN, SERIAL).version()).isEqualTo(3);
    assertThat(desk.store.applied).hasSize(3);
  }

  @Test
  void suspendsAndResumesOnce() {
    sales.add(ADMIN, newCard(SERIAL, null));
    Card suspended = sales.suspend(ADMIN, MAIN, SERIAL, ANY);
    assertThat(suspended.sold()).isEqualTo(sold("2027-01-01"));
    assertThat(suspended.latestFinish()).isEqualTo(Instant.parse("2027-01-01T00:00:00Z"));
    assertThat(sales.suspend(ADMIN, MAIN, SERIAL, ANY)).isEqualTo(suspended);
    Card resumed = sales.resume(ADMIN, MAIN, SERIAL, ANY);
    assertThat(resumed.status()).isEqualTo(CardStatus.ACTIVE);
    assertThat(sales.resume(ADMIN, MAIN, SERIAL, ANY)).isEqualTo(resumed);
    assertThat(desk.store.applied).hasSize(3);
  }

  @Test
  void addsManyInTransactionsOfSomeThousands() {
    var cards = new ArrayList<NewCard>();
    for (int i = 0; i < CardIntake.CHUNK * 2 + 5; i++) {
      cards.add(newCard(new CardSerial(i), null));
    }
    Caller request = ADMIN.withRequest(new UUID(1, 2));
    assertThat(sales.addAll(request, cards)).isEqualTo(cards.size());
    assertThat(desk.store.transactions).containsExactly(CardIntake.CHUNK, CardIntake.CHUNK, 5);
    assertThat(desk.store.applied(CardChange.class))
        .hasSize(cards.size())
        .allSatisfy(change -> assertThat(change.urgency()).isEqualTo(Urgency.BULK));
    assertThat(sales.addAll(request, cards)).as("again").isEqualTo(cards.size());
    assertThat(sales.count(ADMIN, all(MAIN))).isEqualTo(cards.size());
    assertThat(
            sales.find(ADMIN, CardQuery.all(MAIN, Optional.of(new CardSerial(3)), 2)).stream()
                .map(Card::serial))
        .containsExactly(new CardSerial(4), new CardSerial(5));
  }

  @Test
  void addsNoneWhenOneOfManyIsWrong() {
    var twice = List.of(newCard(SERIAL, null), newCard(SERIAL, null));
    refused(ErrorCode.CARD_EXISTS, () -> sales.addAll(ADMIN, twice));
    NewCard bad =
        new NewCard(
            MAIN,
            new CardSerial(9),
            CardStatus.ACTIVE,
            "NO",
            sold("2027-01-01"),
            CardHolder.NOBODY,
            null,
            false);
    refused(
        ErrorCode.REGION_INVALID, () -> sales.addAll(ADMIN, List.of(newCard(SERIAL, null), bad)));
    assertThat(sales.count(ADMIN, all(MAIN))).isZero();
  }

  @Test
  void findsPagesOfOneToAThousand() {
    for (int limit : new int[] {0, 1_001}) {
      assertThat(
              refused(
                  ErrorCode.FIELD_INVALID,
                  () -> sales.find(ADMIN, CardQuery.all(MAIN, Optional.empty(), limit))))
          .hasMessageContaining("limit");
    }
    assertThat(sales.find(ADMIN, CardQuery.all(MAIN, Optional.empty(), 1_000))).isEmpty();
    assertThat(sales.find(ADMIN, text("x".repeat(190)))).isEmpty();
    CardQuery tooLong = text("x".repeat(191));
    assertThat(refused(ErrorCode.FIELD_INVALID, () -> sales.find(ADMIN, tooLong)))
        .hasMessageContaining("text");
    refused(ErrorCode.FIELD_INVALID, () -> sales.count(ADMIN, tooLong));
  }

  @Test
  void recallsUpToAThousandCardsWithoutChangingThem() {
    sales.add(ADMIN, newCard(SERIAL, null));
    sales.recall(ADMIN, MAIN, List.of(SERIAL, SERIAL));
    Card card = sales.show(ADMIN, MAIN, SERIAL);
    assertThat(card.version()).isEqualTo(2);
    assertThat(card.sold()).isEqualTo(sold("2027-01-01"));
    assertThat(desk.store.applied(CardChange.class).get(1).operation())
        .isEqualTo(CardOperation.RECALL);
    List<CardSerial> many = new ArrayList<>();
    for (int i = 0; i < 1_001; i++) {
      many.add(new CardSerial(i));
    }
    refused(ErrorCode.FIELD_INVALID, () -> sales.recall(ADMIN, MAIN, many));
    sales.recall(ADMIN, MAIN, List.of());
    assertThat(desk.store.applied).hasSize(2);
  }

  @Test
  void tellsWhatACardWasAndWhoMadeItSo() {
    sales.add(ADMIN, newCard(SERIAL, null));
    desk.pass(Duration.ofDays(1));
    sell("2028-01-01", ANY);
    sales.suspend(ADMIN, MAIN, SERIAL, ANY);
    List<CardPast> past = sales.history(ADMIN, MAIN, SERIAL, 2);
    assertThat(past).extracting(CardPast::operation).containsExactly("SUSPEND", "CHANGE_RIGHTS");
    assertThat(past).extracting(CardPast::seq).containsExactly(3L, 2L);
    assertThat(past.get(0).status()).isEqualTo(CardStatus.SUSPENDED);
    assertThat(past.get(1).sold()).isEqualTo(sold("2028-01-01"));
    assertThat(past.get(1).actor()).isEqualTo(ADMIN.actor());
    refused(ErrorCode.FIELD_INVALID, () -> sales.history(ADMIN, MAIN, SERIAL, 0));
  }

  @Test
  void keepsTheReasonOfABlacklistingInTheJournal() {
    sales.add(ADMIN, newCard(SERIAL, null));
    assertThat(sales.blacklist(ADMIN, MAIN, SERIAL, "on a card server").status())
        .isEqualTo(CardStatus.BLACKLISTED);
    Note note = desk.store.applied(Note.class).get(0);
    assertThat(note.operation()).isEqualTo("REASON");
    assertThat(note.target()).isEqualTo("blacklist:" + SERIAL);
    assertThat(note.detail()).isEqualTo(Map.of("reason", "on a card server"));
    assertThat(desk.store.transactions).endsWith(2);
    sales.blacklist(ADMIN, MAIN, SERIAL, "again");
    assertThat(desk.store.applied).hasSize(3);
  }

  @Test
  void freesAPairedCardToLearnItsHost() {
    sales.add(ADMIN, newCard(SERIAL, null));
    sales.change(ADMIN, MAIN, SERIAL, Edits.paired(true), ANY);
    Card freed = sales.repair(ADMIN, MAIN, SERIAL, Duration.ofHours(24));
    Instant until = freed.sold().freeUntil().orElseThrow();
    assertThat(until).isEqualTo(Instant.parse("2026-11-22T12:00:00Z"));
    assertThat(desk.store.applied(CardChange.class))
        .extracting(CardChange::operation)
        .containsExactly(CardOperation.ADD, CardOperation.PAIR, CardOperation.REPAIR);
  }

  @Test
  void saysWhatIsMissingWhileStoreOrVaultAreAway() {
    CardSales away = sales(new Presence(null, null, null, null));
    refused(ErrorCode.DATABASE_UNAVAILABLE, () -> away.add(ADMIN, newCard(SERIAL, null)));
    CardSales keyless = sales(new Presence(desk.store, null, null, null));
    refused(ErrorCode.VAULT_UNREADABLE, () -> keyless.add(ADMIN, newCard(SERIAL, null)));
    sales.add(ADMIN, newCard(SERIAL, null));
    refused(ErrorCode.DATABASE_UNAVAILABLE, () -> keyless.history(ADMIN, MAIN, SERIAL, 1));
  }

  private CardSales sales(Presence presence) {
    var ids = new ChangeIds(desk, new Random(1));
    return new CardSales(presence, new Gate(presence, ids, desk), ids, desk);
  }

  private Card sell(String finish, OptionalLong version) {
    return sales.change(ADMIN, MAIN, SERIAL, CardEdit.windows(windows(finish)), version);
  }

  private static CardQuery text(String text) {
    CardQuery all = all(MAIN);
    return new CardQuery(
        MAIN,
        Optional.of(text),
        all.statuses(),
        all.products(),
        all.region(),
        all.subscriber(),
        all.finishFrom(),
        all.finishBefore(),
        all.after(),
        all.limit());
  }

  private static CardQuery all(NetworkId network) {
    return CardQuery.all(network, Optional.empty(), 10);
  }

  private static NewCard newCard(CardStatus status, boolean heldElsewhere) {
    return new NewCard(
        MAIN, SERIAL, status, "north", sold("2027-01-01"), CardHolder.NOBODY, null, heldElsewhere);
  }

  private static NewCard newCard(CardSerial serial, @Nullable CardKey key) {
    return new NewCard(
        MAIN,
        serial,
        CardStatus.ACTIVE,
        "north",
        sold("2027-01-01"),
        CardHolder.NOBODY,
        key,
        false);
  }

  private static Sold sold(String finish) {
    return Sold.NOTHING.withWindows(windows(finish));
  }

  private static List<Window> windows(String finish) {
    return List.of(
        new Window(
            new ProductMask(0x11),
            Instant.parse("2026-01-01T00:00:00Z"),
            Instant.parse(finish + "T00:00:00Z")));
  }
}
