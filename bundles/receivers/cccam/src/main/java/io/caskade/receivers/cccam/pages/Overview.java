package io.caskade.receivers.cccam.pages;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** The first page: a line for each figure, by names that programs look for. */
final class Overview {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ENGLISH);

  private Overview() {}

  static List<String> lines(Sight sight) {
    Instant now = sight.now().toInstant();
    return List.of(
        "Current time " + TIME.format(sight.now()),
        "NodeID: " + sight.node(),
        "Uptime: " + elapsed(sight.totals().since(), now),
        "Connected clients: " + sight.clients().size(),
        "Active clients: " + ClientTables.activeOf(sight).size(),
        "Total handled client ecm's: " + sight.totals().answered(),
        "Total handled client emm's: " + sight.emms(),
        "Peak load (max queued requests per workerthread): " + sight.totals().mostWaiting());
  }

  /** Days, hours, minutes and seconds; {@code 00d 00:00:00} when a clock went back. */
  static String elapsed(Instant since, Instant now) {
    Duration time = Duration.between(since, now);
    Duration shown = time.isNegative() ? Duration.ZERO : time;
    return String.format(
        Locale.ROOT,
        "%02dd %02d:%02d:%02d",
        shown.toDays(),
        shown.toHoursPart(),
        shown.toMinutesPart(),
        shown.toSecondsPart());
  }
}
