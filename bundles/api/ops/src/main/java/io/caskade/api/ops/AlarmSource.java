package io.caskade.api.ops;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** Whiteboard service of whoever can raise alarms. Safe for any thread, never blocks. */
@ConsumerType
public interface AlarmSource {
  /** Alarms that hold now; an alarm that ended is gone. */
  List<Alarm> alarms();
}
