package io.caskade.ecm.ecmg.session;

import io.caskade.api.ops.AlarmCode;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Turns what a {@link StreamWatch} saw into alarms on the board, each raised and ended once. */
final class StreamAlarms {
  private final AlarmBoard board;
  private final String subject;
  private final boolean timingSensitive;
  private final Set<AlarmCode> raised = EnumSet.noneOf(AlarmCode.class);

  /**
   * @param timingSensitive the network's cards count ECMs by time
   */
  StreamAlarms(AlarmBoard board, String subject, boolean timingSensitive) {
    this.board = board;
    this.subject = subject;
    this.timingSensitive = timingSensitive;
  }

  /** After each CW_provision. */
  void afterProvision(StreamWatch watch) {
    if (watch.wordRepeated() != raised.contains(AlarmCode.CONTROL_WORD_REPEATED)) {
      set(AlarmCode.CONTROL_WORD_REPEATED, watch.wordRepeated());
    }
    if (watch.wordZero() != raised.contains(AlarmCode.CONTROL_WORD_ZERO)) {
      set(AlarmCode.CONTROL_WORD_ZERO, watch.wordZero());
    }
  }

  /** Now and then. */
  void sweep(StreamWatch watch, long now) {
    AlarmCode period = timingSensitive ? StreamWatch.alarmOf(watch.period()) : null;
    period(AlarmCode.CRYPTO_PERIOD_SHORT, period, watch.period());
    period(AlarmCode.CRYPTO_PERIOD_RISKY, period, watch.period());
    period(AlarmCode.CRYPTO_PERIOD_HARMFUL, period, watch.period());
    long silence = watch.silence(now);
    if (silence > 0 != raised.contains(AlarmCode.PROVISION_STOPPED)) {
      set(AlarmCode.PROVISION_STOPPED, silence > 0, TimeUnit.NANOSECONDS.toSeconds(silence));
    }
  }

  /** The stream is gone, and its alarms with it. */
  void close() {
    raised.forEach(code -> board.end(code, subject));
    raised.clear();
  }

  private void period(AlarmCode code, @Nullable AlarmCode wanted, long periodMs) {
    boolean on = code == wanted;
    if (on != raised.contains(code)) {
      set(code, on, Math.round(periodMs / 100.0) / 10.0);
    }
  }

  private void set(AlarmCode code, boolean on, Object... arguments) {
    if (on) {
      raised.add(code);
      board.raise(code, subject, arguments);
    } else {
      raised.remove(code);
      board.end(code, subject);
    }
  }
}
