package io.caskade.ops.alarms;

import io.caskade.api.ops.Alarm;
import io.caskade.api.ops.AlarmCode;
import io.caskade.api.ops.AlarmCode.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes alarms to the log {@code io.caskade.alarms}, with their cure. What befalls all streams of
 * a mux at once is told of the first few, and counted.
 */
final class AlarmLog {
  static final int EACH = 3;
  private static final Logger LOG = LoggerFactory.getLogger("io.caskade.alarms");

  private final Consumer<String> warnings;
  private final Consumer<String> notices;

  AlarmLog() {
    // What is wrong outside of the program is no error of the program.
    this(LOG::warn, LOG::info);
  }

  AlarmLog(Consumer<String> warnings, Consumer<String> notices) {
    this.warnings = warnings;
    this.notices = notices;
  }

  /** What one look noticed. */
  void tell(List<AlarmEvent> events) {
    Map<AlarmCode, List<Alarm>> raised = new EnumMap<>(AlarmCode.class);
    Map<AlarmCode, List<AlarmEvent.Cleared>> cleared = new EnumMap<>(AlarmCode.class);
    for (AlarmEvent event : events) {
      AlarmCode code = event.alarm().code();
      if (event instanceof AlarmEvent.Cleared over) {
        cleared.computeIfAbsent(code, key -> new ArrayList<>()).add(over);
      } else {
        raised.computeIfAbsent(code, key -> new ArrayList<>()).add(event.alarm());
      }
    }
    raised.forEach(this::raised);
    cleared.forEach(this::cleared);
  }

  private void raised(AlarmCode code, List<Alarm> alarms) {
    Consumer<String> log = code.severity() == Severity.INFORMATION ? notices : warnings;
    for (Alarm alarm : alarms.subList(0, Math.min(EACH, alarms.size()))) {
      log.accept(
          "%s %s %s: %s %s"
              .formatted(
                  code.severity(),
                  code,
                  alarm.subject(),
                  alarm.text(Locale.ENGLISH),
                  alarm.cure(Locale.ENGLISH)));
    }
    if (alarms.size() > EACH) {
      log.accept(
          "%s %s: %d more like these".formatted(code.severity(), code, alarms.size() - EACH));
    }
  }

  private void cleared(AlarmCode code, List<AlarmEvent.Cleared> events) {
    for (AlarmEvent.Cleared one : events.subList(0, Math.min(EACH, events.size()))) {
      long seconds = Duration.between(one.alarm().since(), one.at()).toSeconds();
      notices.accept(
          "%s %s: over after %d s".formatted(code, one.alarm().subject(), Math.max(0, seconds)));
    }
    if (events.size() > EACH) {
      notices.accept("%s: %d more are over".formatted(code, events.size() - EACH));
    }
  }
}
