package io.caskade.rights.management.networks;

import static io.caskade.rights.management.TestDesk.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.ProductMask;
import io.caskade.api.rights.AiringRules;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.CardChange;
import io.caskade.api.rights.CardEdit;
import io.caskade.api.rights.CardHolder;
import io.caskade.api.rights.CardStatus;
import io.caskade.api.rights.NetworkPolicy;
import io.caskade.api.rights.NewCard;
import io.caskade.api.rights.Sold;
import io.caskade.api.rights.Window;
import io.caskade.rights.management.TestDesk;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToldSoFarTest {
  private static final NetworkId MAIN = NetworkId.MAIN;
  private static final OptionalLong ANY = OptionalLong.empty();
  private static final CardSerial SERIAL = new CardSerial(7);
  private static final Instant FAR = Instant.parse("2037-01-01T00:00:00Z");

  private final TestDesk desk = new TestDesk();

  @Test
  void stopsACardAsLongAsItWasToldBeforeRollingValidityCame() {
    desk.cards.add(ADMIN, card(SERIAL, CardStatus.ACTIVE));
    roll(35);
    assertThat(desk.cards.suspend(ADMIN, MAIN, SERIAL, ANY).latestFinish()).isEqualTo(FAR);
  }

  @Test
  void stopsACardAsLongAsItRolledBeforeTheWindowShrank() {
    roll(100);
    desk.cards.add(ADMIN, card(SERIAL, CardStatus.ACTIVE));
    Instant told =
        desk.cards
            .show(ADMIN, MAIN, SERIAL)
            .sold()
            .told(desk.instant(), rules(100), SERIAL)
            .orElseThrow()
            .finish();
    roll(10);
    assertThat(desk.cards.suspend(ADMIN, MAIN, SERIAL, ANY).latestFinish())
        .isBetween(told, told.plus(Duration.ofDays(1)));
  }

  @Test
  void remembersAlsoACardThatIsSoldWhileItGoesRound() {
    desk.cards.add(ADMIN, card(SERIAL, CardStatus.STOCK));
    desk.cards.add(ADMIN, card(new CardSerial(1), CardStatus.ACTIVE));
    // Between the first round, which does not see a card in stock, and the new rules.
    desk.store.meanwhile =
        () -> desk.store.meanwhile = () -> desk.cards.activate(ADMIN, MAIN, SERIAL, ANY);
    roll(35);
    assertThat(desk.cards.show(ADMIN, MAIN, SERIAL).status()).isEqualTo(CardStatus.ACTIVE);
    assertThat(desk.cards.suspend(ADMIN, MAIN, SERIAL, ANY).latestFinish()).isEqualTo(FAR);
  }

  @Test
  void writesEachActiveCardOnceInPages() {
    var cards = new ArrayList<NewCard>();
    for (int i = 0; i < 2_005; i++) {
      cards.add(card(new CardSerial(i), i < 3 ? CardStatus.SUSPENDED : CardStatus.ACTIVE));
    }
    desk.cards.addAll(ADMIN, cards);
    desk.store.applied.clear();
    desk.store.transactions.clear();
    roll(35);
    assertThat(desk.store.applied(CardChange.class)).hasSize(2_002);
    assertThat(desk.store.transactions).containsExactly(1_000, 1_000, 2, 1);
    Card untouched = desk.cards.show(ADMIN, MAIN, new CardSerial(0));
    assertThat(untouched.version()).isEqualTo(1);
  }

  @Test
  void writesNoCardWhenMoreIsTold() {
    roll(10);
    desk.cards.add(ADMIN, card(SERIAL, CardStatus.ACTIVE));
    desk.networks.change(ADMIN, desk.presence.network(MAIN).network(), NetworkPolicy.DEFAULT, ANY);
    assertThat(desk.cards.show(ADMIN, MAIN, SERIAL).version()).isEqualTo(1);
    assertThat(
            desk.cards.change(ADMIN, MAIN, SERIAL, CardEdit.windows(List.of()), ANY).latestFinish())
        .isEqualTo(FAR);
  }

  @ParameterizedTest
  @CsvSource({
    "P1D, , P1D, , false",
    "P1D, , PT23H, , true",
    "P1D, , P2D, , false",
    "P1D, , P1D, P35D, true",
    "P1D, P35D, P1D, , false",
    "P1D, P35D, P1D, P35D, false",
    "P1D, P35D, P1D, P34D, true",
    "P1D, P35D, P1D, P36D, false",
    "P1D, P35D, PT1H, P36D, true"
  })
  void knowsWhenLessIsTold(
      Duration grace,
      @Nullable Duration window,
      Duration newGrace,
      @Nullable Duration newWindow,
      boolean less) {
    var before = new AiringRules(grace, Optional.ofNullable(window));
    var after = new AiringRules(newGrace, Optional.ofNullable(newWindow));
    assertThat(ToldSoFar.less(before, after)).isEqualTo(less);
  }

  private void roll(int days) {
    desk.networks.change(
        ADMIN,
        desk.presence.network(MAIN).network(),
        new NetworkPolicy("", rules(days), false),
        ANY);
  }

  private static AiringRules rules(int days) {
    return new AiringRules(Duration.ofDays(1), Optional.of(Duration.ofDays(days)));
  }

  private static NewCard card(CardSerial serial, CardStatus status) {
    Window window = new Window(new ProductMask(1), Instant.parse("2026-01-01T00:00:00Z"), FAR);
    return new NewCard(
        MAIN,
        serial,
        status,
        "",
        Sold.NOTHING.withWindows(List.of(window)),
        CardHolder.NOBODY,
        null,
        false);
  }
}
