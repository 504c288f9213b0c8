package io.caskade.ops.airwatch;

import io.caskade.api.base.AccessCriteria;
import io.caskade.api.base.ProductMask;
import io.caskade.api.ops.MetricFamily;
import io.caskade.api.ops.MetricFamily.Kind;
import io.caskade.api.ops.MetricFamily.Reading.Value;
import io.caskade.api.ops.MetricFamily.Sample;
import io.caskade.api.ops.Peer;
import io.caskade.ops.airwatch.watch.AirReport;
import io.caskade.ops.airwatch.watch.AirReport.CardLine;
import io.caskade.ops.airwatch.watch.AirReport.ServiceLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** What a report says, for faces and for metrics. */
final class ProbeFacts {
  private static final double PER_CENT = 100;
  private static final double NANOS = 1e9;

  private ProbeFacts() {}

  /** A peer for each service of ours, then one for each test card. */
  static List<Peer> peers(AirReport report) {
    return Stream.concat(
            report.services().stream().map(ProbeFacts::service),
            report.cards().stream().map(card -> card(card, report)))
        .toList();
  }

  private static Peer service(ServiceLine line) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("network", line.network().value());
    facts.put("scrambled", Math.round(line.scrambledShare() * PER_CENT) + " %");
    facts.put("ecm", line.ecm());
    facts.put("ecm_pid", line.ecmPid().map(String::valueOf).orElse(""));
    facts.put("ecm_age_ms", line.ecmAge().map(age -> "" + age.toMillis()).orElse(""));
    facts.put("ecm_every_ms", line.ecmInterval().isZero() ? "" : "" + millis(line));
    facts.put("word", line.word());
    facts.put("word_age_s", "" + line.wordAge().toSeconds());
    facts.put("criteria", line.criteria().map(AccessCriteria::toString).orElse(""));
    facts.put("sold", line.sold().map(ProductMask::toString).orElse(""));
    facts.put("cards", String.join(" ", line.cards()));
    facts.put("alarms", String.join(" ", line.alarms()));
    return new Peer(line.title(), line.since(), facts);
  }

  private static long millis(ServiceLine line) {
    return line.ecmInterval().toMillis();
  }

  private static Peer card(CardLine line, AirReport report) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("network", line.card().network().value());
    facts.put("expected", line.card().emm().isPresent() ? "yes" : "no");
    facts.put("emm_age_s", line.emmAge().map(age -> "" + age.toSeconds()).orElse(""));
    String title = "card " + line.card().serial().printed();
    facts.put(
        "alarms",
        String.join(
            " ",
            report.alarms().stream()
                .filter(alarm -> alarm.subject().endsWith(", " + title))
                .map(alarm -> alarm.code().name())
                .toList()));
    return new Peer(title, report.at().minus(line.emmAge().orElse(Duration.ZERO)), facts);
  }

  static List<MetricFamily> metrics(String probe, AirReport report) {
    List<MetricFamily> families = new ArrayList<>();
    families.add(
        new MetricFamily(
            "air_packets",
            Kind.COUNTER,
            "Transport stream packets that the probe has seen.",
            List.of(
                new Sample(
                    Map.of("probe", probe),
                    new Value(report.counters().getOrDefault("packets", 0L))))));
    families.add(
        gauge(
            "air_stream_age_seconds",
            "Time since the last packet.",
            List.of(
                new Sample(
                    Map.of("probe", probe), new Value(report.streamAge().toNanos() / NANOS)))));
    families.add(
        services(
            "air_scrambled_ratio",
            "Share of scrambled packets, of the picture or sound that is worst.",
            probe,
            report.services(),
            ServiceLine::scrambledShare));
    families.add(
        services(
            "air_ecm_age_seconds",
            "Time since the last ECM of a service.",
            probe,
            report.services().stream().filter(line -> line.ecmAge().isPresent()).toList(),
            line -> line.ecmAge().orElse(Duration.ZERO).toNanos() / NANOS));
    families.add(
        services(
            "air_ecm_interval_seconds",
            "Mean distance of the last ECMs of a service.",
            probe,
            report.services().stream().filter(line -> !line.ecmInterval().isZero()).toList(),
            line -> line.ecmInterval().toNanos() / NANOS));
    families.add(
        services(
            "air_word_age_seconds",
            "How long a service has been scrambled with its present control word.",
            probe,
            report.services(),
            line -> line.wordAge().toNanos() / NANOS));
    families.add(
        services(
            "air_word_opens",
            "1 when the words of the present ECM descramble the service.",
            probe,
            report.services().stream().filter(line -> !line.word().equals("not-known")).toList(),
            line -> line.word().equals("present") ? 1 : 0));
    families.add(emms(probe, report));
    return families;
  }

  private static MetricFamily services(
      String name,
      String help,
      String probe,
      List<ServiceLine> lines,
      ToDoubleFunction<ServiceLine> reading) {
    return gauge(
        name,
        help,
        lines.stream()
            .map(
                line ->
                    new Sample(
                        Map.of(
                            "probe",
                            probe,
                            "network",
                            line.network().value(),
                            "service",
                            String.format(Locale.ROOT, "%d", line.serviceId())),
                        new Value(reading.applyAsDouble(line))))
            .toList());
  }

  /** The worst of a network's test cards: a label names no card. */
  private static MetricFamily emms(String probe, AirReport report) {
    Map<String, Double> worst = new TreeMap<>();
    report
        .cards()
        .forEach(
            line ->
                line.emmAge()
                    .ifPresent(
                        age ->
                            worst.merge(
                                line.card().network().value(), age.toNanos() / NANOS, Math::max)));
    return gauge(
        "air_emm_age_seconds",
        "Time since the EMM of the test card of a network that waits longest.",
        worst.entrySet().stream()
            .map(
                entry ->
                    new Sample(
                        Map.of("probe", probe, "network", entry.getKey()),
                        new Value(entry.getValue())))
            .toList());
  }

  private static MetricFamily gauge(String name, String help, List<Sample> samples) {
    return new MetricFamily(name, Kind.GAUGE, help, samples);
  }
}
