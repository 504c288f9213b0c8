package io.caskade.tools.bench.soak;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Collectors of the JVM. Each is told to a head-end that is set to G1 by its own start script. */
enum Collector {
  /** As the distribution sets it. */
  DISTRIBUTED(""),
  G1("-XX:MaxGCPauseMillis=200"),
  G1_TUNED("-XX:MaxGCPauseMillis=20"),
  PARALLEL("-XX:-UseG1GC -XX:+UseParallelGC"),
  SERIAL("-XX:-UseG1GC -XX:+UseSerialGC"),
  ZGC("-XX:-UseG1GC -XX:+UseZGC"),
  SHENANDOAH("-XX:-UseG1GC -XX:+UseShenandoahGC");

  private final String options;

  Collector(String options) {
    this.options = options;
  }

  /** Options of the JVM after those of the distribution. */
  String options() {
    return options;
  }

  /** Word that chooses it. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Those of the words.
   *
   * @throws IllegalArgumentException naming what is known
   */
  static List<Collector> of(String words) {
    return Arrays.stream(words.split(",", -1)).map(Collector::one).toList();
  }

  private static Collector one(String word) {
    return Arrays.stream(values())
        .filter(collector -> collector.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no collector "
                        + word
                        + "; known are "
                        + Arrays.stream(values()).map(Collector::word).toList()));
  }
}
