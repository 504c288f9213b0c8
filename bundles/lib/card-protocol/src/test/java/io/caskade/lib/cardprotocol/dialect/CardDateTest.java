package io.caskade.lib.cardprotocol.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CardDateTest {
  @ParameterizedTest
  @CsvSource({
    "1990-01-01, 0101",
    "2020-04-12, 6C04",
    "2019-09-10, 4A99",
    "2069-12-31, FF9C",
    "2000-02-29, 3D02"
  })
  void daysOfTheReference(LocalDate day, String value) {
    CardDate date = new CardDate(Integer.parseInt(value, 16));
    assertThat(CardDate.of(day)).isEqualTo(date);
    assertThat(date.day()).contains(day);
  }

  @ParameterizedTest
  @CsvSource({"0000", "0100", "010D", "0001", "1E02", "01A1", "FFFF"})
  void whatIsNoDayIsNone(String value) {
    assertThat(new CardDate(Integer.parseInt(value, 16)).day()).isEmpty();
  }

  @Test
  void daysOutsideTheRangeAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> CardDate.of(LocalDate.of(1989, 12, 31)));
    assertThatIllegalArgumentException().isThrownBy(() -> CardDate.of(LocalDate.of(2070, 1, 1)));
    assertThatIllegalArgumentException().isThrownBy(() -> new CardDate(0x10000));
  }

  @Property
  void everyDayGoesThereAndBack(@ForAll @IntRange(min = 0, max = 29_219) int days) {
    LocalDate day = LocalDate.of(1990, 1, 1).plusDays(days);
    assertThat(CardDate.of(day).day()).contains(day);
  }
}
