package io.caskade.rights.mirror;

import io.caskade.api.ops.Alarm;
import io.caskade.api.ops.AlarmCode;
import io.caskade.api.ops.AlarmSource;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The mirror's alarms, at most one of each code; an alarm that goes on keeps its beginning. */
final class StandingAlarms implements AlarmSource {
  private static final String SUBJECT = "card mirror";

  private final InstantSource clock;
  private final ConcurrentMap<AlarmCode, Alarm> standing = new ConcurrentHashMap<>();

  StandingAlarms(InstantSource clock) {
    this.clock = clock;
  }

  /** True when it did not stand before. */
  boolean raise(AlarmCode code, Object... arguments) {
    Alarm before = standing.get(code);
    var since = before == null ? clock.instant() : before.since();
    standing.put(code, new Alarm(code, SUBJECT, since, List.of(arguments)));
    return before == null;
  }

  boolean stands(AlarmCode code) {
    return standing.containsKey(code);
  }

  /** True when it stood. */
  boolean end(AlarmCode code) {
    return standing.remove(code) != null;
  }

  @Override
  public List<Alarm> alarms() {
    return List.copyOf(standing.values());
  }
}
