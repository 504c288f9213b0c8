package io.caskade.api.rights.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.ProductMask;
import io.caskade.api.rights.CardHolder;
import io.caskade.api.rights.CardStatus;
import io.caskade.api.rights.Sold;
import io.caskade.api.rights.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CardStateTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant FINISH = Instant.parse("2026-12-31T23:59:59Z");

  @Test
  void hasTheFormThatIsDocumented() {
    var state =
        new CardState(
            2,
            CardStatus.ACTIVE,
            "north",
            new Sold(
                List.of(new Window(new ProductMask(0x11), START, FINISH)),
                true,
                Optional.of(Instant.parse("2026-03-01T00:00:00Z")),
                false),
            FINISH,
            new CardHolder(
                Optional.of("17"), Optional.of("A1"), Optional.of(new CardSerial(2_100_000_000L))));
    assertThat(state.toJson())
        .isEqualTo(
            "{\"version\":2,\"status\":\"ACTIVE\",\"region\":\"north\","
                + "\"windows\":[\"00000011/2026-01-01T00:00:00Z/2026-12-31T23:59:59Z\"],"
                + "\"paired\":true,\"freeUntil\":\"2026-03-01T00:00:00Z\",\"protected\":false,"
                + "\"latestFinish\":\"2026-12-31T23:59:59Z\",\"subscriber\":\"17\","
                + "\"setTopBox\":\"A1\",\"parent\":2100000000}");
    assertThat(CardState.parse(state.toJson())).isEqualTo(state);
  }

  @Property
  void readsWhatItWrote(
      @ForAll @LongRange(min = 1) long version,
      @ForAll CardStatus status,
      @ForAll @Size(max = 64) List<@IntRange(max = 2_000_000_000) Integer> windows,
      @ForAll boolean paired,
      @ForAll @LongRange(max = 0xFFFF_FFFFL) long free,
      @ForAll @StringLength(max = 64) String region,
      @ForAll Optional<@StringLength(max = 64) String> holder,
      @ForAll Optional<@LongRange(max = 0xFFFF_FFFFL) Long> parent) {
    var sold = new ArrayList<Window>();
    for (int start : windows) {
      sold.add(
          new Window(
              new ProductMask(start),
              Instant.ofEpochSecond(start),
              Instant.ofEpochSecond(start * 2L)));
    }
    var state =
        new CardState(
            version,
            status,
            region,
            new Sold(sold, paired, Optional.of(Instant.ofEpochSecond(free)), !paired),
            Instant.ofEpochSecond(free),
            new CardHolder(holder, holder, parent.map(CardSerial::new)));
    assertThat(CardState.parse(state.toJson())).isEqualTo(state);
    assertThat(state.toJson()).doesNotContain("\n");
  }

  @Test
  void fitsIntoTheColumnHoweverMuchWasSold() {
    var windows = new ArrayList<Window>();
    for (int i = 0; i < Sold.MAX_WINDOWS; i++) {
      windows.add(new Window(new ProductMask(-1), START.plusSeconds(i), FINISH));
    }
    var state =
        new CardState(
            Long.MAX_VALUE,
            CardStatus.BLACKLISTED,
            "r".repeat(32),
            new Sold(windows, false, Optional.of(FINISH), false),
            FINISH,
            new CardHolder(
                Optional.of("s".repeat(64)),
                Optional.of("b".repeat(64)),
                Optional.of(new CardSerial(CardSerial.MAX))));
    assertThat(state.toJson().length()).isLessThanOrEqualTo(4_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "{\"needed\":\"cards-sell\"}",
        "[1]",
        "{\"version\":1",
        "{\"version\":1}x",
        "{\"version\":1,\"version\":2}",
        "{\"version\":\"1\"}",
        "{\"a\":\"\\q\"}",
        "{\"a\":\"\\u12",
        "{\"a\":{}}"
      })
  void refusesWhatIsNoState(String text) {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> CardState.parse(text))
        .withMessageContaining("not the state of a card");
    assertThat(CardState.read(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"00000011", "00000011/2026-01-01T00:00:00Z", "x/y/z"})
  void refusesAWindowOfAnotherForm(String window) {
    String json =
        "{\"version\":1,\"status\":\"ACTIVE\",\"region\":\"\",\"windows\":[\""
            + window
            + "\"],"
            + "\"paired\":true,\"protected\":true,\"latestFinish\":\"1970-01-01T00:00:00Z\"}";
    assertThat(CardState.read(json)).isEmpty();
    assertThat(CardState.read(json.replace("\"" + window + "\"", " "))).isPresent();
  }
}
