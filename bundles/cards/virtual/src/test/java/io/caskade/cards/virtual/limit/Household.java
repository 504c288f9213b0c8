package io.caskade.cards.virtual.limit;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;

/**
 * Tuners that share a card, second by second: each asks for the ECM that is on air when it comes to
 * a service, and then for each new one, as set-top boxes do (tvcas3, chapter 6.7).
 */
final class Household {
  private static final long BEGIN = 1_700_000_000L;
  private static final long MIX = 0x9E3779B97F4A7C15L;

  private final ServiceLimit limit;
  private final IntUnaryOperator period;
  private final IntUnaryOperator phase;
  private final List<Tuner> tuners = new ArrayList<>();
  private IntPredicate arrives = service -> true;
  private long second = BEGIN;
  long asked;
  long refused;

  /** No service. */
  static final int OFF = -1;

  /** What a tuner does. */
  interface Habit {
    /** The service to watch in this second, {@link Household#OFF} for none. */
    int service(long second);
  }

  private static final class Tuner {
    final Habit habit;

    /** Seconds by which what it plays is old. */
    final long delay;

    int service = OFF;
    long refused;

    Tuner(Habit habit, long delay) {
      this.habit = habit;
      this.delay = delay;
    }
  }

  Household(ServiceLimit limit, int period, IntUnaryOperator phase) {
    this(limit, service -> period, phase);
  }

  /**
   * @param period crypto period of a service, in seconds
   * @param phase second of the crypto period at which a service begins its periods
   */
  Household(ServiceLimit limit, IntUnaryOperator period, IntUnaryOperator phase) {
    this.limit = limit;
    this.period = period;
    this.phase = phase;
  }

  Household with(Habit habit) {
    return with(habit, 0);
  }

  Household with(Habit habit, long delay) {
    tuners.add(new Tuner(habit, delay));
    return this;
  }

  /** Loses one ECM in so many on its way. */
  Household losing(SplittableRandom random, int oneIn) {
    arrives = service -> random.nextInt(oneIn) != 0;
    return this;
  }

  /** Stays at a service. */
  static Habit steady(int service) {
    return second -> service;
  }

  /** Goes through services in their order. */
  static Habit cycling(int first, int count, int dwell) {
    return second -> first + (int) (second / dwell % count);
  }

  /** Goes from one to another by chance, after so many seconds at the least and at the most. */
  static Habit zapping(SplittableRandom random, int first, int count, int least, int most) {
    return new Habit() {
      private long until;
      private int service = first;

      @Override
      public int service(long second) {
        if (second >= until) {
          service = first + random.nextInt(count);
          until = second + random.nextInt(least, most + 1);
        }
        return service;
      }
    };
  }

  /** Lets so many seconds pass, or less when the card is blocked before. */
  Household run(long seconds) {
    long end = second + seconds;
    for (; second < end && !limit.blocked(); second++) {
      for (Tuner tuner : tuners) {
        step(tuner);
      }
    }
    return this;
  }

  private void step(Tuner tuner) {
    int service = tuner.habit.service(second);
    if (service == OFF) {
      tuner.service = OFF;
      return;
    }
    long age = Math.floorMod(second - tuner.delay - phase.applyAsInt(service), length(service));
    if (service == tuner.service && age != 0) {
      return;
    }
    tuner.service = service;
    long time = second - tuner.delay - age;
    if (arrives.test(service) && !ask(service, time)) {
      tuner.refused++;
    }
  }

  /** Asks for the ECM of a period by its time. */
  boolean ask(int service, long time) {
    long number = Math.floorDiv(time - phase.applyAsInt(service), length(service));
    boolean opened = limit.opens(time, word(service, number), word(service, number + 1));
    asked++;
    if (!opened) {
      refused++;
    }
    return opened;
  }

  private long length(int service) {
    return period.applyAsInt(service);
  }

  long refusedOf(int tuner) {
    return tuners.get(tuner).refused;
  }

  private static long word(int service, long number) {
    return (service * 1_000_003L + number + 1) * MIX;
  }
}
