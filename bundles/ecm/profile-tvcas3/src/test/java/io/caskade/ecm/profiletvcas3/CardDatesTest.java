package io.caskade.ecm.profiletvcas3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.ecm.CardCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CardDatesTest {
  private static final String[] ZONES = {
    "UTC",
    "Europe/Moscow",
    "Europe/Berlin",
    "America/New_York",
    "Asia/Kolkata",
    "Pacific/Apia",
    "Australia/Lord_Howe",
    "Africa/Casablanca",
    "+05:30"
  };

  static Stream<JsonNode> dates() {
    return Vectors.list("slydate.json", "dates");
  }

  static Stream<JsonNode> zoned() {
    return Vectors.list("slydate.json", "zoned");
  }

  static Stream<JsonNode> outOfRange() {
    return Vectors.list("slydate.json", "out_of_range");
  }

  @ParameterizedTest
  @MethodSource("dates")
  void aDayIsEncodedAsTheOriginalDoes(JsonNode vector) {
    assertThat(CardDates.encoded(LocalDate.parse(vector.get("date").asText())))
        .isEqualTo(vector.get("value").asInt());
  }

  @ParameterizedTest
  @MethodSource("zoned")
  void aUnixTimeGivesTheDayOfTheOriginal(JsonNode vector) {
    CardDates dates = new CardDates(Vectors.calendar(vector));
    assertThat(String.format("%04X", dates.date(vector.get("unix").asLong())))
        .isEqualTo(vector.get("hex").asText());
  }

  @ParameterizedTest
  @MethodSource("outOfRange")
  void whatOverflowedInTheOriginalIsRefused(JsonNode vector) {
    CardDates dates = new CardDates(own("UTC", Instant.EPOCH));
    LocalDate day = LocalDate.parse(vector.get("date").asText());
    assertRefused(dates, day.atStartOfDay(ZoneOffset.UTC).toEpochSecond());
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTC", "Europe/Moscow", "America/New_York", "Pacific/Apia"})
  void theRangeEndsAtLocalMidnight(String zone) {
    ZoneId id = ZoneId.of(zone);
    CardDates dates = new CardDates(own(zone, Instant.parse("2026-11-21T00:00:00Z")));
    long first = LocalDate.of(1990, 1, 1).atStartOfDay(id).toEpochSecond();
    long after = LocalDate.of(2070, 1, 1).atStartOfDay(id).toEpochSecond();
    assertThat(dates.date(first)).isEqualTo(0x0101);
    assertRefused(dates, first - 1);
    assertThat(dates.date(after - 1)).isEqualTo(0xFF9C);
    assertRefused(dates, after);
  }

  @Property(tries = 20_000)
  void aDateIsThatOfTheZonesOwnRules(
      @ForAll @LongRange(min = 631_324_800L, max = 3_155_500_000L) long unixTime,
      @ForAll @IntRange(max = 8) int zone) {
    ZoneId id = ZoneId.of(ZONES[zone]);
    CardDates dates = new CardDates(own(ZONES[zone], Instant.ofEpochSecond(unixTime)));
    LocalDate day = LocalDate.ofInstant(Instant.ofEpochSecond(unixTime), id);
    assertThat(dates.date(unixTime)).isEqualTo(CardDates.encoded(day));
  }

  @Property
  void twoDaysNeverShareADate(
      @ForAll @IntRange(max = 29_218) int one, @ForAll @IntRange(max = 29_218) int other) {
    Assume.that(one != other);
    LocalDate first = LocalDate.of(1990, 1, 1);
    assertThat(CardDates.encoded(first.plusDays(one)))
        .isNotEqualTo(CardDates.encoded(first.plusDays(other)))
        .isBetween(0, 0xFFFF);
  }

  /** A panel in the zone of its interpreter: the two offsets cancel out. */
  private static CardCalendar own(String zone, Instant now) {
    ZoneOffset offset = ZoneId.of(zone).getRules().getOffset(now);
    return new CardCalendar(offset, ZoneId.of(zone), offset);
  }

  private static void assertRefused(CardDates dates, long unixTime) {
    CaskadeException refusal =
        catchThrowableOfType(CaskadeException.class, () -> dates.date(unixTime));
    assertThat(refusal).as("refusal").isNotNull();
    assertThat(refusal.code()).isEqualTo(ErrorCode.DATE_OUT_OF_RANGE);
  }
}
