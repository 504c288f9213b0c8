package io.caskade.tools.simulator.scs;

import io.caskade.api.ecm.ControlWord;
import io.caskade.lib.simulcrypt.CryptoPeriods;
import io.caskade.lib.ts.scrambling.ControlWordEntropy;
import io.caskade.lib.ts.scrambling.ScramblingAlgorithm;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * The words of the crypto periods at hand. CSA2 words are made with reduced entropy, so that the
 * ECM carries what the scrambler uses. Confined to a thread.
 */
final class ControlWords {
  private final ScramblingAlgorithm algorithm;
  private final RandomGenerator random;
  private final Map<Integer, ControlWord> words = new HashMap<>();

  /**
   * @param random cryptographic, except in tests
   */
  ControlWords(ScramblingAlgorithm algorithm, RandomGenerator random) {
    this.algorithm = algorithm;
    this.random = random;
  }

  /** A copy of the word of a period, made when it is asked for first; the caller wipes it. */
  byte[] copyOf(int cpNumber) {
    ControlWord word = words.computeIfAbsent(cpNumber, n -> make());
    byte[] copy = new byte[word.length()];
    word.copyTo(copy, 0);
    return copy;
  }

  private ControlWord make() {
    byte[] bytes = new byte[algorithm.controlWordSize()];
    random.nextBytes(bytes);
    if (algorithm == ScramblingAlgorithm.CSA2) {
      ControlWordEntropy.reduce(bytes);
    }
    try {
      return new ControlWord(bytes);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  /** Forgets what lies more than one period before {@code cpNumber}. */
  void forgetBefore(int cpNumber) {
    words
        .entrySet()
        .removeIf(
            entry -> {
              boolean old = CryptoPeriods.distance(cpNumber, entry.getKey()) < -1;
              if (old) {
                entry.getValue().destroy();
              }
              return old;
            });
  }

  void destroy() {
    words.values().forEach(ControlWord::destroy);
    words.clear();
  }
}
