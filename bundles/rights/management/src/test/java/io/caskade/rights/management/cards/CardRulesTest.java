package io.caskade.rights.management.cards;

import static io.caskade.rights.management.TestDesk.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.Network;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.ProductMask;
import io.caskade.api.rights.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CardRulesTest {
  private static final CardSerial SERIAL = new CardSerial(2_100_000_004L);
  private static final Network NETWORK =
      new Network(
          NetworkId.MAIN, 0x0B00, "tvcas3", ZoneId.of("Europe/Moscow"), ZoneId.of("Europe/Riga"));

  @ParameterizedTest
  @CsvSource({
    "1989-12-31T21:59:59Z, 2026-01-01T00:00:00Z, DATE_OUT_OF_RANGE",
    "2026-01-01T00:00:00Z, 2069-12-31T21:00:00Z, DATE_OUT_OF_RANGE",
    "-1000000000-01-01T00:00:00Z, 2026-01-01T00:00:00Z, DATE_OUT_OF_RANGE",
    "2026-01-01T00:00:00Z, +1000000000-12-31T23:59:59Z, DATE_OUT_OF_RANGE",
    "2026-01-01T00:00:00.5Z, 2026-02-01T00:00:00Z, DATE_OUT_OF_RANGE",
    "2026-02-01T00:00:01Z, 2026-02-01T00:00:00Z, WINDOW_INVALID"
  })
  void refusesWindowsThatCannotBeToldToACard(Instant start, Instant finish, ErrorCode code) {
    refused(code, () -> require(new Window(ProductMask.NONE, start, finish)));
  }

  @Test
  void takesTheFirstAndTheLastSecondThatACardKnowsInBothZones() {
    // In winter Moscow is three hours ahead of UTC, Riga two (in 1989: three).
    assertThatCode(() -> require(window(1, "1989-12-31T22:00:00Z", "2069-12-31T20:59:59Z")))
        .doesNotThrowAnyException();
    assertThatCode(() -> require(window(1, "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z")))
        .doesNotThrowAnyException();
  }

  @Test
  void leavesRoomForTheGraceBehindSeveralWindows() {
    Window last = window(1, "2069-01-01T00:00:00Z", "2069-12-15T00:00:00Z");
    assertThatCode(() -> require(last)).doesNotThrowAnyException();
    refused(
        ErrorCode.DATE_OUT_OF_RANGE,
        () -> require(last, window(2, "2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z")));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 2026-01-31T23:59:59Z, 1, 2026-02-01T00:00:00Z, true",
    "1, 2026-02-01T00:00:00Z, 1, 2026-02-01T00:00:00Z, true",
    "1, 2026-02-01T00:00:01Z, 1, 2026-02-01T00:00:00Z, false",
    "3, 2026-02-05T00:00:00Z, 6, 2026-02-01T00:00:00Z, false",
    "1, 2026-02-05T00:00:00Z, 2, 2026-02-01T00:00:00Z, true",
    "0, 2026-02-05T00:00:00Z, 0, 2026-02-01T00:00:00Z, true"
  })
  void keepsTheWindowsOfAProductApart(
      int mask, String finish, int other, String start, boolean apart) {
    Window one = window(mask, "2026-01-01T00:00:00Z", finish);
    Window next = window(other, start, "2026-03-01T00:00:00Z");
    if (apart) {
      require(one, next);
      require(next, one);
    } else {
      assertThat(refused(ErrorCode.FIELD_INVALID, () -> require(one, next)))
          .hasMessageContaining("windows");
      refused(ErrorCode.FIELD_INVALID, () -> require(next, one));
    }
  }

  @Test
  void takesSixtyFourWindowsAndCountsThoseOfTheSameTimeOnce() {
    var windows = new ArrayList<Window>();
    Instant start = Instant.parse("2026-01-01T00:00:00Z");
    for (int i = 0; i < 64; i++) {
      Window window =
          new Window(
              new ProductMask(1),
              start.plus(Duration.ofDays(i)),
              start.plus(Duration.ofDays(i + 1)).minusSeconds(1));
      windows.add(window);
      windows.add(new Window(new ProductMask(2), window.start(), window.finish()));
    }
    CardRules.requireWindows(NETWORK, SERIAL, windows);
    windows.add(window(1, "2027-01-01T00:00:00Z", "2027-01-02T00:00:00Z"));
    refused(ErrorCode.FIELD_INVALID, () -> CardRules.requireWindows(NETWORK, SERIAL, windows));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"North", "north east", "a/b", "aaaaaaaaaabbbbbbbbbbccccccccccddd", "регион"})
  void refusesRegionsOfAnotherForm(String region) {
    refused(ErrorCode.REGION_INVALID, () -> CardRules.requireRegion(region));
  }

  @Test
  void takesAReasonOfOneLine() {
    CardRules.requireReason("x");
    CardRules.requireReason("я".repeat(190));
    for (String bad : List.of("", "  ", "x".repeat(191), "two\nlines")) {
      refused(ErrorCode.FIELD_INVALID, () -> CardRules.requireReason(bad));
    }
  }

  @Test
  void freesACardForOneHourToThirtyDays() {
    CardRules.requireFree(Duration.ofHours(1));
    CardRules.requireFree(Duration.ofDays(30));
    for (Duration bad :
        List.of(
            Duration.ofHours(1).minusSeconds(1),
            Duration.ofDays(30).plusSeconds(1),
            Duration.ofDays(-1))) {
      refused(ErrorCode.FIELD_INVALID, () -> CardRules.requireFree(bad));
    }
  }

  private static Window window(int mask, String start, String finish) {
    return new Window(new ProductMask(mask), Instant.parse(start), Instant.parse(finish));
  }

  private static void require(Window... windows) {
    CardRules.requireWindows(NETWORK, SERIAL, List.of(windows));
  }
}
