package io.caskade.tools.simulator;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The stream at its real speed. After a stop of the machine the lost time is given up instead of
 * made good in a burst: crypto periods would otherwise turn faster than an ECMG can answer.
 */
public final class RealTime implements Pacer {
  private static final long FINE = 2_000_000L;
  private static final long GIVE_UP = 300_000_000L;

  private final LongSupplier nanoClock;
  private final Sleep sleep;
  private long start;
  private boolean started;

  /** How to wait. */
  @FunctionalInterface
  interface Sleep {
    void nanos(long nanos) throws InterruptedException;
  }

  public RealTime() {
    this(System::nanoTime, TimeUnit.NANOSECONDS::sleep);
  }

  RealTime(LongSupplier nanoClock, Sleep sleep) {
    this.nanoClock = nanoClock;
    this.sleep = sleep;
  }

  @Override
  public void await(long time) throws InterruptedException {
    long now = nanoClock.getAsLong();
    if (!started) {
      started = true;
      start = now - time;
    }
    long ahead = start + time - now;
    if (ahead > FINE) {
      sleep.nanos(ahead);
    } else if (ahead < -GIVE_UP) {
      start = now - time;
    }
  }
}
