package io.caskade.receivers.cccam.pages;

import io.caskade.api.receivers.ReceiverClient;
import io.caskade.api.receivers.ReceiverShare;
import io.caskade.api.receivers.Refusal;
import io.caskade.receivers.cccam.pages.Sight.Watched;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The tables of clients. Columns and their order are what programs rely on. */
final class ClientTables {
  private static final Duration ACTIVE = Duration.ofSeconds(20);
  private static final String[] HEADINGS = {
    "Username", "Host", "Connected", "Idle time", "ECM", "EMM", "Version", "Last used share"
  };
  private static final String TIMING = "Ecm time";
  private static final double MILLI = 1e3;

  private static final Comparator<Watched> BY_NAME =
      Comparator.<Watched, String>comparing(one -> one.client().name())
          .thenComparing(one -> one.client().since());

  private ClientTables() {}

  static List<String> connected(Sight sight, Page.Looks looks) {
    List<String> lines = new ArrayList<>();
    lines.add("Connected clients: " + sight.clients().size());
    lines.addAll(tables(sight.clients(), sight.now().toInstant(), looks));
    return lines;
  }

  static List<String> active(Sight sight, Page.Looks looks) {
    List<Watched> active = activeOf(sight);
    List<String> lines = new ArrayList<>();
    lines.add(active.size() + " ACTIVE CLIENTS IN LAST " + ACTIVE.toSeconds() + " SECONDS");
    lines.addAll(tables(active, sight.now().toInstant(), looks));
    return lines;
  }

  /** Those that asked for something just now. */
  static List<Watched> activeOf(Sight sight) {
    Instant begin = sight.now().toInstant().minus(ACTIVE);
    return sight.clients().stream()
        .filter(one -> asked(one.client()) > 0 && one.client().lastAsked().isAfter(begin))
        .toList();
  }

  private static long asked(ReceiverClient client) {
    return client.found() + client.denied();
  }

  private static List<String> tables(List<Watched> clients, Instant now, Page.Looks looks) {
    List<Watched> sorted = clients.stream().sorted(BY_NAME).toList();
    TextTable table = new TextTable(headings(looks));
    TextTable shares = new TextTable("Username", "Shareinfo");
    for (Watched one : sorted) {
      table.row(cells(one, now, looks));
      for (ReceiverShare share : one.client().shares()) {
        shares.row(one.client().name(), shown(share));
      }
    }
    List<String> lines = new ArrayList<>(table.lines());
    lines.add("");
    lines.addAll(shares.lines());
    return lines;
  }

  private static String[] headings(Page.Looks looks) {
    String[] headings = Arrays.copyOf(HEADINGS, HEADINGS.length + (looks.timing() ? 1 : 0));
    if (looks.timing()) {
      headings[HEADINGS.length] = TIMING;
    }
    return headings;
  }

  private static Object[] cells(Watched one, Instant now, Page.Looks looks) {
    ReceiverClient client = one.client();
    List<Object> cells =
        new ArrayList<>(
            List.of(
                client.name(),
                client.address().getAddress().getHostAddress(),
                Overview.elapsed(client.since(), now),
                Overview.elapsed(client.lastAsked(), now),
                counted(asked(client), client.found()),
                // None of them is handed to a card.
                counted(one.emms(), 0),
                (client.protocol() + " " + client.client()).strip(),
                lastUsed(client)));
    if (looks.timing()) {
      cells.add(times(client));
    }
    return cells.toArray();
  }

  private static String counted(long all, long good) {
    return all + "(" + good + ")";
  }

  /** What it asked for last, and what came of it: {@code ok}, or the word of the log. */
  private static String lastUsed(ReceiverClient client) {
    if (client.shares().isEmpty()) {
      return "";
    }
    String service = client.service().substring(client.service().indexOf(':') + 1);
    return place(client.shares().get(0))
        + ":"
        + service.toLowerCase(Locale.ROOT)
        + " ("
        + client.lastRefusal().map(Refusal::word).orElse("ok")
        + ")";
  }

  private static String shown(ReceiverShare share) {
    return place(share) + " " + counted(share.asked(), share.found());
  }

  private static String place(ReceiverShare share) {
    return String.format(Locale.ROOT, "local %x:%x", share.caSystemId(), share.provider());
  }

  /** Last, average and the slowest of a hundred, in milliseconds. */
  private static String times(ReceiverClient client) {
    return String.format(
        Locale.ROOT,
        "%.1f / %.1f / %.1f ms",
        client.lastMicros() / MILLI,
        client.averageMicros() / MILLI,
        client.p99Micros() / MILLI);
  }
}
