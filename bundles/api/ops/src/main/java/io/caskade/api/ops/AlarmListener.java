package io.caskade.api.ops;

import java.time.Instant;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Whiteboard service of whoever passes alarms on (log, webhook, e-mail). Called on one thread of
 * the alarm desk, which notices within a second; must not block it.
 */
@ConsumerType
public interface AlarmListener {
  /** An alarm that did not hold before. */
  void raised(Alarm alarm);

  /**
   * An alarm that holds no longer.
   *
   * @param at when that was noticed
   */
  void cleared(Alarm alarm, Instant at);
}
