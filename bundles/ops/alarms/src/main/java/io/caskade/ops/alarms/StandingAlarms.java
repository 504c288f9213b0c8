package io.caskade.ops.alarms;

import io.caskade.api.ops.Alarm;
import io.caskade.api.ops.AlarmCode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which alarms hold, told once when they begin and once when they have been gone for a while: a mux
 * that flaps, or a bundle that is updated, makes one alarm and no storm. Confined to one thread.
 */
final class StandingAlarms {
  /** How long an alarm has to be gone before it counts as over. */
  static final Duration SETTLE = Duration.ofSeconds(10);

  private final Map<Key, Standing> standing = new LinkedHashMap<>();

  private record Key(AlarmCode code, String subject) {}

  /** The time is monotonic: a system clock that is set back must not keep an alarm for an hour. */
  private record Standing(Alarm alarm, long seenNanos) {}

  /**
   * Compares with the last look.
   *
   * @param present all that hold now; of several with one code and subject the first counts
   * @param now what is told as the time of an end
   * @param nanos monotonic nanoseconds, only good for differences
   * @return in the order in which they are to be told
   */
  List<AlarmEvent> look(Collection<Alarm> present, Instant now, long nanos) {
    var events = new ArrayList<AlarmEvent>();
    for (Alarm alarm : present) {
      Standing before =
          standing.put(new Key(alarm.code(), alarm.subject()), new Standing(alarm, nanos));
      if (before == null) {
        events.add(new AlarmEvent.Raised(alarm));
      }
    }
    for (Iterator<Standing> each = standing.values().iterator(); each.hasNext(); ) {
      Standing one = each.next();
      if (nanos - one.seenNanos() >= SETTLE.toNanos()) {
        each.remove();
        events.add(new AlarmEvent.Cleared(one.alarm(), now));
      }
    }
    return events;
  }

  /** All that hold, for a listener that comes later. */
  List<Alarm> all() {
    return standing.values().stream().map(Standing::alarm).toList();
  }
}
