package io.caskade.ops.airwatch.watch;

import io.caskade.api.ecm.ControlWord;
import io.caskade.lib.ts.scrambling.ControlWordEntropy;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/** Control words of a mux, made when they are first asked for. */
final class ServiceWords {
  private record Place(int service, long cp) {}

  private final Map<Place, byte[]> words = new HashMap<>();
  private final Random random;

  ServiceWords(Random random) {
    this.random = random;
  }

  ControlWord word(int service, long cp) {
    return new ControlWord(bytes(service, cp));
  }

  byte[] bytes(int service, long cp) {
    return words.computeIfAbsent(
        new Place(service, cp),
        place -> {
          byte[] fresh = new byte[8];
          random.nextBytes(fresh);
          ControlWordEntropy.reduce(fresh);
          return fresh;
        });
  }
}
