package io.caskade.tools.bench.soak;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Follows the log that a JVM writes with {@code -Xlog:safepoint,gc}: how long all threads stood
 * still, and what was left in the heap after each collection. Confined to a thread.
 */
final class GcLog {
  private static final Pattern SAFEPOINT =
      Pattern.compile("Safepoint \"([^\"]+)\".*Total: (\\d+) ns");
  private static final Pattern LEFT = Pattern.compile("->(\\d+)M");

  private final Path file;
  private final Map<String, Duration> longest = new HashMap<>();
  private long read;
  private String unfinished = "";
  private long pauses;
  private long paused;
  private OptionalLong leastLeft = OptionalLong.empty();

  /**
   * @param file that may not be there yet
   */
  GcLog(Path file) {
    this.file = file;
  }

  /** Option of the JVM that makes the log. */
  static String option(Path file) {
    return "-Xlog:safepoint,gc:file=" + file + ":uptime:filecount=0";
  }

  /** Reads what came since the last time. */
  void follow() throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      channel.position(read);
      ByteBuffer bytes = ByteBuffer.allocate((int) (channel.size() - read));
      while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
        // Until the size that was seen is read.
      }
      read += bytes.position();
      String text =
          unfinished + new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII);
      int end = text.lastIndexOf('\n') + 1;
      unfinished = text.substring(end);
      text.substring(0, end).lines().forEach(this::take);
    }
  }

  /** Forgets what was seen so far. */
  void restart() throws IOException {
    follow();
    longest.clear();
    pauses = 0;
    paused = 0;
    leastLeft = OptionalLong.empty();
  }

  private void take(String line) {
    Matcher safepoint = SAFEPOINT.matcher(line);
    if (safepoint.find()) {
      long nanos = Long.parseLong(safepoint.group(2));
      longest.merge(
          safepoint.group(1), Duration.ofNanos(nanos), (a, b) -> a.compareTo(b) < 0 ? b : a);
      pauses++;
      paused += nanos;
      return;
    }
    Matcher left = LEFT.matcher(line);
    if (left.find()) {
      long megabytes = Long.parseLong(left.group(1));
      leastLeft = OptionalLong.of(Math.min(megabytes, leastLeft.orElse(megabytes)));
    }
  }

  /** Longest time in which all threads stood still. */
  Duration longest() {
    return longest.values().stream().max(Duration::compareTo).orElse(Duration.ZERO);
  }

  /** What it was for, as HotSpot calls it. */
  String cause() {
    return longest.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse("none");
  }

  /** How often everything stood still. */
  long pauses() {
    return pauses;
  }

  /** For how long altogether. */
  Duration paused() {
    return Duration.ofNanos(paused);
  }

  /**
   * Megabytes after the collection that left least since the last call; empty when there was none.
   */
  OptionalLong takeLeastLeft() {
    OptionalLong least = leastLeft;
    leastLeft = OptionalLong.empty();
    return least;
  }
}
