package io.caskade.emm.emmg.session;

import io.caskade.lib.simulcrypt.ParameterRow;
import io.caskade.lib.simulcrypt.emmg.EmmgMessage;
import io.caskade.lib.simulcrypt.emmg.EmmgParameters;
import io.caskade.lib.simulcrypt.emmg.StreamBwAllocation;
import io.caskade.lib.simulcrypt.explain.ExplanationCode;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalInt;

/** Says what is odd about a message of the MUX, if anything is; it is taken all the same. */
final class AnswerCheck {
  /** An answer that takes longer is worth a word. */
  private static final long LATE_NANOS = Duration.ofSeconds(1).toNanos();

  private static final long NANOS_PER_MS = 1_000_000;

  private final MuxNotes notes;

  AnswerCheck(MuxNotes notes) {
    this.notes = notes;
  }

  /**
   * @param tested an answer to channel_test is due
   * @param took nanoseconds since it was asked for, 0 when nothing was
   */
  void check(
      EmmgMessage message, OutputSettings settings, MuxState state, boolean tested, long took) {
    String name = message.type().row().name();
    if (!isAwaited(message, state, tested)) {
      notes.say(ExplanationCode.ANSWER_UNEXPECTED, message, name, state);
    } else if (took > LATE_NANOS) {
      notes.say(ExplanationCode.ANSWER_LATE, message, name, took / NANOS_PER_MS);
    }
    compare(message, EmmgParameters.CLIENT_ID, "0x%08X", settings.ids().clientId());
    compare(message, EmmgParameters.DATA_CHANNEL_ID, "%d", settings.ids().channel());
    compare(message, EmmgParameters.DATA_STREAM_ID, "%d", settings.ids().stream());
    if (message instanceof StreamBwAllocation allocated) {
      int kbit = allocated.bandwidthKbit().orElse(settings.bandwidthKbit());
      if (kbit < settings.bandwidthKbit()) {
        notes.say(ExplanationCode.BANDWIDTH_SMALL, message, kbit, settings.bandwidthKbit());
      }
    }
  }

  private static boolean isAwaited(EmmgMessage message, MuxState state, boolean tested) {
    return switch (message.type()) {
      case CHANNEL_STATUS -> state == MuxState.CHANNEL_SETUP || tested;
      case STREAM_STATUS -> state == MuxState.STREAM_SETUP;
      // A MUX may allocate whenever it likes, once there is a stream.
      case STREAM_BW_ALLOCATION -> state == MuxState.BANDWIDTH || state == MuxState.OPEN;
      case STREAM_CLOSE_RESPONSE -> state == MuxState.CLOSING;
      default -> true;
    };
  }

  private void compare(EmmgMessage message, ParameterRow id, String form, int ours) {
    OptionalInt theirs = message.pdu().optionalUnsigned(id);
    if (theirs.isPresent() && theirs.getAsInt() != ours) {
      notes.say(
          ExplanationCode.OTHER_ID,
          message,
          message.type().row().name(),
          id.name(),
          String.format(Locale.ROOT, form, theirs.getAsInt()),
          String.format(Locale.ROOT, form, ours));
    }
  }
}
