package io.caskade.ops.syslog;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.ops.Alarm;
import io.caskade.api.ops.AlarmCode;
import io.caskade.api.ops.AlarmSource;
import io.caskade.api.ops.MetricFamily;
import io.caskade.api.rights.ChangeFeed;
import io.caskade.api.rights.journal.JournalArchive;
import io.caskade.api.rights.journal.JournalLines;
import io.caskade.lib.backoff.ExponentialBackoff;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the sealed journal for one syslog server. Syslog has no receipts: what was written is
 * counted as arrived when the connection has lived a second longer, and sent again when it broke
 * before. Rounds are confined to one thread; the alarms are for any.
 */
final class Forwarder implements AlarmSource {
  private static final Logger LOG = LoggerFactory.getLogger(Forwarder.class);
  static final Duration POLL = Duration.ofSeconds(1);
  static final Duration ALARM = Duration.ofMinutes(5);

  /** Rows read and sent at once. */
  static final int BATCH = 500;

  /** A quarter is left to chance: nodes must not knock together. */
  private static final ExponentialBackoff BACKOFF =
      new ExponentialBackoff(Duration.ofSeconds(1), Duration.ofMinutes(5), 0.25);

  private final String name;
  private final SyslogTarget target;
  private final Wire wire;
  private final CursorFile file;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final ForwarderFigures figures = new ForwarderFigures();

  private long kept = -1;
  private long sent = -1;
  private long sentBefore = -1;
  private Instant markedAt = Instant.EPOCH;
  private int failures;
  private volatile @Nullable Instant troubleSince;
  private volatile String trouble = "it does not read on";

  Forwarder(
      String name,
      SyslogTarget target,
      CursorFile file,
      InstantSource clock,
      RandomGenerator random) {
    this.name = name;
    this.target = target;
    this.file = file;
    this.clock = clock;
    this.random = random;
    wire = target.wire();
  }

  /**
   * Sends what is new.
   *
   * @return when to come again
   * @throws CaskadeException DATABASE_UNAVAILABLE; nothing changed
   */
  Duration round(ChangeFeed feed, JournalArchive archive) {
    long head = feed.head();
    try {
      if (kept < 0 || head < sent) {
        begin(head);
      }
      figures.behind(head - sent);
      long to = Math.min(head, sent + BATCH);
      if (to > sent) {
        send(archive, to);
      }
      if (failures > 0) {
        LOG.info("syslog {}: {} takes the journal again", name, target);
      }
      failures = 0;
      troubleSince = null;
      figures.behind(head - sent);
      mark();
      return sent < head ? Duration.ZERO : POLL;
    } catch (IOException e) {
      return failed(e);
    }
  }

  private void begin(long head) throws IOException {
    OptionalLong stored = kept < 0 ? file.read() : OptionalLong.empty();
    if (stored.isPresent() && stored.getAsLong() <= head) {
      kept = stored.getAsLong();
    } else {
      if (stored.isPresent() || kept >= 0) {
        LOG.warn("syslog {}: the journal is another one; forwarding begins at row {}", name, head);
      }
      file.write(head);
      kept = head;
    }
    sent = kept;
    sentBefore = kept;
  }

  /** The database is left before the network is waited for. */
  private void send(JournalArchive archive, long to) throws IOException {
    List<String> messages = new ArrayList<>();
    archive.read(sent + 1, to, row -> messages.add(JournalLines.syslog(row, target.hostName())));
    if (troubleSince == null) {
      trouble = "it does not read on";
      troubleSince = clock.instant();
    }
    wire.send(messages);
    sent = to;
    figures.sent(messages.size());
  }

  /** Each second: what was sent by the last mark is kept. */
  private void mark() throws IOException {
    Instant now = clock.instant();
    if (Duration.between(markedAt, now).compareTo(POLL) < 0) {
      return;
    }
    if (sentBefore > kept) {
      file.write(sentBefore);
      kept = sentBefore;
    }
    sentBefore = sent;
    markedAt = now;
  }

  private Duration failed(IOException e) {
    wire.close();
    figures.failed();
    sent = kept;
    sentBefore = kept;
    String reason = String.valueOf(e.getMessage());
    trouble = reason;
    troubleSince = troubleSince == null ? clock.instant() : troubleSince;
    if (++failures == 1) {
      LOG.warn("syslog {}: {} does not take the journal: {}; it waits", name, target, reason);
    }
    return BACKOFF.pause(failures, random);
  }

  /** For those who watch. */
  List<MetricFamily> metrics() {
    return figures.metrics(name);
  }

  @Override
  public List<Alarm> alarms() {
    Instant since = troubleSince;
    if (since == null || since.isAfter(clock.instant().minus(ALARM))) {
      return List.of();
    }
    return List.of(
        new Alarm(
            AlarmCode.SYSLOG_FAILING,
            "syslog " + name,
            since,
            List.of(target.toString(), trouble)));
  }

  /** From any thread; a round that waits for the network ends. */
  void close() {
    wire.close();
  }
}
