package io.caskade.ecm.ecmg.session;

import io.caskade.api.ops.Alarm;
import io.caskade.api.ops.AlarmCode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The alarms of one listener. Each is logged once when it starts and once when it ends, as far as
 * the {@link LogBudget} goes. Any thread.
 */
public final class AlarmBoard {
  private static final Logger LOG = LoggerFactory.getLogger(AlarmBoard.class);

  /** More are counted in the log only: memory stays bounded whatever a mux does. */
  private static final int MOST = 20_000;

  private final InstantSource clock;
  private final ConcurrentHashMap<Key, Alarm> raised = new ConcurrentHashMap<>();
  private final LogBudget budget;

  public AlarmBoard(InstantSource clock, LogBudget budget) {
    this.clock = clock;
    this.budget = budget;
  }

  private record Key(AlarmCode code, String subject) {}

  void raise(AlarmCode code, String subject, Object... arguments) {
    Instant now = clock.instant();
    Key key = new Key(code, subject);
    Alarm alarm = new Alarm(code, subject, now, List.of(arguments));
    if (raised.size() < MOST && raised.putIfAbsent(key, alarm) == null && budget.allows()) {
      String text = alarm.text(Locale.ENGLISH);
      String cure = alarm.cure(Locale.ENGLISH);
      switch (code.severity()) {
        case INFORMATION -> LOG.info("{}: {} {}", subject, text, cure);
        case WARNING, ALARM -> LOG.warn("{}: {} {}", subject, text, cure);
      }
    }
  }

  void end(AlarmCode code, String subject) {
    Alarm alarm = raised.remove(new Key(code, subject));
    if (alarm != null && budget.allows()) {
      LOG.info("{}: over since now: {}", subject, alarm.text(Locale.ENGLISH));
    }
  }

  /** Alarms that hold now. */
  public List<Alarm> alarms() {
    return List.copyOf(raised.values());
  }
}
