package io.caskade.ops.alarms;

import io.caskade.api.ops.Alarm;
import io.caskade.api.ops.AlarmListener;
import java.time.Instant;

/** What the desk noticed. */
sealed interface AlarmEvent {
  Alarm alarm();

  void tell(AlarmListener listener);

  /** An alarm that did not hold before. */
  record Raised(Alarm alarm) implements AlarmEvent {
    @Override
    public void tell(AlarmListener listener) {
      listener.raised(alarm);
    }
  }

  /** An alarm that holds no longer. */
  record Cleared(Alarm alarm, Instant at) implements AlarmEvent {
    @Override
    public void tell(AlarmListener listener) {
      listener.cleared(alarm, at);
    }
  }
}
