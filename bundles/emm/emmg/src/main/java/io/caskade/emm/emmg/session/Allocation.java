package io.caskade.emm.emmg.session;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * What the MUX allows: a ceiling, not a target. After "exceeded bandwidth" half of it is used, and
 * more again as long as the MUX is content. Confined to the loop, except {@link #kbit}.
 */
final class Allocation {
  private static final long RECOVERY_NANOS = Duration.ofSeconds(10).toNanos();

  /** One burst of complaints is one complaint. */
  private static final long COMPLAINT_NANOS = Duration.ofSeconds(1).toNanos();

  private static final double RECOVERY = 1.1;
  private static final double LEAST_SHARE = 1.0 / 16;
  private static final int BITS_PER_KBIT = 1_000;

  private final Pacer pacer = new Pacer();
  private int configuredKbit;
  private int grantedKbit;
  private boolean limited;
  private double share = 1;
  private long recoverAt;
  private volatile long kbit;

  Allocation(int configuredKbit, long now) {
    this.configuredKbit = configuredKbit;
    reset(now);
  }

  /** A new connection: nothing is known of what the MUX allows. */
  void reset(long now) {
    granted(OptionalInt.empty(), now);
  }

  /** A new request. Less counts at once, more when the MUX allows it. */
  void configured(int requestedKbit, long now) {
    configuredKbit = requestedKbit;
    grantedKbit = Math.min(grantedKbit, requestedKbit);
    use(now);
  }

  /** Empty when the MUX does not know or does not limit: then what was asked for. */
  void granted(OptionalInt allowedKbit, long now) {
    limited = allowedKbit.isPresent();
    grantedKbit = allowedKbit.orElse(configuredKbit);
    share = 1;
    use(now);
  }

  /** No answer to a request: what was asked for, unless the MUX once said something else. */
  void unanswered(long now) {
    if (!limited) {
      grantedKbit = configuredKbit;
      use(now);
    }
  }

  void exceeded(long now) {
    if (share == 1 || now - recoverAt > COMPLAINT_NANOS - RECOVERY_NANOS) {
      share = Math.max(LEAST_SHARE, share / 2);
      recoverAt = now + RECOVERY_NANOS;
      use(now);
    }
  }

  /** Nanoseconds until a message may be sent. */
  long waitNanos(long now) {
    if (share < 1 && now >= recoverAt) {
      share = Math.min(1, share * RECOVERY);
      recoverAt = now + RECOVERY_NANOS;
      use(now);
    }
    return pacer.waitNanos(now);
  }

  void sent(long bits, long now) {
    pacer.sent(bits, now);
  }

  /** Allowed at the moment, in 1000 bit/s. Any thread. */
  long kbit() {
    return kbit;
  }

  private void use(long now) {
    long bits = (long) (grantedKbit * share * BITS_PER_KBIT);
    pacer.rate(bits, now);
    kbit = bits / BITS_PER_KBIT;
  }
}
