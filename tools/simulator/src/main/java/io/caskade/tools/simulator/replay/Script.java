package io.caskade.tools.simulator.replay;

import io.caskade.lib.simulcrypt.Pdu;
import io.caskade.lib.simulcrypt.capture.CaptureFormat;
import io.caskade.lib.simulcrypt.capture.CaptureRecord;
import io.caskade.lib.simulcrypt.explain.SimulcryptInterface;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One connection of a capture as a play: what the mux says and when, and what the head-end answered
 * before. Tests of the connection are left out on both sides, because they come by the clock.
 *
 * @param lines of the mux in their order
 * @param expected all answers of the head-end in their order
 */
record Script(SimulcryptInterface spoken, List<Line> lines, List<Answer> expected) {
  /** channel_test and stream_test of both interfaces, and the EMMs, which come by the clock too. */
  private static final Set<Integer> BY_THE_CLOCK = Set.of(0x0002, 0x0102, 0x0012, 0x0112, 0x0211);

  /** What an SCS answers to a test of the ECMG. */
  private static final Set<Integer> ANSWERS_TO_TESTS = Set.of(0x0003, 0x0103);

  /**
   * A message of the mux.
   *
   * @param nanos since the connection's first record
   * @param whole false when it was damaged, so that more than its words is blank
   * @param answersBefore how many answers the head-end had given by then
   */
  record Line(Pdu message, long nanos, boolean whole, int answersBefore) {}

  Script {
    lines = List.copyOf(lines);
    expected = List.copyOf(expected);
  }

  /** The connections that said something, by number. */
  static List<Integer> connections(CaptureFormat.Capture capture) {
    return capture.records().stream()
        .filter(record -> record.kind() == CaptureRecord.Kind.RECEIVED)
        .map(CaptureRecord::connection)
        .distinct()
        .toList();
  }

  static Script of(CaptureFormat.Capture capture, int connection) {
    SimulcryptInterface spoken = capture.header().spoken();
    List<Line> lines = new ArrayList<>();
    List<Answer> expected = new ArrayList<>();
    long start = -1;
    for (CaptureRecord record : capture.records()) {
      if (record.connection() != connection) {
        continue;
      }
      start = start < 0 ? record.nanos() : start;
      if (record.kind() == CaptureRecord.Kind.SENT && counts(record.message())) {
        expected.add(Answer.of(spoken, record.message()));
      } else if (record.kind() == CaptureRecord.Kind.RECEIVED && says(spoken, record.message())) {
        lines.add(
            new Line(record.message(), record.nanos() - start, record.whole(), expected.size()));
      }
    }
    return new Script(spoken, lines, expected);
  }

  /** True when an answer is compared. */
  static boolean counts(Pdu answer) {
    return !BY_THE_CLOCK.contains(answer.messageType());
  }

  private static boolean says(SimulcryptInterface spoken, Pdu message) {
    return spoken == SimulcryptInterface.EMMG_MUX
        ? !BY_THE_CLOCK.contains(message.messageType())
        : !ANSWERS_TO_TESTS.contains(message.messageType());
  }
}
