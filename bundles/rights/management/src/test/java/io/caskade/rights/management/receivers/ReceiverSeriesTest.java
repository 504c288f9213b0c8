package io.caskade.rights.management.receivers;

import static io.caskade.rights.management.Bench.ADMINISTRATOR;
import static io.caskade.rights.management.Bench.caller;
import static io.caskade.rights.management.Bench.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.Caller;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.CardStatus;
import io.caskade.api.rights.Permission;
import io.caskade.api.rights.RecordFilter;
import io.caskade.api.rights.Window;
import io.caskade.api.rights.receivers.NewReceiverAccount;
import io.caskade.api.rights.receivers.NewReceiverSeries;
import io.caskade.api.rights.receivers.ReceiverAccount;
import io.caskade.api.rights.receivers.ReceiverManagement.Made;
import io.caskade.api.rights.receivers.ReceiverRules;
import io.caskade.rights.management.Bench;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Many accounts in one call, and an account whose card is sold to along with it. */
class ReceiverSeriesTest {
  private static final NetworkId MAIN = NetworkId.MAIN;
  private static final Window YEAR = Bench.window(0b11, Bench.FINISH);

  private final Bench bench = new Bench();
  private final ReceiverAccountDesk desk =
      new ReceiverAccountDesk(
          bench.presence, bench.gate, bench.records, bench.ids, bench.clock, new Random(5));

  private static NewReceiverSeries series(String pattern, int first, int count, long card) {
    return new NewReceiverSeries(
        MAIN, pattern, first, count, new CardSerial(card), List.of(YEAR), ReceiverRules.DEFAULT);
  }

  private List<ReceiverAccount> all() {
    return desk.list(ADMINISTRATOR, MAIN, RecordFilter.page(Optional.empty(), 1_000));
  }

  @Test
  void accountsCardsAndWhatIsSoldStandInOneTransaction() {
    List<Made> made = desk.addMany(ADMINISTRATOR, series("house-###", 1, 120, 500));
    assertThat(made).hasSize(120);
    assertThat(made.get(0).account().name()).isEqualTo("house-001");
    assertThat(made.get(119).account().name()).isEqualTo("house-120");
    assertThat(bench.store.transactions).containsExactly(240);
    assertThat(made.stream().map(Made::password).distinct()).hasSize(120);
    Card card = bench.card(619);
    assertThat(card.status()).isEqualTo(CardStatus.ACTIVE);
    assertThat(card.sold().windows()).containsExactly(YEAR);
    assertThat(desk.password(ADMINISTRATOR, MAIN, "house-120")).isEqualTo(made.get(119).password());
  }

  @Test
  void serialsInUseArePassedOverAlsoMoreThanAPageOfThem() {
    bench.put(
        LongStream.range(500, 1_700)
            .filter(serial -> serial != 503)
            .mapToObj(serial -> Bench.card(serial, CardStatus.STOCK))
            .toArray(Card[]::new));
    assertThat(desk.addMany(ADMINISTRATOR, series("f#", 0, 3, 500)))
        .extracting(made -> made.account().card().value())
        .containsExactly(503L, 1_700L, 1_701L);
  }

  @Test
  void theRangeOfSerialsEnds() {
    refused(
        ErrorCode.RECEIVER_INVALID,
        () -> desk.addMany(ADMINISTRATOR, series("f#", 0, 3, CardSerial.MAX - 1)));
    assertThat(all()).isEmpty();
    assertThat(desk.addMany(ADMINISTRATOR, series("f#", 0, 2, CardSerial.MAX - 1))).hasSize(2);
    assertThat(desk.addMany(ADMINISTRATOR, series("g#", 0, 1, 0)).get(0).account().card())
        .isEqualTo(new CardSerial(0));
  }

  /** All of them or none: half a house is nothing to clean up after. */
  @Test
  void aNameThatIsTakenKeepsAllOut() {
    desk.addMany(ADMINISTRATOR, series("house-##", 7, 1, 500));
    assertThatExceptionOfType(CaskadeException.class)
        .isThrownBy(() -> desk.addMany(ADMINISTRATOR, series("house-##", 1, 9, 600)))
        .withMessageContaining("house-07")
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.RECEIVER_EXISTS));
    assertThat(all()).hasSize(1);
    assertThat(bench.store.card(MAIN, new CardSerial(600))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "house,1,1",
    "ho#se-#,1,1",
    "HOUSE-#,1,1",
    "a-very-long-house-####,1,1",
    "h-#,1,10",
    "h-#,-1,1",
    "h-#,0,0",
    "h-####,0,1001",
    "h-#######,0,1"
  })
  void whatMakesNoNamesIsRefused(String pattern, int first, int count) {
    refused(
        ErrorCode.RECEIVER_INVALID,
        () -> desk.addMany(ADMINISTRATOR, series(pattern, first, count, 500)));
  }

  @Test
  void aRequestThatIsSentAgainChangesNothing() {
    Caller again = ADMINISTRATOR.withRequest(UUID.randomUUID());
    List<Made> made = desk.addMany(again, series("f#", 1, 4, 500));
    assertThat(desk.addMany(again, series("f#", 1, 4, 500))).isEqualTo(made);
    assertThat(all()).hasSize(4);
  }

  @Test
  void sellingNeedsTheRightToSell() {
    refused(
        ErrorCode.FORBIDDEN,
        () -> desk.addMany(caller(Permission.RECEIVERS_WRITE), series("f#", 1, 1, 500)));
    refused(
        ErrorCode.FORBIDDEN,
        () -> desk.addMany(caller(Permission.CARDS_SELL), series("f#", 1, 1, 500)));
  }

  private static NewReceiverAccount with(List<Window> sold, boolean makesCard, boolean enabled) {
    return new NewReceiverAccount(
        MAIN,
        "ann",
        new CardSerial(7),
        makesCard,
        sold,
        Optional.empty(),
        ReceiverRules.DEFAULT,
        enabled);
  }

  @Test
  void oneAccountIsAddedSwitchedOffAndItsCardSoldTo() {
    Made made = desk.add(ADMINISTRATOR, with(List.of(YEAR), true, false));
    assertThat(made.account().enabled()).isFalse();
    assertThat(bench.card(7).sold().windows()).containsExactly(YEAR);
    assertThat(bench.store.transactions).containsExactly(2);
  }

  @Test
  void whatIsSoldToACardThatIsThereStandsOnTheCard() {
    bench.put(Bench.card(7, CardStatus.ACTIVE));
    refused(
        ErrorCode.RECEIVER_INVALID,
        () -> desk.add(ADMINISTRATOR, with(List.of(YEAR), false, true)));
    Window backwards = new Window(YEAR.products(), YEAR.finish(), YEAR.start());
    refused(
        ErrorCode.WINDOW_INVALID,
        () -> desk.add(ADMINISTRATOR, with(List.of(backwards), true, true)));
  }
}
