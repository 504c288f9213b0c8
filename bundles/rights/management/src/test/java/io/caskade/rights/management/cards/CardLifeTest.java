package io.caskade.rights.management.cards;

import static io.caskade.rights.management.TestDesk.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.Octets;
import io.caskade.api.base.ProductMask;
import io.caskade.api.keys.WrappedKey;
import io.caskade.api.rights.AiringRules;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.CardEdit;
import io.caskade.api.rights.CardHolder;
import io.caskade.api.rights.CardOperation;
import io.caskade.api.rights.CardStatus;
import io.caskade.api.rights.Sold;
import io.caskade.api.rights.Window;
import io.caskade.rights.management.Edits;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CardLifeTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00.5Z");
  private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
  private static final Instant FINISH = Instant.parse("2026-12-01T00:00:00Z");
  private static final Instant LATER = Instant.parse("2027-12-01T00:00:00Z");
  private static final Window WINDOW = new Window(new ProductMask(0x11), START, FINISH);
  private static final CardHolder HOLDER =
      new CardHolder(Optional.of("17"), Optional.of("A1"), Optional.of(new CardSerial(8)));

  private final CardLife life = new CardLife(AiringRules.DEFAULT, NOW);

  /** A minus: the status forbids it; an equals sign: nothing to do. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "activate    | ACTIVE      | =           | -           | -           | -",
        "suspend     | -           | SUSPENDED   | =           | -           | -",
        "resume      | -           | =           | ACTIVE      | -           | -",
        "blacklist   | BLACKLISTED | BLACKLISTED | BLACKLISTED | =           | -",
        "unblacklist | -           | -           | -           | SUSPENDED   | -",
        "retire      | RETIRED     | RETIRED     | RETIRED     | -           | =",
        "edit        | STOCK       | ACTIVE      | SUSPENDED   | BLACKLISTED | -",
        "free        | -           | ACTIVE      | SUSPENDED   | -           | -",
        "recall      | -           | ACTIVE      | SUSPENDED   | BLACKLISTED | RETIRED",
        "replace     | -           | RETIRED     | RETIRED     | -           | -"
      })
  void goesFromStatusToStatus(
      String operation,
      String stock,
      String active,
      String suspended,
      String blacklisted,
      String retired) {
    String[] expected = {stock, active, suspended, blacklisted, retired};
    for (CardStatus status : CardStatus.values()) {
      Card before = card(status);
      String wanted = expected[status.ordinal()];
      if (wanted.equals("-")) {
        refused(ErrorCode.STATUS_FORBIDS, () -> step(operation).apply(before));
      } else if (wanted.equals("=")) {
        assertThat(step(operation).apply(before)).isSameAs(before);
      } else {
        Card after = step(operation).apply(before);
        assertThat(after.status()).isEqualTo(CardStatus.valueOf(wanted));
        assertThat(after.version()).isEqualTo(before.version() + 1);
        assertThat(after.key()).isEqualTo(before.key());
        assertThat(after.registeredAt()).isEqualTo(before.registeredAt());
      }
    }
  }

  @Test
  void remembersWhatAnActiveCardWasToldUntilNow() {
    assertThat(life.suspended(card(CardStatus.ACTIVE)).latestFinish()).isEqualTo(FINISH);
    Card sold = life.edited(card(CardStatus.ACTIVE), CardEdit.windows(List.of(until(LATER))));
    assertThat(sold.latestFinish()).as("the new window was not told yet").isEqualTo(FINISH);
    Card shortened = life.edited(sold, CardEdit.windows(List.of(WINDOW)));
    assertThat(shortened.latestFinish()).isEqualTo(LATER);
    assertThat(life.suspended(shortened).latestFinish()).isEqualTo(LATER);
  }

  @Test
  void remembersNothingNewOfACardThatIsTold() {
    for (CardStatus status : List.of(CardStatus.STOCK, CardStatus.SUSPENDED)) {
      Card sold = life.edited(card(status), CardEdit.windows(List.of(until(LATER))));
      assertThat(life.edited(sold, CardEdit.windows(List.of(WINDOW))).latestFinish())
          .isEqualTo(Instant.EPOCH);
    }
    Card resumed = life.resumed(card(CardStatus.SUSPENDED));
    assertThat(resumed.latestFinish()).isEqualTo(Instant.EPOCH);
    assertThat(life.suspended(resumed).latestFinish()).isEqualTo(FINISH);
  }

  @Test
  void addsTheGraceBehindTheFirstEndOfSeveralWindows() {
    var both = CardEdit.windows(List.of(WINDOW, new Window(new ProductMask(2), START, LATER)));
    Card sold = life.edited(card(CardStatus.SUSPENDED), both);
    assertThat(life.suspended(life.resumed(sold)).latestFinish())
        .isEqualTo(FINISH.plus(Duration.ofDays(1)));
  }

  @Test
  void changesOnlyTheFieldsThatAnEditNames() {
    Card before = card(CardStatus.ACTIVE);
    Card after = life.edited(before, Edits.region("south"));
    assertThat(after.region()).isEqualTo("south");
    assertThat(after.sold()).isEqualTo(before.sold());
    assertThat(after.holder()).isEqualTo(HOLDER);
    assertThat(life.edited(before, Edits.subscriber(Optional.empty())).holder())
        .isEqualTo(new CardHolder(Optional.empty(), HOLDER.setTopBox(), HOLDER.parent()));
    assertThat(life.edited(before, Edits.setTopBox(Optional.of("B2"))).holder().setTopBox())
        .contains("B2");
    assertThat(life.edited(before, Edits.parent(Optional.empty())).holder().parent()).isEmpty();
    assertThat(life.edited(before, Edits.protectedCard(false)).sold().protectedCard()).isFalse();
    assertThat(life.edited(before, Edits.nothing())).isSameAs(before);
  }

  @Test
  void freesAPairedCardUntilAWholeSecond() {
    Card freed = life.freed(card(CardStatus.ACTIVE), Duration.ofHours(2));
    Instant until = Instant.parse("2026-11-21T14:00:00Z");
    assertThat(freed.sold().freeUntil()).contains(until);
    assertThat(life.edited(freed, CardEdit.windows(List.of())).sold().freeUntil()).contains(until);
    var later = new CardLife(AiringRules.DEFAULT, until);
    assertThat(later.edited(freed, Edits.region("")).sold().freeUntil()).isEmpty();
    Card unpaired = life.edited(freed, Edits.paired(false));
    assertThat(unpaired.sold().freeUntil()).isEmpty();
    refused(ErrorCode.FIELD_INVALID, () -> life.freed(unpaired, Duration.ofHours(2)));
  }

  @Test
  void releasesTheHolderOfACardThatIsGone() {
    assertThat(life.retired(card(CardStatus.ACTIVE)).holder()).isEqualTo(CardHolder.NOBODY);
    assertThat(life.blacklisted(card(CardStatus.ACTIVE)).holder()).isEqualTo(HOLDER);
  }

  @Test
  void givesTheSuccessorAllThatTheOldCardHad() {
    Card old = card(CardStatus.SUSPENDED);
    Card fresh =
        new Card(
            NetworkId.MAIN,
            new CardSerial(9),
            4,
            CardStatus.STOCK,
            "",
            Sold.NOTHING,
            Instant.EPOCH,
            new WrappedKey(Octets.parseHex("0A0B")),
            CardHolder.NOBODY,
            START);
    Card successor = life.successor(fresh, old);
    assertThat(successor)
        .isEqualTo(
            new Card(
                NetworkId.MAIN,
                fresh.serial(),
                5,
                CardStatus.SUSPENDED,
                old.region(),
                old.sold(),
                Instant.EPOCH,
                fresh.key(),
                HOLDER,
                START));
    refused(ErrorCode.STATUS_FORBIDS, () -> life.successor(successor, old));
    assertThat(life.replaced(old, true).status()).isEqualTo(CardStatus.BLACKLISTED);
    assertThat(life.replaced(old, true).holder()).isEqualTo(CardHolder.NOBODY);
  }

  @Test
  void namesAnEditForTheJournal() {
    assertThat(CardLife.operation(CardEdit.windows(List.of())))
        .isEqualTo(CardOperation.CHANGE_RIGHTS);
    assertThat(CardLife.operation(Edits.paired(true))).isEqualTo(CardOperation.PAIR);
    assertThat(CardLife.operation(Edits.region("x"))).isEqualTo(CardOperation.CHANGE);
  }

  private UnaryOperator<Card> step(String operation) {
    return switch (operation) {
      case "activate" -> life::activated;
      case "suspend" -> life::suspended;
      case "resume" -> life::resumed;
      case "blacklist" -> life::blacklisted;
      case "unblacklist" -> life::unblacklisted;
      case "retire" -> life::retired;
      case "edit" -> card -> life.edited(card, Edits.region("south"));
      case "free" -> card -> life.freed(card, Duration.ofHours(1));
      case "recall" -> life::recalled;
      case "replace" ->
          card -> {
            life.successor(card(CardStatus.STOCK), card);
            return life.replaced(card, false);
          };
      default -> throw new IllegalArgumentException(operation);
    };
  }

  private static Window until(Instant finish) {
    return new Window(new ProductMask(0x11), START, finish);
  }

  private static Card card(CardStatus status) {
    return new Card(
        NetworkId.MAIN,
        new CardSerial(7),
        3,
        status,
        "north",
        new Sold(List.of(WINDOW), true, Optional.empty(), true),
        Instant.EPOCH,
        new WrappedKey(Octets.parseHex("0102")),
        HOLDER,
        START);
  }
}
