package io.caskade.receivers.edge.core;

import io.caskade.api.ops.Alarm;
import io.caskade.api.ops.AlarmCode;
import io.caskade.api.ops.MetricFamily;
import io.caskade.api.ops.MetricFamily.Sample;
import io.caskade.api.ops.Peer;
import io.caskade.receivers.edge.core.CoreView.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How an edge node stands at a moment, for faces.
 *
 * @param name of the edge
 * @param cores the preferred one first
 */
record EdgeReport(String name, List<Core> cores, EdgeFigures figures) {
  /** So long a core may be away, for a restart, before it is an alarm. */
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /** Whether any core can be asked. */
  boolean isServed() {
    return cores.stream().anyMatch(Core::isAsked);
  }

  /**
   * Since when it is so.
   *
   * @param began when the edge was started
   */
  Instant since(Instant began) {
    boolean served = isServed();
    List<Instant> changes =
        cores.stream()
            .map(Core::view)
            .filter(view -> view.isAsked() == served)
            .map(CoreView::since)
            .toList();
    // Served since the first of those that serve came; away since the last one went.
    return served
        ? changes.stream().min(Instant::compareTo).orElse(began)
        : changes.stream().max(Instant::compareTo).orElse(began);
  }

  /** One sentence for each core, in their order. */
  String detail() {
    return cores.stream().map(core -> sentence(core.view())).collect(Collectors.joining(" "));
  }

  private static String sentence(CoreView view) {
    return switch (view.state()) {
      case WELL -> "Core " + view.address() + " answers.";
      case SLOW -> "Core " + view.address() + " does not answer in time.";
      case LOGGING_IN -> "Logs in to core " + view.address() + ".";
      case AWAY -> "Core " + view.address() + " is away: " + view.detail() + ".";
    };
  }

  Map<String, Long> counters() {
    Map<String, Long> all = new LinkedHashMap<>();
    all.put("opened", figures.opened());
    all.put("foreign", figures.foreign());
    all.put("away", figures.away());
    all.put("slow", figures.slow());
    all.put("asked", cores.stream().mapToLong(core -> core.figures().asked.sum()).sum());
    all.put("refused", cores.stream().mapToLong(core -> core.figures().refused.sum()).sum());
    all.put("missed", cores.stream().mapToLong(core -> core.figures().missed.sum()).sum());
    all.put("log_ins", cores.stream().mapToLong(core -> core.figures().logIns.sum()).sum());
    return all;
  }

  /** The cores that are connected. */
  List<Peer> peers() {
    List<Peer> peers = new ArrayList<>();
    for (int i = 0; i < cores.size(); i++) {
      CoreView view = cores.get(i).view();
      if (view.isAsked()) {
        peers.add(new Peer(view.address().toString(), view.since(), facts(i + 1, cores.get(i))));
      }
    }
    return peers;
  }

  private static Map<String, String> facts(int order, Core core) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("order", Integer.toString(order));
    facts.put("state", core.view().state().name().toLowerCase(Locale.ROOT));
    facts.put("server", core.view().detail());
    facts.put("asked", Long.toString(core.figures().asked.sum()));
    facts.put("opened", Long.toString(core.figures().opened.sum()));
    facts.put("refused", Long.toString(core.figures().refused.sum()));
    facts.put("missed", Long.toString(core.figures().missed.sum()));
    return facts;
  }

  List<Alarm> alarms(Instant now) {
    List<CoreView> away =
        cores.stream()
            .map(Core::view)
            .filter(view -> !view.isAsked())
            .filter(view -> view.since().plus(PATIENCE).isBefore(now))
            .toList();
    String subject = "edge " + name;
    if (!cores.isEmpty() && away.size() == cores.size()) {
      Instant last = away.stream().map(CoreView::since).max(Instant::compareTo).orElse(now);
      return List.of(new Alarm(AlarmCode.EDGE_CORES_AWAY, subject, last, List.of(reasons(away))));
    }
    return away.stream()
        .map(
            view ->
                new Alarm(
                    AlarmCode.EDGE_CORE_AWAY,
                    subject + ", " + view.address(),
                    view.since(),
                    List.of(view.address().toString(), view.detail())))
        .toList();
  }

  private static String reasons(List<CoreView> away) {
    return away.stream()
        .map(view -> view.address() + " (" + view.detail() + ")")
        .collect(Collectors.joining(", "));
  }

  List<MetricFamily> metrics() {
    return List.of(
        MetricFamily.counter(
            "edge_answers",
            "ECMs of an edge node by what its cores made of them.",
            List.of(
                answers("opened", figures.opened()),
                answers("foreign", figures.foreign()),
                answers("away", figures.away()),
                answers("slow", figures.slow()))),
        MetricFamily.histogram(
            "edge_answer_seconds",
            "Time from asking a core to its answer.",
            List.of(new Sample(Map.of("edge", name), figures.times()))),
        MetricFamily.counter(
            "edge_core_questions",
            "ECMs that a core was asked for.",
            each(core -> core.figures().asked.sum())),
        MetricFamily.counter(
            "edge_core_missed",
            "ECMs that a core did not answer in time.",
            each(core -> core.figures().missed.sum())),
        MetricFamily.gauge(
            "edge_core_up",
            "1 while a core can be asked.",
            each(core -> core.view().state() == State.WELL ? 1 : 0)));
  }

  private Sample answers(String result, long count) {
    return Sample.of(Map.of("edge", name, "result", result), count);
  }

  /** Reads a figure of a core. */
  private interface Figure {
    double of(Core core);
  }

  private List<Sample> each(Figure figure) {
    return cores.stream()
        .map(
            core ->
                Sample.of(Map.of("edge", name, "core", core.address().toString()), figure.of(core)))
        .toList();
  }
}
