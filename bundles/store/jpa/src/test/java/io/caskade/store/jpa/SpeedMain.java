package io.caskade.store.jpa;

import java.nio.file.Path;
import java.util.UUID;

/** Prints how fast bulk jobs are; run by hand, asserts nothing. */
final class SpeedMain {
  private SpeedMain() {}

  public static void main(String[] arguments) throws Exception {
    if (arguments.length > 0) {
      try (var server = new MariaDbServer(Path.of(arguments[0]));
          var rig = new Rig(server.url(), "root", "")) {
        measure("MariaDB", rig);
      }
    } else {
      try (var rig = new Rig("jdbc:h2:file:/tmp/speed/" + UUID.randomUUID(), "sa", "")) {
        measure("H2 file", rig);
      }
    }
  }

  private static void measure(String name, Rig rig) {
    int chunk = 2_000;
    for (int round = 0; round < 4; round++) {
      long added = 0;
      int cards = 100_000;
      for (int from = 0; from < cards; from += chunk) {
        var adds = Cards.adds(round * 1_000_000L + from, chunk);
        long start = System.nanoTime();
        rig.store().apply(adds);
        added += System.nanoTime() - start;
      }
      long start = System.nanoTime();
      int sealed = rig.settle();
      long sealing = System.nanoTime() - start;
      start = System.nanoTime();
      rig.store().readAll(card -> {});
      long reading = System.nanoTime() - start;
      System.out.printf(
          "%s: add %,d/s, seal %,d/s, read %,d/s%n",
          name,
          cards * 1_000_000_000L / added,
          sealed * 1_000_000_000L / sealing,
          (round + 1) * (long) cards * 1_000_000_000L / reading);
    }
  }
}
