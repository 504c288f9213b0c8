package io.caskade.ecm.ecmg.session;

import static java.util.Objects.requireNonNull;

import io.caskade.api.base.AccessCriteria;
import io.caskade.api.base.Octets;
import io.caskade.api.ops.AlarmCode;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Turns what a {@link StreamWatch} saw into alarms on the board, each raised and ended once. */
final class StreamAlarms {
  /** How long changed access criteria are told. */
  private static final long CRITERIA_HELD = TimeUnit.HOURS.toNanos(1);

  private static final int LONGEST_SHOWN = 16;

  /** parameter_type of CP_CW_combination and the first byte of its length. */
  private static final String WORD_MARK = "001400";

  private final AlarmBoard board;
  private final String subject;
  private final boolean timingSensitive;
  private @Nullable AccessCriteria former;
  private long changedAt;
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
    if (watch.offNominal() != raised.contains(AlarmCode.CRYPTO_PERIOD_OFF_NOMINAL)) {
      set(
          AlarmCode.CRYPTO_PERIOD_OFF_NOMINAL,
          watch.offNominal(),
          seconds(watch.measured()),
          seconds(watch.announced()));
    }
    if (raised.contains(AlarmCode.ACCESS_CRITERIA_CHANGED) && now - changedAt > CRITERIA_HELD) {
      set(AlarmCode.ACCESS_CRITERIA_CHANGED, false);
    }
    long silence = watch.silence(now);
    if (silence > 0 != raised.contains(AlarmCode.PROVISION_STOPPED)) {
      set(AlarmCode.PROVISION_STOPPED, silence > 0, TimeUnit.NANOSECONDS.toSeconds(silence));
    }
  }

  /**
   * The SCS sent other access criteria without setting the stream up again. It is told for an hour,
   * or until the criteria of before are back.
   */
  void criteriaChanged(AccessCriteria before, AccessCriteria now, long at) {
    boolean back = now.equals(former);
    if (raised.contains(AlarmCode.ACCESS_CRITERIA_CHANGED)) {
      set(AlarmCode.ACCESS_CRITERIA_CHANGED, false);
    } else {
      former = before;
    }
    if (!back) {
      changedAt = at;
      AccessCriteria first = requireNonNull(former);
      set(AlarmCode.ACCESS_CRITERIA_CHANGED, true, text(first), text(now));
    }
  }

  /** Hexadecimal; a length where the criteria are long, or could have swallowed a control word. */
  private static String text(AccessCriteria criteria) {
    Octets octets = criteria.octets();
    String hex = HexFormat.of().withUpperCase().formatHex(octets.toByteArray());
    return octets.length() > LONGEST_SHOWN || hex.contains(WORD_MARK)
        ? "(" + octets.length() + " bytes)"
        : hex;
  }

  /** The stream is gone, and its alarms with it. */
  void close() {
    raised.forEach(code -> board.end(code, subject));
    raised.clear();
  }

  private void period(AlarmCode code, @Nullable AlarmCode wanted, long periodMs) {
    boolean on = code == wanted;
    if (on != raised.contains(code)) {
      set(code, on, seconds(periodMs));
    }
  }

  private static double seconds(long millis) {
    return Math.round(millis / 100.0) / 10.0;
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
