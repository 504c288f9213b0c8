package io.caskade.ops.cluster;

import io.caskade.api.ops.Alarm;
import io.caskade.api.ops.AlarmCode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rights that were lost without an operator's word: an alarm for an hour, or until they return. */
final class Losses {
  static final Duration SHOWN = Duration.ofHours(1);

  private final InstantSource clock;
  private final Map<String, Alarm> lost = new LinkedHashMap<>();
  private long count;

  Losses(InstantSource clock) {
    this.clock = clock;
  }

  synchronized void lost(String right, String to) {
    count++;
    lost.put(right, new Alarm(AlarmCode.LEASE_LOST, right, clock.instant(), List.of(right, to)));
  }

  synchronized void over(String right) {
    lost.remove(right);
  }

  /** How many since start. */
  synchronized long count() {
    return count;
  }

  synchronized List<Alarm> alarms() {
    Instant oldest = clock.instant().minus(SHOWN);
    lost.values().removeIf(alarm -> alarm.since().isBefore(oldest));
    return List.copyOf(lost.values());
  }
}
