package io.caskade.receivers.server;

import io.caskade.api.receivers.CwQuestion;
import io.caskade.api.receivers.Entrance;
import io.caskade.api.receivers.Refusal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A line in the log when what a client gets for a service changes, none for each ECM. Goes by the
 * service that the client claims, of the last 16. A client whose luck changes all the time gets so
 * many lines a minute and no more. Confined to the client's loop.
 */
final class DecisionLog {
  private static final Logger LOG = LoggerFactory.getLogger(DecisionLog.class);
  private static final int REMEMBERED = 16;
  static final int LINES_PER_MINUTE = 20;
  private static final long MINUTE_NANOS = 60_000_000_000L;

  private final Entrance entrance;

  /** By service; what was refused last. A service that is found is not in it. */
  private final Map<Integer, Refusal> refused = new LinkedHashMap<>();

  private long minuteBegan;
  private int lines;

  DecisionLog(Entrance entrance) {
    this.entrance = entrance;
  }

  /**
   * An ECM was answered.
   *
   * @param refusal null when it was found
   * @param nanos monotonic
   * @return whether a line was due and there was room for it
   */
  boolean answered(CwQuestion question, @Nullable Refusal refusal, long nanos) {
    if (refusal == null && refused.isEmpty()) {
      return false;
    }
    int service = question.caSystemId() << 16 | question.serviceId() & 0xFFFF;
    Refusal before = refusal == null ? refused.remove(service) : refused.put(service, refusal);
    if (before == refusal) {
      return false;
    }
    if (refused.size() > REMEMBERED) {
      refused.remove(refused.keySet().iterator().next());
    }
    boolean room = hasRoom(nanos);
    if (room && LOG.isInfoEnabled()) {
      LOG.info(
          "{} {} at {}: {}@{} {} {}",
          entrance.protocol(),
          entrance.name(),
          entrance.address().getAddress().getHostAddress(),
          hex(question.caSystemId()),
          hex(question.provider()),
          hex(question.serviceId()),
          refusal == null ? "found again" : refusal.word());
    }
    return room;
  }

  private boolean hasRoom(long nanos) {
    if (lines == 0 || nanos - minuteBegan > MINUTE_NANOS) {
      minuteBegan = nanos;
      lines = 0;
    }
    if (lines == LINES_PER_MINUTE) {
      return false;
    }
    lines++;
    return true;
  }

  private static String hex(int number) {
    return String.format(Locale.ROOT, "%04X", number);
  }
}
