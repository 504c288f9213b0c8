package io.caskade.faces.console.firststart;

import io.caskade.api.ops.Alarm;
import io.caskade.api.ops.AlarmCode;
import io.caskade.api.ops.AlarmSource;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Whether management has its database, by the alarms of those who need it.
 *
 * @param sources of the moment, from any thread
 */
record DatabaseWait(Collection<AlarmSource> sources) {
  private static final Set<AlarmCode> AWAY =
      EnumSet.of(AlarmCode.DATABASE_STARTING, AlarmCode.DATABASE_UNREACHABLE);

  /** Why there is none yet, as a sentence; empty when it is there. */
  Optional<String> reason() {
    return sources.stream()
        .flatMap(source -> source.alarms().stream())
        .filter(alarm -> AWAY.contains(alarm.code()))
        .findFirst()
        .map(DatabaseWait::sentence);
  }

  private static String sentence(Alarm alarm) {
    return alarm.text(Locale.ENGLISH);
  }
}
