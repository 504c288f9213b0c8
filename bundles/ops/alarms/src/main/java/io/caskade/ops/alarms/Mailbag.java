package io.caskade.ops.alarms;

import io.caskade.api.ops.AlarmCode.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Alarms that wait for a letter. What a letter could not take to the server stays and is tried
 * again with growing pauses; of more than a thousand the oldest are dropped. Confined to one
 * thread.
 */
final class Mailbag {
  private static final int MOST = 1_000;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);

  private final Severity least;
  private final Duration gather;
  private final Deque<AlarmEvent> waiting = new ArrayDeque<>();
  private @Nullable Instant notBefore;
  private Duration pause = FIRST_PAUSE;

  Mailbag(Severity least, Duration gather) {
    this.least = least;
    this.gather = gather;
  }

  void add(AlarmEvent event, Instant now) {
    if (event.alarm().code().severity().compareTo(least) < 0) {
      return;
    }
    if (waiting.size() == MOST) {
      waiting.removeFirst();
    }
    waiting.addLast(event);
    if (notBefore == null) {
      notBefore = now.plus(gather);
    }
  }

  /** What the next letter tells; empty while there is nothing, or while more is gathered. */
  List<AlarmEvent> due(Instant now) {
    return notBefore == null || now.isBefore(notBefore) ? List.of() : List.copyOf(waiting);
  }

  /** The server took a letter with what was due. */
  void sent(List<AlarmEvent> told) {
    waiting.removeAll(told);
    pause = FIRST_PAUSE;
    notBefore = null;
  }

  /** The server did not take it. */
  void failed(Instant now) {
    notBefore = now.plus(pause);
    Duration doubled = pause.multipliedBy(2);
    pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
  }
}
