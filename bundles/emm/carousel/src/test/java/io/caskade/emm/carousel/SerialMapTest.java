package io.caskade.emm.carousel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class SerialMapTest {
  @Property(tries = 100)
  void itIsAMap(@ForAll Random random, @ForAll @IntRange(min = 1, max = 3000) int span) {
    var map = new SerialMap();
    Map<Integer, Integer> expected = new HashMap<>();
    for (int step = 0; step < 5000; step++) {
      // Multiples of a power of two meet in few slots.
      int serial = random.nextInt(span) << (random.nextInt(2) * 20);
      if (random.nextInt(step < 2500 ? 4 : 2) > 0) {
        map.put(serial, step + 1);
        expected.put(serial, step + 1);
      } else {
        map.remove(serial);
        expected.remove(serial);
      }
    }
    assertThat(map.size()).isEqualTo(expected.size());
    for (int serial = 0; serial < span; serial++) {
      assertThat(map.get(serial)).isEqualTo(expected.getOrDefault(serial, SerialMap.ABSENT));
      assertThat(map.get(serial << 20))
          .isEqualTo(expected.getOrDefault(serial << 20, SerialMap.ABSENT));
    }
  }
}
