package io.caskade.cards.readers;

import io.caskade.api.ecm.ControlWord;
import io.caskade.api.ecm.CryptoPeriodWord;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** The random control words of one trial; wiped at its end. */
final class Words implements AutoCloseable {
  private static final int CSA = 8;

  private final List<CryptoPeriodWord> words;

  private Words(List<CryptoPeriodWord> words) {
    this.words = words;
  }

  /**
   * @param count words of successive crypto periods
   * @param length bytes of each
   */
  static Words random(int firstPeriod, int count, int length, RandomGenerator random) {
    Supplier<ControlWord> draw = () -> draw(length, random);
    return new Words(
        IntStream.range(0, count)
            .mapToObj(n -> new CryptoPeriodWord(firstPeriod + n & 0xFFFF, draw.get()))
            .toList());
  }

  private static ControlWord draw(int length, RandomGenerator random) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    if (length == CSA) {
      // As a multiplexer sends them: each fourth byte is the sum of the three before it.
      bytes[3] = (byte) (bytes[0] + bytes[1] + bytes[2]);
      bytes[7] = (byte) (bytes[4] + bytes[5] + bytes[6]);
    }
    try {
      return new ControlWord(bytes);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  List<CryptoPeriodWord> all() {
    return words;
  }

  /** Whether a card gave just these; takes the same time wherever they differ. */
  boolean are(ControlWord odd, ControlWord even) {
    boolean same = true;
    for (CryptoPeriodWord word : words) {
      same &= word.word().equals(word.cpNumber() % 2 == 0 ? even : odd);
    }
    return same;
  }

  @Override
  public void close() {
    words.forEach(word -> word.word().destroy());
  }
}
