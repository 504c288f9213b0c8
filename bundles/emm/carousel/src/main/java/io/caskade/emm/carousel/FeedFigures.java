package io.caskade.emm.carousel;

import io.caskade.api.base.EmmDatagram;
import io.caskade.api.emm.EmmAudience;
import io.caskade.api.emm.FeedStatistics;
import io.caskade.api.ops.MetricFamily;
import io.caskade.api.ops.MetricFamily.Sample;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** What one feed gave out, by the share that it belonged to. Any thread. */
final class FeedFigures {
  private static final String SEVERAL = "several";

  private final EmmAudience audience;
  private final Map<Share, LongAdder> sent = new EnumMap<>(Share.class);
  private final Map<Share, LongAdder> bytes = new EnumMap<>(Share.class);

  /** A feed and what it says about itself at one moment. */
  record Shown(FeedFigures figures, FeedStatistics statistics) {}

  FeedFigures(EmmAudience audience) {
    this.audience = audience;
    for (Share share : Share.values()) {
      sent.put(share, new LongAdder());
      bytes.put(share, new LongAdder());
    }
  }

  void sent(Share share, EmmDatagram emm) {
    Objects.requireNonNull(sent.get(share)).increment();
    Objects.requireNonNull(bytes.get(share)).add(emm.section().length());
  }

  /** The metrics of all feeds. */
  static List<MetricFamily> metrics(List<Shown> feeds) {
    List<Sample> emms = new ArrayList<>();
    List<Sample> octets = new ArrayList<>();
    List<Sample> waiting = new ArrayList<>();
    List<Sample> oldest = new ArrayList<>();
    List<Sample> cycle = new ArrayList<>();
    List<Sample> cycles = new ArrayList<>();
    List<Sample> cards = new ArrayList<>();
    List<Sample> dummies = new ArrayList<>();
    for (Shown feed : feeds) {
      FeedFigures figures = feed.figures();
      FeedStatistics now = feed.statistics();
      for (Share share : Share.values()) {
        Map<String, String> labels = figures.labels(name(share));
        emms.add(Sample.of(labels, Objects.requireNonNull(figures.sent.get(share)).sum()));
        octets.add(Sample.of(labels, Objects.requireNonNull(figures.bytes.get(share)).sum()));
      }
      waiting.add(Sample.of(figures.labels("single"), now.waitingChanges()));
      waiting.add(Sample.of(figures.labels("bulk"), now.waitingBulk()));
      waiting.add(Sample.of(figures.labels("repeat"), now.waitingRepeats()));
      Map<String, String> own = figures.labels();
      oldest.add(Sample.of(own, seconds(now.oldestChange().toNanos())));
      cycle.add(Sample.of(own, seconds(now.cycle().toNanos())));
      cycles.add(Sample.of(own, now.cycles()));
      cards.add(Sample.of(own, now.cards()));
      dummies.add(Sample.of(own, now.dummies()));
    }
    return List.of(
        MetricFamily.counter("carousel_emms", "EMMs given to an output, by class.", emms),
        MetricFamily.counter("carousel_bytes", "Bytes of their sections.", octets),
        MetricFamily.gauge(
            "carousel_waiting", "Changes that wait to go on air, or to be repeated.", waiting),
        MetricFamily.gauge(
            "carousel_oldest_change_seconds", "Age of the oldest change not yet on air.", oldest),
        MetricFamily.gauge(
            "carousel_cycle_seconds", "Length of the last whole cycle; 0 before it ended.", cycle),
        MetricFamily.counter("carousel_cycles", "Cycles completed.", cycles),
        MetricFamily.gauge("carousel_cards", "Cards that an output serves.", cards),
        MetricFamily.counter("carousel_dummies", "EMMs for nobody, sent in silence.", dummies));
  }

  private static String name(Share share) {
    return share == Share.FRESH ? "single" : share.name().toLowerCase(Locale.ROOT);
  }

  private static double seconds(long nanos) {
    return (double) nanos / TimeUnit.SECONDS.toNanos(1);
  }

  private Map<String, String> labels() {
    return Map.of("output", audience.name(), "network", network());
  }

  private Map<String, String> labels(String of) {
    return Map.of("output", audience.name(), "network", network(), "class", of);
  }

  private String network() {
    return audience.networks().size() == 1
        ? audience.networks().iterator().next().value()
        : SEVERAL;
  }
}
