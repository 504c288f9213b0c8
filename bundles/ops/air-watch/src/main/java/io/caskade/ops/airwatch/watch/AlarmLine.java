package io.caskade.ops.airwatch.watch;

import io.caskade.api.ops.Alarm;
import io.caskade.api.ops.AlarmCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One thing that can go wrong with one subject. */
final class AlarmLine {
  private final AlarmCode code;
  private final Hysteresis hysteresis;
  private @Nullable Instant since;
  private List<Object> arguments = List.of();

  AlarmLine(AlarmCode code, WatchRules rules) {
    this(code, rules.raiseAfter(), rules.clearAfter());
  }

  AlarmLine(AlarmCode code, Duration raiseAfter, Duration clearAfter) {
    this.code = code;
    this.hysteresis = new Hysteresis(raiseAfter.toNanos(), clearAfter.toNanos());
  }

  /** Takes a reading; the arguments are those of the alarm's text and count only when wrong. */
  void judge(boolean wrong, Moment now, Object... present) {
    boolean raised = hysteresis.judge(wrong, now.nanos());
    if (wrong) {
      arguments = List.of(present);
    }
    if (!raised) {
      since = null;
    } else if (since == null) {
      since = now.wall().minusNanos(now.nanos() - hysteresis.began());
    }
  }

  void hold() {
    hysteresis.hold();
  }

  Optional<Alarm> alarm(String subject) {
    Instant began = since;
    return began == null
        ? Optional.empty()
        : Optional.of(new Alarm(code, subject, began, arguments));
  }
}
