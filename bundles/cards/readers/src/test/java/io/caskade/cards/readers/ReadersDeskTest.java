package io.caskade.cards.readers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.Octets;
import io.caskade.api.base.ProductMask;
import io.caskade.api.cards.CardSheet;
import io.caskade.api.cards.CardSheet.Counters;
import io.caskade.api.cards.CardSheet.Subscription;
import io.caskade.api.cards.ReaderId;
import io.caskade.api.cards.ReaderState;
import io.caskade.api.cards.ReaderStatus;
import io.caskade.api.cards.SampleReader;
import io.caskade.lib.backoff.ExponentialBackoff;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReadersDeskTest {
  private static final ReaderId NORTH = new ReaderId("sample", "north");
  private static final ReaderId SOUTH = new ReaderId("sample", "south");
  private static final Pace QUICK =
      new Pace(
          Duration.ofMillis(5),
          new ExponentialBackoff(Duration.ofMillis(5), Duration.ofMillis(20), 0),
          Duration.ofSeconds(10),
          Duration.ofSeconds(20));

  private final Set<String> shown = ConcurrentHashMap.newKeySet();
  private final ReadersDesk desk =
      new ReadersDesk(
          QUICK, () -> Instant.EPOCH, new Random(1), this::listing, new EcmMaker(new Random(1)));
  private final SampleReader north = new SampleReader("north");
  private final SampleReader south = new SampleReader("south");

  private Listing listing(Reader reader) {
    String name = reader.book().id().name();
    return new Listing() {
      @Override
      public void show() {
        shown.add(name);
      }

      @Override
      public void hide() {
        shown.remove(name);
      }
    };
  }

  @AfterEach
  void end() {
    desk.close();
    assertThat(shown).isEmpty();
    Eventually.noThread("caskade-reader-");
  }

  private Map<String, ReaderState> states() {
    return desk.list().stream().collect(Collectors.toMap(ReaderStatus::name, ReaderStatus::state));
  }

  private ErrorCode refusalOfRead(String reader) {
    CaskadeException refusal =
        catchThrowableOfType(CaskadeException.class, () -> desk.read(reader));
    assertThat(refusal).isNotNull();
    return refusal.code();
  }

  @Test
  void aConfiguredReaderIsThereWithOrWithoutItsDriver() {
    desk.configure(List.of(NORTH));
    assertThat(states()).isEqualTo(Map.of("north", ReaderState.NO_DRIVER));
    assertThat(shown).containsExactly("north");
    assertThat(refusalOfRead("north")).isEqualTo(ErrorCode.READER_NO_DRIVER);

    desk.bind(NORTH, north);
    Eventually.is(Map.of("north", ReaderState.EMPTY), this::states);
    desk.unbind(NORTH, north);
    assertThat(states()).isEqualTo(Map.of("north", ReaderState.NO_DRIVER));
    desk.bind(NORTH, north);
    Eventually.is(Map.of("north", ReaderState.EMPTY), this::states);

    desk.configure(List.of());
    assertThat(states()).as("its driver is still there").hasSize(1);
    desk.unbind(NORTH, north);
    assertThat(states()).isEmpty();
    assertThat(shown).isEmpty();
    assertThat(refusalOfRead("north")).isEqualTo(ErrorCode.READER_UNKNOWN);
  }

  @Test
  void aDriverThatComesBeforeItsConfigurationIsServed() {
    desk.bind(NORTH, north);
    Eventually.is(Map.of("north", ReaderState.EMPTY), this::states);
    desk.configure(List.of(NORTH));
    assertThat(states()).isEqualTo(Map.of("north", ReaderState.EMPTY));
    desk.unbind(NORTH, north);
    assertThat(states()).isEqualTo(Map.of("north", ReaderState.NO_DRIVER));
  }

  @Test
  void aReaderOfAnotherDriverTakesThePlaceOfItsNamesake() {
    ReaderId other = new ReaderId("other", "north");
    desk.configure(List.of(NORTH));
    desk.bind(NORTH, north);
    Eventually.is(Map.of("north", ReaderState.EMPTY), this::states);
    desk.bind(other, south);
    assertThat(south.connects()).isZero();

    desk.configure(List.of(other));
    assertThat(desk.list()).extracting(ReaderStatus::driver).containsExactly("other");
    Eventually.is(Map.of("north", ReaderState.EMPTY), this::states);
    assertThat(north.connected()).isFalse();

    desk.configure(List.of(other, NORTH));
    assertThat(desk.list())
        .as("the first counts")
        .extracting(ReaderStatus::driver)
        .containsExactly("other");
  }

  @Test
  void aBusyReaderHoldsNoOtherUp() throws Exception {
    north.insert(SampleReader.OWN, new PlayedCard());
    south.insert(SampleReader.OWN, new PlayedCard());
    desk.configure(List.of(NORTH, SOUTH));
    desk.bind(NORTH, north);
    desk.bind(SOUTH, south);
    Eventually.is(Map.of("north", ReaderState.READY, "south", ReaderState.READY), this::states);

    north.stall();
    Asking slow = Asking.of(() -> desk.read("north"));
    north.awaitStalled();
    for (int time = 0; time < 20; time++) {
      assertThat(desk.read("south").serial()).isEqualTo(new CardSerial(2_100_000_004L));
    }
    assertThat(states()).containsEntry("north", ReaderState.BUSY);

    // The driver of the idle one is exchanged meanwhile.
    desk.unbind(SOUTH, south);
    desk.bind(SOUTH, south);
    assertThat(desk.read("south").serial()).isEqualTo(new CardSerial(2_100_000_004L));
    assertThat(slow.isDone()).isFalse();
    north.answerAgain();
    assertThat(slow.outcome()).isInstanceOf(CardSheet.class);
  }

  @Test
  void theSheetSaysWhatTheCardSays() {
    north.insert(SampleReader.OWN, new PlayedCard());
    desk.bind(NORTH, north);
    CardSheet sheet = desk.read("north");
    assertThat(sheet)
        .isEqualTo(
            new CardSheet(
                SampleReader.OWN,
                new CardSerial(2_100_000_004L),
                0x0B00,
                64,
                2,
                Octets.parseHex("05CD8B"),
                List.of(
                    new Subscription(
                        "TVCAS.COM",
                        Optional.of(LocalDate.of(2020, 4, 12)),
                        Optional.of(LocalDate.of(2020, 5, 12)),
                        ProductMask.parse("00000001"))),
                false,
                false,
                Optional.of(new Counters(0, 10))));
    assertThat(desk.list())
        .extracting(ReaderStatus::serial)
        .containsExactly(Optional.of(new CardSerial(2_100_000_004L)));
  }

  @Test
  void pairingAndBlockingStandInTheName() {
    String record =
        "322F1010010F%s30026C0430026C05200400000001" + "30026C0430026C0520040100000A9000";
    PlayedCard card = new PlayedCard();
    north.insert(SampleReader.OWN, card);
    desk.bind(NORTH, north);

    card.saying("DDCA000031", record.formatted(hex("TVCAS.COM     +")));
    assertThat(desk.read("north").paired()).isTrue();
    assertThat(desk.read("north").subscriptions().get(0).name()).isEqualTo("TVCAS.COM");
    assertThat(desk.read("north").counters()).contains(new Counters(1, 10));

    card.saying("DDCA000031", record.formatted(hex("CARD BLOCKED   ")));
    assertThat(desk.read("north").blocked()).isTrue();
    assertThat(desk.read("north").paired()).isFalse();
  }

  private static String hex(String text) {
    return Octets.of(text.getBytes(StandardCharsets.US_ASCII)).hex();
  }

  @Test
  void answersThatAreNoneHaveAName() {
    PlayedCard card = new PlayedCard();
    north.insert(SampleReader.OWN, card);
    desk.bind(NORTH, north);
    card.saying("DD26000003100140", "6E00");
    assertThat(refusalOfRead("north")).isEqualTo(ErrorCode.CARD_STATUS);
    card.saying("DD26000003100140", "9811").saying("DDCA000011", "20FF9000");
    assertThat(refusalOfRead("north")).isEqualTo(ErrorCode.CARD_ANSWER_INVALID);
    assertThat(desk.list().get(0).lastError().orElseThrow().code())
        .isEqualTo(ErrorCode.CARD_ANSWER_INVALID);
  }

  @Test
  void withoutIssuerThereIsNoTrial() {
    north.insert(SampleReader.OWN, new PlayedCard());
    desk.bind(NORTH, north);
    CaskadeException refusal =
        catchThrowableOfType(
            CaskadeException.class,
            () -> desk.tryEcm("north", NetworkId.MAIN, ProductMask.parse("00000001")));
    assertThat(refusal.code()).isEqualTo(ErrorCode.PART_MISSING);
  }
}
