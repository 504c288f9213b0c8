package io.caskade.lib.ts.scrambling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class PayloadCipherTest {
  private record Keyed(ScramblingAlgorithm algorithm, List<Byte> controlWord) {
    PayloadCipher cipher() {
      byte[] bytes = new byte[controlWord.size()];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = controlWord.get(i);
      }
      return algorithm.cipher(bytes);
    }
  }

  @Provide
  Arbitrary<Keyed> keyed() {
    return Arbitraries.of(ScramblingAlgorithm.class)
        .flatMap(
            algorithm ->
                Combinators.combine(
                        Arbitraries.just(algorithm),
                        Arbitraries.bytes().list().ofSize(algorithm.controlWordSize()))
                    .as(Keyed::new));
  }

  @Property(tries = 2000)
  void descramblingUndoesScramblingAtEveryLengthAndTouchesNothingAround(
      @ForAll("keyed") Keyed keyed,
      @ForAll @IntRange(min = 0, max = 184) int length,
      @ForAll @IntRange(min = 0, max = 9) int offset,
      @ForAll long seed) {
    byte[] clear = new byte[offset + length + 5];
    new Random(seed).nextBytes(clear);
    byte[] work = clear.clone();

    keyed.cipher().encrypt(work, offset, length);
    byte[] scrambled = work.clone();
    keyed.cipher().decrypt(work, offset, length);

    assertThat(work).isEqualTo(clear);
    assertThat(Arrays.copyOf(scrambled, offset)).isEqualTo(Arrays.copyOf(clear, offset));
    assertThat(Arrays.copyOfRange(scrambled, offset + length, clear.length))
        .isEqualTo(Arrays.copyOfRange(clear, offset + length, clear.length));
  }

  @Property(tries = 200)
  void oneCipherServesManyPacketsWithoutCarryingAnythingOver(
      @ForAll("keyed") Keyed keyed, @ForAll @IntRange(min = 0, max = 184) int length) {
    byte[] first = new byte[length];
    byte[] second = new byte[length];
    PayloadCipher cipher = keyed.cipher();

    cipher.encrypt(first, 0, length);
    cipher.encrypt(second, 0, length);

    assertThat(second).isEqualTo(first);
  }

  @Property(tries = 50)
  void csa2LeavesLessThanABlockClear(@ForAll @IntRange(min = 0, max = 7) int length) {
    byte[] bytes = {1, 2, 3, 4, 5, 6, 7};
    ScramblingAlgorithm.CSA2.cipher(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}).encrypt(bytes, 0, length);
    assertThat(bytes).containsExactly(1, 2, 3, 4, 5, 6, 7);
  }

  @Property
  void cissaLeavesTheResidueClear(@ForAll @IntRange(min = 0, max = 184) int length) {
    byte[] bytes = new byte[length];
    ScramblingAlgorithm.CISSA.cipher(new byte[16]).encrypt(bytes, 0, length);
    for (int i = length - length % 16; i < length; i++) {
      assertThat(bytes[i]).isZero();
    }
  }

  @Property
  void aControlWordOfTheWrongLengthIsRefusedWithBothLengths(
      @ForAll ScramblingAlgorithm algorithm, @ForAll @IntRange(min = 0, max = 40) int length) {
    if (length == algorithm.controlWordSize()) {
      algorithm.cipher(new byte[length]).destroy();
      return;
    }
    assertThatThrownBy(() -> algorithm.cipher(new byte[length]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(algorithm.toString())
        .hasMessageContaining(algorithm.controlWordSize() + " bytes, not " + length);
  }

  @Property
  void aDestroyedCipherRefusesToWork(@ForAll("keyed") Keyed keyed) {
    PayloadCipher cipher = keyed.cipher();
    cipher.destroy();
    cipher.destroy();
    assertThatThrownBy(() -> cipher.encrypt(new byte[184], 0, 184))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> cipher.decrypt(new byte[184], 0, 184))
        .isInstanceOf(IllegalStateException.class);
  }

  @Example
  void entropyReductionWritesBothSums() {
    byte[] controlWord = {(byte) 0xA1, (byte) 0xB2, (byte) 0xC3, 0, 1, 2, 3, 0};
    assertThat(ControlWordEntropy.isReduced(controlWord)).isFalse();

    ControlWordEntropy.reduce(controlWord);

    assertThat(controlWord[3]).isEqualTo((byte) 0x16);
    assertThat(controlWord[7]).isEqualTo((byte) 6);
    assertThat(ControlWordEntropy.isReduced(controlWord)).isTrue();
  }
}
