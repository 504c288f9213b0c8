package io.caskade.receivers.server;

import io.caskade.api.ops.MetricFamily;
import io.caskade.api.ops.MetricFamily.Sample;
import io.caskade.api.receivers.ReceiverClient;
import io.caskade.api.receivers.Refusal;
import io.caskade.receivers.server.words.OpeningFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The server's figures for those who watch. */
final class ServerMetrics {
  private ServerMetrics() {}

  /** What there is at this moment. */
  record Levels(int cachedEcms, int waitingEcms, int blocked, int banned) {}

  static List<MetricFamily> of(
      List<ReceiverClient> clients,
      int accounts,
      ServerFigures figures,
      OpeningFigures openings,
      Levels levels) {
    return List.of(
        MetricFamily.gauge(
            "receivers_clients", "Receivers that are logged in.", byProtocol(clients)),
        MetricFamily.gauge("receivers_accounts", "Receiver accounts.", accounts),
        MetricFamily.counter(
            "receivers_answers",
            "ECMs of receivers by what became of them, and receivers that were sent away.",
            answers(figures)),
        MetricFamily.histogram(
            "receivers_answer_seconds",
            "Time from a receiver's ECM to its answer.",
            List.of(new Sample(Map.of(), figures.times().reading()))),
        MetricFamily.counter(
            "receivers_failed_logins",
            "Log-ins of receivers that failed.",
            figures.failedLogInSum()),
        MetricFamily.counter("receivers_opened_ecms", "ECMs that were opened.", openings.opened()),
        MetricFamily.counter(
            "receivers_foreign_ecms",
            "ECMs with one of our CAIDs that are none of ours.",
            openings.foreign()),
        MetricFamily.counter(
            "receivers_unavailable_ecms",
            "ECMs that no profile opened in time.",
            openings.unavailable()),
        MetricFamily.counter(
            "receivers_overflown_ecms",
            "ECMs that were refused because too many waited.",
            openings.overflow()),
        MetricFamily.counter(
            "receivers_unsafe_word_ecms",
            "ECMs with a control word without the sums of DVB-CSA, which receivers alter.",
            openings.unsafeWords()),
        MetricFamily.gauge(
            "receivers_cached_ecms", "ECMs whose words are kept.", levels.cachedEcms()),
        MetricFamily.gauge(
            "receivers_waiting_ecms", "ECMs that wait to be opened.", levels.waitingEcms()),
        MetricFamily.gauge(
            "receivers_blocked_accounts", "Accounts that watched too much.", levels.blocked()),
        MetricFamily.gauge(
            "receivers_banned_addresses",
            "Addresses that failed to log in too often.",
            levels.banned()));
  }

  private static List<Sample> byProtocol(List<ReceiverClient> clients) {
    Map<String, Integer> count = new TreeMap<>();
    clients.forEach(client -> count.merge(client.protocol(), 1, Integer::sum));
    return count.entrySet().stream()
        .map(entry -> Sample.of(Map.of("protocol", entry.getKey()), entry.getValue()))
        .toList();
  }

  private static List<Sample> answers(ServerFigures figures) {
    List<Sample> samples = new ArrayList<>();
    samples.add(Sample.of(Map.of("result", "found"), figures.foundSum()));
    for (Refusal reason : Refusal.values()) {
      samples.add(
          Sample.of(
              Map.of("result", reason.name().toLowerCase(Locale.ROOT)),
              figures.refusedSum(reason)));
    }
    return samples;
  }
}
