package io.caskade.keys.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ShamirTest {
  @Property(tries = 200)
  void anyThresholdOfTheSharesBringTheSecretBack(
      @ForAll @Size(32) byte[] secret,
      @ForAll @IntRange(min = 2, max = 16) int shares,
      @ForAll long seed) {
    var random = new SplittableRandom(seed);
    int threshold = random.nextInt(2, shares + 1);
    List<Shamir.Point> points = new ArrayList<>(Shamir.cut(secret, threshold, shares, random));
    Collections.shuffle(points, new Random(seed));
    assertThat(Shamir.join(points.subList(0, threshold))).isEqualTo(secret);
    assertThat(Shamir.join(points)).isEqualTo(secret);
  }

  /** One share short, every secret is equally likely: each value of a byte comes up. */
  @Test
  void fewerSharesTellNothing() {
    var random = new SplittableRandom(7);
    var guesses = new boolean[256];
    for (int i = 0; i < 4_000; i++) {
      List<Shamir.Point> points = Shamir.cut(new byte[] {0x42}, 3, 5, random);
      guesses[Shamir.join(points.subList(0, 2))[0] & 0xFF] = true;
    }
    assertThat(guesses).doesNotContain(false);
  }

  /** Against multiplication of polynomials over GF(2) and division by the modulus. */
  @Test
  void multipliesAsTheField() {
    for (int a = 0; a < 256; a++) {
      for (int b = 0; b < 256; b++) {
        assertThat(Shamir.multiply(a, b)).isEqualTo(slowProduct(a, b));
      }
    }
  }

  private static int slowProduct(int a, int b) {
    BigInteger product = BigInteger.ZERO;
    for (int bit = 0; bit < 8; bit++) {
      if ((b >> bit & 1) == 1) {
        product = product.xor(BigInteger.valueOf(a).shiftLeft(bit));
      }
    }
    for (int bit = 15; bit >= 8; bit--) {
      if (product.testBit(bit)) {
        product = product.xor(BigInteger.valueOf(0x11B).shiftLeft(bit - 8));
      }
    }
    return product.intValueExact();
  }
}
