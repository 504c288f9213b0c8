package io.caskade.ecm.ecmg.session;

import io.caskade.api.ops.AlarmCode;
import io.caskade.lib.simulcrypt.CryptoPeriods;
import org.jspecify.annotations.Nullable;

/**
 * What a stream's provisions tell about its mux: length of the crypto period, silence, control
 * words that are zero or come again. Numbers only, so that watching 8,000 streams costs next to
 * nothing; {@link #period} and {@link #silence} are asked by the sweep.
 */
final class StreamWatch {
  /** Periods over which the length is measured, so that two provisions at once do not matter. */
  private static final int MEASURED_PERIODS = 8;

  /** So many good provisions end a complaint about words. */
  private static final int HELD_PROVISIONS = 8;

  /** An SCS that starts sends its first provisions back to back; they measure nothing. */
  private static final int SETTLING_PERIODS = 2;

  /** A measure within this share of what the SCS says is what the SCS says: jitter. */
  private static final double JITTER = 0.05;

  /** See {@link #offNominal}. */
  private static final double OFF_SHARE = 0.1;

  private static final long OFF_LEAST_MS = 500;

  private static final long UNKNOWN = -1;
  private static final long NANOS_PER_MS = 1_000_000;

  /** Milliseconds as the SCS says: the last CP_duration, else nominal_CP_duration; 0 = nothing. */
  private long declaredMs;

  private long measuredMs = UNKNOWN;

  /** What the SCS announced for the periods of the measurement, on average. */
  private long announcedMs;

  private long announcedSum;
  private boolean begun;
  private int settled;
  private long lastAt;
  private int lastCp;
  private long anchorAt;
  private int anchorCp;

  /** The newest word of each parity, as fingerprint. */
  private final long[] prints = new long[2];

  private final int[] printCps = {-1, -1};

  /** Provisions for which a bad word is still held against the mux. */
  private int repeatedHeld;

  private int zeroHeld;

  /**
   * @param tenths nominal_CP_duration or CP_duration in units of 100 ms; 0 says nothing
   */
  void declare(int tenths) {
    if (tenths > 0) {
      declaredMs = tenths * 100L;
    }
  }

  /** A CW_provision came; its words follow with {@link #word}. */
  void provision(long now, int cpNumber) {
    repeatedHeld = Math.max(repeatedHeld - 1, 0);
    zeroHeld = Math.max(zeroHeld - 1, 0);
    boolean inSequence = begun && CryptoPeriods.distance(lastCp, cpNumber) == 1;
    settled = inSequence && silence(now) == 0 ? settled + 1 : 0;
    if (settled <= SETTLING_PERIODS) {
      anchorAt = now;
      anchorCp = cpNumber;
      announcedSum = 0;
    }
    int periods = CryptoPeriods.distance(anchorCp, cpNumber);
    if (periods >= MEASURED_PERIODS) {
      measuredMs = (now - anchorAt) / periods / NANOS_PER_MS;
      announcedMs = announcedSum / periods;
      anchorAt = now;
      anchorCp = cpNumber;
      announcedSum = 0;
    }
    announcedSum += declaredMs;
    begun = true;
    lastAt = now;
    lastCp = cpNumber;
  }

  /**
   * @param fingerprint keyed hash of the word
   */
  void word(int cpNumber, long fingerprint, boolean zero) {
    int parity = cpNumber & 1;
    if (zero) {
      zeroHeld = HELD_PROVISIONS;
    }
    for (int i = 0; i < prints.length; i++) {
      if (printCps[i] >= 0 && printCps[i] != cpNumber && prints[i] == fingerprint) {
        repeatedHeld = HELD_PROVISIONS;
      }
    }
    prints[parity] = fingerprint;
    printCps[parity] = cpNumber;
  }

  /** A CW_provision of this number comes neither again nor next. */
  boolean jumpsTo(int cpNumber) {
    int distance = CryptoPeriods.distance(lastCp, cpNumber);
    return begun && distance != 0 && distance != 1;
  }

  /** CP_number of the last CW_provision. */
  int lastCpNumber() {
    return lastCp;
  }

  /**
   * The measured length is further from the announced one than a scrambler's clock may be: more
   * than a tenth, and more than half a second. False while one of them is not known.
   */
  boolean offNominal() {
    long off = Math.abs(measuredMs - announcedMs);
    return measuredMs != UNKNOWN
        && announcedMs > 0
        && off > OFF_LEAST_MS
        && off > announcedMs * OFF_SHARE;
  }

  /** Measured milliseconds, -1 before the first measurement. */
  long measured() {
    return measuredMs;
  }

  /** Milliseconds announced for the same periods. */
  long announced() {
    return announcedMs;
  }

  /** One of the last provisions had a word of another crypto period. */
  boolean wordRepeated() {
    return repeatedHeld > 0;
  }

  /** One of the last provisions had a word of zeros. */
  boolean wordZero() {
    return zeroHeld > 0;
  }

  /** Length of the crypto period in milliseconds, 0 when nothing is known. */
  long period() {
    if (measuredMs == UNKNOWN || Math.abs(measuredMs - declaredMs) <= declaredMs * JITTER) {
      return declaredMs;
    }
    return measuredMs;
  }

  /** Nanoseconds since the last CW_provision when they are more than two periods, else 0. */
  long silence(long now) {
    long period = Math.max(declaredMs, measuredMs);
    long silent = now - lastAt;
    return begun && period > 0 && silent > 2 * period * NANOS_PER_MS ? silent : 0;
  }

  /** The alarm that a period of this length deserves (tvcas3 chapter 5.1). */
  static @Nullable AlarmCode alarmOf(long periodMs) {
    if (periodMs <= 0 || periodMs >= 11_000) {
      return null;
    }
    if (periodMs >= 8_000) {
      return AlarmCode.CRYPTO_PERIOD_SHORT;
    }
    return periodMs >= 6_000 ? AlarmCode.CRYPTO_PERIOD_RISKY : AlarmCode.CRYPTO_PERIOD_HARMFUL;
  }
}
