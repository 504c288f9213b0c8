package io.caskade.emm.carousel;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.Urgency;
import java.time.Duration;
import java.time.Instant;
import java.util.AbstractList;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * What was announced in the last ten minutes, for an output that takes over from another node: that
 * one had aired most of it, but not everything, and nobody knows what. A single change overtakes
 * all the rest and waits for seconds; ten minutes also begin the repeats again that the other node
 * had still to send. Of bulk changes only so many are kept: the cycle brings the others. Four bytes
 * a card. Not synchronised.
 */
final class RecentChanges {
  static final Duration KEPT = Duration.ofMinutes(10);

  /** Cards at most; the oldest go. */
  static final int MOST = 1_000_000;

  private final Deque<Announced> announced = new ArrayDeque<>();
  private int cards;

  /** Serials are unsigned 32-bit numbers. */
  private record Announced(
      NetworkId network, int[] serials, Urgency urgency, Instant committedAt, long at) {}

  /** Takes them in again. */
  interface Queue {
    void changed(NetworkId network, List<CardSerial> serials, Urgency urgency, Instant committedAt);
  }

  /**
   * @param now monotonic nanoseconds
   */
  void add(
      NetworkId network, List<CardSerial> serials, Urgency urgency, Instant committedAt, long now) {
    int[] numbers = serials.stream().mapToInt(serial -> (int) serial.value()).toArray();
    announced.add(new Announced(network, numbers, urgency, committedAt, now));
    cards += numbers.length;
    forget(now);
  }

  /** Tells all of them, oldest first. */
  void replay(Queue queue, long now) {
    forget(now);
    for (Announced one : announced) {
      queue.changed(one.network(), serials(one.serials()), one.urgency(), one.committedAt());
    }
  }

  private void forget(long now) {
    while (!announced.isEmpty()
        && (now - announced.element().at() > KEPT.toNanos()
            || cards > MOST && announced.size() > 1)) {
      cards -= announced.remove().serials().length;
    }
  }

  private static List<CardSerial> serials(int[] numbers) {
    return new AbstractList<>() {
      @Override
      public CardSerial get(int index) {
        return new CardSerial(Integer.toUnsignedLong(numbers[index]));
      }

      @Override
      public int size() {
        return numbers.length;
      }
    };
  }
}
