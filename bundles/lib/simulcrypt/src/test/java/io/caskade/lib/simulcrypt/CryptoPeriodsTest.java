package io.caskade.lib.simulcrypt;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CryptoPeriodsTest {
  @Test
  void theUsualTermsCarryThisPeriodAndTheNextAcrossTheWrap() {
    assertThat(CryptoPeriods.firstCarried(65535, 1, 2)).isEqualTo(65535);
    assertThat(CryptoPeriods.lastCarried(65535, 1)).isZero();
    assertThat(CryptoPeriods.firstCarried(0, 1, 3)).isEqualTo(65535);
    assertThat(CryptoPeriods.firstCarried(7, 0, 1)).isEqualTo(7);
    assertThat(CryptoPeriods.firstCarried(7, 1, 1)).isEqualTo(8);
  }

  @Test
  void distanceGoesTheShorterWayRound() {
    assertThat(CryptoPeriods.distance(65535, 0)).isEqualTo(1);
    assertThat(CryptoPeriods.distance(0, 65535)).isEqualTo(-1);
    assertThat(CryptoPeriods.distance(5, 5)).isZero();
    assertThat(CryptoPeriods.distance(0, 32768)).isEqualTo(-32768);
  }

  @Test
  void parityIsThatOfTheNumber() {
    assertThat(CryptoPeriods.isEven(0)).isTrue();
    assertThat(CryptoPeriods.isEven(65535)).isFalse();
  }

  @Property
  void exactlyTheCarriedPeriodsHaveAPlaceInOrder(
      @ForAll @IntRange(max = 65535) int cpNumber,
      @ForAll @IntRange(max = 255) int leadCw,
      @ForAll @IntRange(min = 1, max = 255) int cwPerMsg) {
    int first = CryptoPeriods.firstCarried(cpNumber, leadCw, cwPerMsg);
    for (int i = 0; i < cwPerMsg; i++) {
      int carried = CryptoPeriods.plus(first, i);
      assertThat(CryptoPeriods.place(cpNumber, leadCw, cwPerMsg, carried)).isEqualTo(i);
    }
    assertThat(CryptoPeriods.plus(first, cwPerMsg - 1))
        .isEqualTo(CryptoPeriods.lastCarried(cpNumber, leadCw));
    int before = CryptoPeriods.plus(first, -1);
    int after = CryptoPeriods.plus(first, cwPerMsg);
    assertThat(CryptoPeriods.place(cpNumber, leadCw, cwPerMsg, before)).isEqualTo(-1);
    assertThat(CryptoPeriods.place(cpNumber, leadCw, cwPerMsg, after)).isEqualTo(-1);
  }

  @Property
  void distanceUndoesPlus(
      @ForAll @IntRange(max = 65535) int cpNumber,
      @ForAll @IntRange(min = -32768, max = 32767) int delta) {
    assertThat(CryptoPeriods.distance(cpNumber, CryptoPeriods.plus(cpNumber, delta)))
        .isEqualTo(delta);
  }
}
