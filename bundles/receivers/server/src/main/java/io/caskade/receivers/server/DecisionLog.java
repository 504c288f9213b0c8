package io.caskade.receivers.server;

import io.caskade.api.receivers.CwQuestion;
import io.caskade.api.receivers.Entrance;
import io.caskade.api.receivers.Refusal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A line in the log when what a client gets for a service changes, none for each ECM: refused,
 * found too late, or found again. Goes by the service that the client claims, of the last 16. A
 * client whose luck changes all the time gets so many lines a minute and no more. Confined to the
 * client's loop.
 */
final class DecisionLog {
  private static final Logger LOG = LoggerFactory.getLogger(DecisionLog.class);
  private static final int REMEMBERED = 16;
  static final int LINES_PER_MINUTE = 20;
  private static final long MINUTE_NANOS = 60_000_000_000L;

  /** Pictures freeze when words come later than this. */
  private static final long TOO_SLOW_NANOS = 800_000_000L;

  private static final String SLOW = "FREEZE (SLOW)";

  private final Entrance entrance;

  /** By service; the word for what is wrong with it. A service that is found is not in it. */
  private final Map<Integer, String> wrong = new LinkedHashMap<>();

  private long minuteBegan;
  private int lines;

  DecisionLog(Entrance entrance) {
    this.entrance = entrance;
  }

  /**
   * An ECM was answered.
   *
   * @param refusal null when it was found
   * @param took time from the question to the answer, in nanoseconds
   * @param nanos monotonic
   * @return whether a line was due and there was room for it
   */
  boolean answered(CwQuestion question, @Nullable Refusal refusal, long took, long nanos) {
    String word = word(refusal, took);
    if (word == null && wrong.isEmpty()) {
      return false;
    }
    int service = question.caSystemId() << 16 | question.serviceId() & 0xFFFF;
    String before = word == null ? wrong.remove(service) : wrong.put(service, word);
    if (Objects.equals(before, word)) {
      return false;
    }
    if (wrong.size() > REMEMBERED) {
      wrong.remove(wrong.keySet().iterator().next());
    }
    boolean room = hasRoom(nanos);
    if (room && LOG.isInfoEnabled()) {
      LOG.info(
          "{} {} at {}: {}@{} {} {}, {} ms",
          entrance.protocol(),
          entrance.name(),
          entrance.address().getAddress().getHostAddress(),
          hex(question.caSystemId()),
          hex(question.provider()),
          hex(question.serviceId()),
          word == null ? "found again" : word,
          TimeUnit.NANOSECONDS.toMillis(took));
    }
    return room;
  }

  /** Null when nothing is wrong. */
  private static @Nullable String word(@Nullable Refusal refusal, long took) {
    if (refusal != null) {
      return refusal.word();
    }
    return took > TOO_SLOW_NANOS ? SLOW : null;
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
