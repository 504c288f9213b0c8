package io.caskade.rights.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.caskade.api.base.CardRights;
import io.caskade.api.base.CardSerial;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.ProductMask;
import io.caskade.api.keys.CardKey;
import io.caskade.api.rights.Actor;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.CardChange;
import io.caskade.api.rights.CardOperation;
import io.caskade.api.rights.CardStatus;
import io.caskade.api.rights.NewCard;
import io.caskade.api.rights.Urgency;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CardSalesTest {
  private static final Actor ACTOR = new Actor("ann", "console");
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00.123456Z");
  private static final CardSerial SERIAL = new CardSerial(2_100_000_004L);

  private final MemoryStore store = new MemoryStore();
  private final MemoryVault vault = new MemoryVault();
  private final InstantSource clock = InstantSource.fixed(NOW);
  private final CardSales sales =
      new CardSales(
          new Presence(() -> store, () -> vault), new ChangeIds(clock, new Random(1)), clock);

  @Test
  void addsACardWithAKeyThatTheVaultMade() {
    Card card = sales.add(ACTOR, newCard(SERIAL, null));
    assertThat(card.version()).isEqualTo(1);
    assertThat(card.status()).isEqualTo(CardStatus.ACTIVE);
    assertThat(card.latestFinish()).isEqualTo(rights("2027-01-01").finish());
    assertThat(store.card(NetworkId.MAIN, SERIAL)).contains(card);
    byte[] made = new byte[16];
    Arrays.fill(made, (byte) 0x40);
    assertThat(vault.unwrap(NetworkId.MAIN, SERIAL, card.key())).isEqualTo(new CardKey(made));
    assertThatIllegalStateException()
        .as("the key that was made is wiped")
        .isThrownBy(() -> vault.made.get(0).isZero());
  }

  @Test
  void leavesAKeyThatWasGivenToItsOwner() {
    var key = new CardKey(new byte[16]);
    Card card = sales.add(ACTOR, newCard(SERIAL, key));
    assertThat(vault.unwrap(NetworkId.MAIN, SERIAL, card.key())).isEqualTo(key);
    assertThat(key.isZero()).isTrue();
  }

  @Test
  void journalsWhoDidWhatWhen() {
    Card card = sales.add(ACTOR, newCard(SERIAL, null));
    Card suspended = sales.suspend(ACTOR, NetworkId.MAIN, SERIAL);
    assertThat(store.cardChanges).hasSize(2);
    CardChange added = store.cardChanges.get(0);
    CardChange stopped = store.cardChanges.get(1);
    assertThat(added.id()).isNotEqualTo(stopped.id());
    assertThat(added.id().version()).isEqualTo(7);
    assertThat(stopped)
        .isEqualTo(
            new CardChange(
                stopped.id(), NOW, ACTOR, CardOperation.SUSPEND, Urgency.SINGLE, card, suspended));
  }

  @ParameterizedTest
  @CsvSource({
    "1989-12-31T20:59:59Z, 2026-01-01T00:00:00Z, DATE_OUT_OF_RANGE",
    "2026-01-01T00:00:00Z, 2069-12-31T21:00:00Z, DATE_OUT_OF_RANGE",
    "-1000000000-01-01T00:00:00Z, 2026-01-01T00:00:00Z, DATE_OUT_OF_RANGE",
    "2026-01-01T00:00:00Z, +1000000000-12-31T23:59:59Z, DATE_OUT_OF_RANGE",
    "2026-01-01T00:00:00.5Z, 2026-02-01T00:00:00Z, DATE_OUT_OF_RANGE",
    "2026-02-01T00:00:01Z, 2026-02-01T00:00:00Z, WINDOW_INVALID"
  })
  void refusesWindowsThatCannotBeToldToACard(Instant start, Instant finish, ErrorCode code) {
    var rights = new CardRights(ProductMask.NONE, start, finish, false, false);
    refused(code, () -> sales.add(ACTOR, new NewCard(NetworkId.MAIN, SERIAL, "", rights, null)));
    sales.add(ACTOR, newCard(SERIAL, null));
    refused(code, () -> sales.changeRights(ACTOR, NetworkId.MAIN, SERIAL, rights));
    refused(code, () -> sales.changeRightsOfAll(ACTOR, NetworkId.MAIN, List.of(SERIAL), rights));
    assertThat(store.cardChanges).hasSize(1);
  }

  @Test
  void takesTheFirstAndTheLastSecondThatACardKnows() {
    // Europe/Moscow: UTC+3 in both winters.
    var widest =
        new CardRights(
            ProductMask.NONE,
            Instant.parse("1989-12-31T21:00:00Z"),
            Instant.parse("2069-12-31T20:59:59Z"),
            false,
            false);
    sales.add(ACTOR, new NewCard(NetworkId.MAIN, SERIAL, "", widest, null));
    assertThat(sales.show(NetworkId.MAIN, SERIAL).rights()).isEqualTo(widest);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"North", "north east", "a/b", "aaaaaaaaaabbbbbbbbbbccccccccccddd", "регион"})
  void refusesRegionsOfAnotherForm(String region) {
    refused(
        ErrorCode.REGION_INVALID,
        () ->
            sales.add(
                ACTOR, new NewCard(NetworkId.MAIN, SERIAL, region, rights("2027-01-01"), null)));
  }

  @Test
  void refusesAKeyOfAnotherLength() {
    refused(
        ErrorCode.KEY_LENGTH, () -> sales.add(ACTOR, newCard(SERIAL, new CardKey(new byte[8]))));
  }

  @Test
  void refusesUnknownNetworksAndCards() {
    var elsewhere = new NetworkId("elsewhere");
    refused(ErrorCode.NETWORK_UNKNOWN, () -> sales.show(elsewhere, SERIAL));
    refused(ErrorCode.NETWORK_UNKNOWN, () -> sales.list(elsewhere, Optional.empty(), 1));
    refused(
        ErrorCode.NETWORK_UNKNOWN,
        () -> sales.add(ACTOR, new NewCard(elsewhere, SERIAL, "", rights("2027-01-01"), null)));
    refused(ErrorCode.CARD_UNKNOWN, () -> sales.show(NetworkId.MAIN, SERIAL));
    refused(ErrorCode.CARD_UNKNOWN, () -> sales.suspend(ACTOR, NetworkId.MAIN, SERIAL));
    refused(
        ErrorCode.CARD_UNKNOWN,
        () -> sales.changeRights(ACTOR, NetworkId.MAIN, SERIAL, rights("2027-01-01")));
    refused(
        ErrorCode.CARD_UNKNOWN,
        () ->
            sales.changeRightsOfAll(ACTOR, NetworkId.MAIN, List.of(SERIAL), rights("2027-01-01")));
  }

  @Test
  void refusesACardThatExists() {
    sales.add(ACTOR, newCard(SERIAL, null));
    refused(ErrorCode.CARD_EXISTS, () -> sales.add(ACTOR, newCard(SERIAL, null)));
  }

  @Test
  void remembersTheLatestFinishThatWasEverGiven() {
    sales.add(ACTOR, newCard(SERIAL, null));
    sales.changeRights(ACTOR, NetworkId.MAIN, SERIAL, rights("2028-01-01"));
    Card shortened = sales.changeRights(ACTOR, NetworkId.MAIN, SERIAL, rights("2026-12-01"));
    assertThat(shortened.latestFinish()).isEqualTo(rights("2028-01-01").finish());
    assertThat(shortened.version()).isEqualTo(3);
  }

  @Test
  void suspendsAndResumesOnce() {
    sales.add(ACTOR, newCard(SERIAL, null));
    Card suspended = sales.suspend(ACTOR, NetworkId.MAIN, SERIAL);
    assertThat(suspended.status()).isEqualTo(CardStatus.SUSPENDED);
    assertThat(suspended.rights()).isEqualTo(rights("2027-01-01"));
    assertThat(sales.suspend(ACTOR, NetworkId.MAIN, SERIAL)).isEqualTo(suspended);
    Card resumed = sales.resume(ACTOR, NetworkId.MAIN, SERIAL);
    assertThat(resumed.status()).isEqualTo(CardStatus.ACTIVE);
    assertThat(sales.resume(ACTOR, NetworkId.MAIN, SERIAL)).isEqualTo(resumed);
    assertThat(resumed.version()).isEqualTo(3);
    assertThat(store.cardChanges).hasSize(3);
  }

  @Test
  void keepsACardSuspendedWhenItsRightsChange() {
    sales.add(ACTOR, newCard(SERIAL, null));
    sales.suspend(ACTOR, NetworkId.MAIN, SERIAL);
    assertThat(sales.changeRights(ACTOR, NetworkId.MAIN, SERIAL, rights("2028-01-01")).status())
        .isEqualTo(CardStatus.SUSPENDED);
  }

  @Test
  void tellsWhoSellsThatSomebodyElseChangedTheCard() {
    sales.add(ACTOR, newCard(SERIAL, null));
    store.meanwhile = () -> sales.suspend(ACTOR, NetworkId.MAIN, SERIAL);
    refused(
        ErrorCode.VERSION_CONFLICT,
        () -> sales.changeRights(ACTOR, NetworkId.MAIN, SERIAL, rights("2028-01-01")));
  }

  @Test
  void suspendsAlsoWhenSomebodyElseChangedTheCard() {
    sales.add(ACTOR, newCard(SERIAL, null));
    store.meanwhile = () -> sales.changeRights(ACTOR, NetworkId.MAIN, SERIAL, rights("2028-01-01"));
    Card card = sales.suspend(ACTOR, NetworkId.MAIN, SERIAL);
    assertThat(card.status()).isEqualTo(CardStatus.SUSPENDED);
    assertThat(card.rights()).isEqualTo(rights("2028-01-01"));
  }

  @Test
  void addsManyInTransactionsOfSomeThousands() {
    var cards = new ArrayList<NewCard>();
    for (int i = 0; i < CardSales.CHUNK * 2 + 5; i++) {
      cards.add(newCard(new CardSerial(i), null));
    }
    assertThat(sales.addAll(ACTOR, cards)).isEqualTo(cards.size());
    assertThat(store.transactions).containsExactly(CardSales.CHUNK, CardSales.CHUNK, 5);
    assertThat(store.cardChanges)
        .allSatisfy(change -> assertThat(change.urgency()).isEqualTo(Urgency.BULK));
    assertThat(sales.list(NetworkId.MAIN, Optional.of(new CardSerial(3)), 2))
        .extracting(Card::serial)
        .containsExactly(new CardSerial(4), new CardSerial(5));
  }

  @Test
  void addsNoneWhenOneOfManyIsWrong() {
    var twice = List.of(newCard(SERIAL, null), newCard(SERIAL, null));
    refused(ErrorCode.CARD_EXISTS, () -> sales.addAll(ACTOR, twice));
    var bad = new NewCard(NetworkId.MAIN, new CardSerial(9), "NO", rights("2027-01-01"), null);
    refused(
        ErrorCode.REGION_INVALID, () -> sales.addAll(ACTOR, List.of(newCard(SERIAL, null), bad)));
    assertThat(store.countCards(NetworkId.MAIN)).isZero();
  }

  @Test
  void changesManyAlsoWhenSomebodyElseChangesOneOfThem() {
    var serials = new ArrayList<CardSerial>();
    var cards = new ArrayList<NewCard>();
    for (int i = 0; i < CardSales.CHUNK + 1; i++) {
      serials.add(new CardSerial(i));
      cards.add(newCard(new CardSerial(i), null));
    }
    sales.addAll(ACTOR, cards);
    serials.add(new CardSerial(0));
    store.meanwhile = () -> sales.suspend(ACTOR, NetworkId.MAIN, new CardSerial(7));
    assertThat(sales.changeRightsOfAll(ACTOR, NetworkId.MAIN, serials, rights("2030-01-01")))
        .isEqualTo(CardSales.CHUNK + 1);
    assertThat(store.cards(NetworkId.MAIN, Optional.empty(), 10_000))
        .allSatisfy(card -> assertThat(card.rights()).isEqualTo(rights("2030-01-01")));
    assertThat(sales.show(NetworkId.MAIN, new CardSerial(7)).status())
        .isEqualTo(CardStatus.SUSPENDED);
    assertThat(sales.changeRightsOfAll(ACTOR, NetworkId.MAIN, List.of(), rights("2030-01-01")))
        .isZero();
  }

  @Test
  void saysWhatIsMissingWhileStoreOrVaultAreAway() {
    var present = new Present();
    var away = new CardSales(present.presence(), new ChangeIds(clock, new Random(1)), clock);
    refused(ErrorCode.DATABASE_UNAVAILABLE, () -> away.add(ACTOR, newCard(SERIAL, null)));
    present.store = store;
    refused(ErrorCode.VAULT_UNREADABLE, () -> away.add(ACTOR, newCard(SERIAL, null)));
    present.vault = vault;
    away.add(ACTOR, newCard(SERIAL, null));
    assertThat(store.countCards(NetworkId.MAIN)).isEqualTo(1);
  }

  private static NewCard newCard(CardSerial serial, @Nullable CardKey key) {
    return new NewCard(NetworkId.MAIN, serial, "north", rights("2027-01-01"), key);
  }

  private static CardRights rights(String finish) {
    return new CardRights(
        new ProductMask(0x11),
        Instant.parse("2026-01-01T00:00:00Z"),
        Instant.parse(finish + "T00:00:00Z"),
        false,
        false);
  }

  private static void refused(ErrorCode code, ThrowingCallable call) {
    assertThatExceptionOfType(CaskadeException.class)
        .isThrownBy(call)
        .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(code));
  }
}
