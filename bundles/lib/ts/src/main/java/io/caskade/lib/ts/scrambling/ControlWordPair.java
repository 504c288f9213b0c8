package io.caskade.lib.ts.scrambling;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The even and the odd control word of one scrambled service, each behind its cipher. */
final class ControlWordPair {
  private final ScramblingAlgorithm algorithm;
  private final Map<Parity, PayloadCipher> ciphers = new EnumMap<>(Parity.class);

  ControlWordPair(ScramblingAlgorithm algorithm) {
    this.algorithm = algorithm;
  }

  ScramblingAlgorithm algorithm() {
    return algorithm;
  }

  void install(Parity parity, byte[] controlWord) {
    PayloadCipher fresh = algorithm.cipher(controlWord);
    PayloadCipher old = ciphers.put(parity, fresh);
    if (old != null) {
      old.destroy();
    }
  }

  void remove(Parity parity) {
    PayloadCipher old = ciphers.remove(parity);
    if (old != null) {
      old.destroy();
    }
  }

  @Nullable PayloadCipher cipher(Parity parity) {
    return ciphers.get(parity);
  }

  void destroy() {
    for (Parity parity : Parity.values()) {
      remove(parity);
    }
  }
}
