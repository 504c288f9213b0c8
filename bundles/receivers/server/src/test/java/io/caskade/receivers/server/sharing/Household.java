package io.caskade.receivers.server.sharing;

import io.caskade.receivers.server.sharing.ServicesAtATime.Ruling;
import io.caskade.receivers.server.words.Ecms;
import io.caskade.receivers.server.words.ServiceChains;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;

/**
 * Receivers that share an account, second by second: each asks for the ECM that is on air when it
 * comes to a service, and then for each new one.
 */
final class Household {
  static final int OFF = -1;
  static final long EXCESS = 300_000;

  private static final long BEGIN = 1_700_000_000L;

  private final ServicesAtATime rule = new ServicesAtATime();
  private final ServiceChains chains = new ServiceChains(5_000, new SplittableRandom(3));
  private final int allowed;
  private final IntUnaryOperator period;
  private final IntUnaryOperator phase;
  private final List<Tuner> tuners = new ArrayList<>();
  private SplittableRandom losses = new SplittableRandom(0);
  private int lostOneIn;
  private int watchedByOthers;
  private long second = BEGIN;
  long asked;
  long refused;
  long blockedAfter = -1;

  /** What a receiver does. */
  interface Habit {
    /** The service to watch in this second, {@link Household#OFF} for none. */
    int service(long second);
  }

  private static final class Tuner {
    private final Habit habit;

    /** Seconds by which what it plays is old. */
    private final long delay;

    /** Asks for every ECM so often, as a proxy for several boxes does. */
    private final int times;

    /** Asks for one ECM in so many. */
    private final int oneIn;

    private int service = OFF;
    private long refused;

    /** The ECM that it asks for now, and how often still. */
    private long time;

    private int due;

    private Tuner(Habit habit, long delay, int times, int oneIn) {
      this.habit = habit;
      this.delay = delay;
      this.times = times;
      this.oneIn = oneIn;
    }
  }

  Household(int allowed, int period, IntUnaryOperator phase) {
    this(allowed, service -> period, phase);
  }

  Household(int allowed, IntUnaryOperator period, IntUnaryOperator phase) {
    this.allowed = allowed;
    this.period = period;
    this.phase = phase;
  }

  Household with(Habit habit) {
    tuners.add(new Tuner(habit, 0, 1, 1));
    return this;
  }

  Household withRecording(Habit habit, long delay) {
    tuners.add(new Tuner(habit, delay, 1, 1));
    return this;
  }

  Household withProxy(Habit habit, int times) {
    tuners.add(new Tuner(habit, 0, times, 1));
    return this;
  }

  /** Leaves ECMs out: an ECM holds two words. */
  Household withMiser(Habit habit, int oneIn) {
    tuners.add(new Tuner(habit, 0, 1, oneIn));
    return this;
  }

  /** Of the first services every ECM is asked for by somebody else. */
  Household amongOthers(int services) {
    watchedByOthers = services;
    return this;
  }

  Household losing(SplittableRandom random, int oneIn) {
    losses = random;
    lostOneIn = oneIn;
    return this;
  }

  static Habit steady(int service) {
    return second -> service;
  }

  static Habit cycling(int first, int count, int dwell) {
    return second -> first + (int) (second / dwell % count);
  }

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

  /** Lets so many seconds pass, or less when the account is blocked before. */
  Household run(long seconds) {
    long end = second + seconds;
    for (; second < end && blockedAfter < 0; second++) {
      for (int service = 0; service < watchedByOthers; service++) {
        if (age(service, 0) == 0) {
          var unused =
              chains.place(Ecms.of(service, number(service, second), second), second * 1_000);
        }
      }
      tuners.forEach(this::step);
      // Boxes behind a proxy ask by turns, not one behind the other.
      for (int turn = 0; tuners.stream().anyMatch(tuner -> tuner.due > 0); turn++) {
        for (Tuner tuner : tuners) {
          askOnce(tuner, 300L * turn);
        }
      }
    }
    return this;
  }

  private long age(int service, long delay) {
    return Math.floorMod(second - delay - phase.applyAsInt(service), period.applyAsInt(service));
  }

  private long number(int service, long time) {
    return Math.floorDiv(time - phase.applyAsInt(service), period.applyAsInt(service));
  }

  private void step(Tuner tuner) {
    int service = tuner.habit.service(second);
    if (service == OFF) {
      tuner.service = OFF;
      return;
    }
    long age = age(service, tuner.delay);
    if (service == tuner.service && age != 0) {
      return;
    }
    tuner.service = service;
    long time = second - tuner.delay - age;
    if (number(service, time) % tuner.oneIn != 0
        || lostOneIn > 0 && losses.nextInt(lostOneIn) == 0) {
      return;
    }
    tuner.time = time;
    tuner.due = tuner.times;
  }

  private void askOnce(Tuner tuner, long millis) {
    if (tuner.due > 0) {
      tuner.due--;
      if (!ask(tuner.service, tuner.time, millis)) {
        tuner.refused++;
      }
    }
  }

  /** Asks for the ECM of a period by its time, some milliseconds into this second. */
  boolean ask(int service, long time, long millis) {
    long now = second * 1_000 + millis;
    Ruling ruling =
        rule.ask(
            chains.place(Ecms.of(service, number(service, time), time), now), allowed, EXCESS, now);
    asked++;
    if (ruling == Ruling.BLOCK && blockedAfter < 0) {
      blockedAfter = second - BEGIN;
    }
    if (ruling != Ruling.OPEN) {
      refused++;
    }
    return ruling == Ruling.OPEN;
  }

  boolean blocked() {
    return blockedAfter >= 0;
  }

  long refusedOf(int tuner) {
    return tuners.get(tuner).refused;
  }
}
