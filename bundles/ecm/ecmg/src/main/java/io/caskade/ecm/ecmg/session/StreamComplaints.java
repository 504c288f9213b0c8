package io.caskade.ecm.ecmg.session;

import io.caskade.lib.simulcrypt.ecmg.ChannelTerms;
import io.caskade.lib.simulcrypt.ecmg.EcmgErrorStatus;
import io.caskade.lib.simulcrypt.ecmg.EcmgStreamMessage;
import io.caskade.lib.simulcrypt.ecmg.StreamSetup;
import io.caskade.lib.simulcrypt.explain.ExplanationCode;
import java.util.ArrayDeque;
import java.util.Deque;

/** Says why a message does not fit the streams of its channel. Confined to the loop. */
final class StreamComplaints {
  private static final double TENTHS = 10.0;

  /** Streams that were closed, to tell late messages from messages without set-up. */
  private static final int REMEMBERED = 16;

  private final SessionNotes notes;
  private final ChannelTerms terms;
  private final Deque<Integer> closed = new ArrayDeque<>(0);

  StreamComplaints(SessionNotes notes, ChannelTerms terms) {
    this.notes = notes;
    this.terms = terms;
  }

  void closed(int streamId) {
    if (closed.size() >= REMEMBERED) {
      closed.removeFirst();
    }
    closed.addLast(streamId);
  }

  /** A message for a stream that is not open. */
  void unknown(EcmgStreamMessage message, int open) {
    String name = message.type().row().name();
    int id = message.ecmStreamId();
    if (closed.contains(id)) {
      notes.say(ExplanationCode.STREAM_CLOSED, message, name, id);
    } else {
      notes.say(ExplanationCode.STREAM_NOT_OPEN, message, name, id, open);
    }
  }

  /** A stream_setup that is refused. */
  void refused(StreamSetup setup, Refusal refusal) {
    if (refusal.status() == EcmgErrorStatus.INVALID_PARAMETER_VALUE.code()) {
      notes.say(
          ExplanationCode.PERIOD_TOO_SHORT,
          setup,
          setup.nominalCpDuration() / TENTHS,
          terms.minCpDuration() / TENTHS);
    } else if (refusal.status() == EcmgErrorStatus.ECM_ID_IN_USE.code()) {
      notes.say(ExplanationCode.ECM_ID_IN_USE, setup, setup.ecmId().orElse(0));
    } else {
      boolean here = refusal.status() == EcmgErrorStatus.TOO_MANY_STREAMS_ON_CHANNEL.code();
      String limit = here ? "maxStreams" : "maxStreamsTotal";
      notes.say(ExplanationCode.LIMIT_REACHED, setup, "stream_setup", limit);
    }
  }
}
