package io.caskade.tools.bench.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What one row of the table says beside the figures of the load. Confined to a thread. */
final class Sheet {
  private final List<String> complaints = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private Duration normalAfter = Duration.ZERO;

  /** How long until everything was normal; the longest of several rounds is told. */
  void normalAfter(Duration time) {
    normalAfter = normalAfter.compareTo(time) < 0 ? time : normalAfter;
  }

  /** Something that had to hold and did not. */
  void complain(String sentence) {
    complaints.add(sentence);
  }

  /** A figure that belongs to the row. */
  void note(String words) {
    notes.add(words);
  }

  Duration normalAfter() {
    return normalAfter;
  }

  List<String> complaints() {
    return List.copyOf(complaints);
  }

  List<String> notes() {
    return List.copyOf(notes);
  }
}
