package io.caskade.ops.syslog;

import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.Actor;
import io.caskade.api.rights.ChangeFeed;
import io.caskade.api.rights.journal.JournalArchive;
import io.caskade.api.rights.journal.JournalRow;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** A journal in memory, as the two services that a forwarder asks. */
final class TestJournal {
  final List<JournalRow> rows = new ArrayList<>();

  void seal(int count) {
    for (int i = 0; i < count; i++) {
      long seq = rows.size() + 1L;
      rows.add(
          new JournalRow(
              seq,
              new UUID(7, seq),
              Instant.parse("2026-06-01T12:00:00Z"),
              new Actor("вера", "console"),
              "SUSPEND",
              new NetworkId("main"),
              "card:2100000000",
              "OK",
              "",
              "{}"));
    }
  }

  ChangeFeed feed() {
    return answering(ChangeFeed.class, "head", arguments -> (long) rows.size());
  }

  @SuppressWarnings("unchecked")
  JournalArchive archive() {
    return answering(
        JournalArchive.class,
        "read",
        arguments -> {
          long from = (Long) arguments[0];
          long to = (Long) arguments[1];
          rows.stream()
              .filter(row -> row.seq() >= from && row.seq() <= to)
              .forEach((Consumer<JournalRow>) arguments[2]);
          return 0L;
        });
  }

  private interface Answer {
    Object to(Object[] arguments);
  }

  private static <T> T answering(Class<T> service, String only, Answer answer) {
    return service.cast(
        Proxy.newProxyInstance(
            service.getClassLoader(),
            new Class<?>[] {service},
            (proxy, method, arguments) -> {
              if (!method.getName().equals(only)) {
                throw new UnsupportedOperationException(method.getName());
              }
              return answer.to(arguments == null ? new Object[0] : arguments);
            }));
  }
}
