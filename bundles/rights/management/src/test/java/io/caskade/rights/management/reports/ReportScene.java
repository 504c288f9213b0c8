package io.caskade.rights.management.reports;

import io.caskade.api.base.NetworkId;
import io.caskade.api.base.ProductMask;
import io.caskade.api.rights.Caller;
import io.caskade.api.rights.CardOperation;
import io.caskade.api.rights.CardStatus;
import io.caskade.api.rights.catalogue.Product;
import io.caskade.api.rights.catalogue.Service;
import io.caskade.api.rights.people.SetTopBox;
import io.caskade.api.rights.people.Subscriber;
import io.caskade.api.rights.reports.ReportKind;
import io.caskade.api.rights.reports.ReportRequest;
import io.caskade.rights.management.ChangeIds;
import io.caskade.rights.management.Gate;
import io.caskade.rights.management.MemoryJournal;
import io.caskade.rights.management.MemoryStore;
import io.caskade.rights.management.Presence;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;

/** A year of an operator, and the desk that reports of it. */
abstract class ReportScene {
  static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  static final Caller ANN = Caller.administrator("ann", "console");

  final MemoryStore store = new MemoryStore();
  final MemoryJournal journal = new MemoryJournal(store);
  final Operator operator = new Operator(store);
  final Presence presence = new Presence(store, journal, null, null);
  final InstantSource clock = InstantSource.fixed(NOW);
  final ChangeIds ids = new ChangeIds(clock, new Random(1));
  final ReportDesk reports = new ReportDesk(presence, new Gate(presence, ids, clock), clock);

  @BeforeEach
  void aYearOfAnOperator() {
    operator.record(new Product(NetworkId.MAIN, 0, 1, "Basic", ""));
    operator.record(new Product(NetworkId.MAIN, 4, 1, "Sport", ""));
    operator.record(new Product(NetworkId.MAIN, 5, 1, "Empty", ""));
    operator.record(new Service(NetworkId.MAIN, "news", 1, "News", 101, new ProductMask(0x11), ""));
    operator.record(
        new Service(NetworkId.MAIN, "sport-1", 1, "Sport 1", 102, new ProductMask(0x10), ""));
    operator.record(
        new Subscriber(
            NetworkId.MAIN,
            "17",
            1,
            "Ann Other",
            "C-17",
            "Street 1",
            "",
            List.of("+7 1"),
            "",
            "",
            "north",
            List.of(),
            false,
            Operator.START));
    operator.record(
        new SetTopBox(NetworkId.MAIN, "BOX-1", 1, "DX100", Optional.of("17"), false, ""));
    operator.add("2026-01-10T00:00:00Z", 1, "north", 0x01);
    operator.add("2026-02-10T00:00:00Z", 2, "north", 0x11);
    operator.add("2026-03-10T00:00:00Z", 3, "south", 0x10);
    operator.give("2026-03-11T00:00:00Z", 2, "17", "BOX-1");
    operator.turn("2026-06-01T10:00:00Z", 3, CardOperation.SUSPEND, CardStatus.SUSPENDED);
    operator.sell(
        "2026-07-01T00:00:00Z", 1, Operator.window(0x10, Operator.START, Operator.FINISH));
    operator.pair("2026-08-01T00:00:00Z", 1, true, Optional.empty());
    operator.pair(
        "2026-08-02T00:00:00Z", 1, true, Optional.of(Instant.parse("2026-08-03T00:00:00Z")));
    operator.turn("2026-09-01T00:00:00Z", 2, CardOperation.RETIRE, CardStatus.RETIRED);
  }

  List<List<String>> rows(ReportKind kind, String at) {
    return reports.run(ANN, at(kind, at)).rows();
  }

  static ReportRequest at(ReportKind kind, String at) {
    return new ReportRequest(
        kind,
        NetworkId.MAIN,
        Instant.parse(at),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  static ReportRequest period(ReportKind kind, String from, String to) {
    return new ReportRequest(
        kind,
        NetworkId.MAIN,
        Instant.parse(to),
        Optional.of(Instant.parse(from)),
        Optional.empty(),
        Optional.empty());
  }

  static ReportRequest subscriber(String id, String at) {
    return new ReportRequest(
        ReportKind.SUBSCRIBER,
        NetworkId.MAIN,
        Instant.parse(at),
        Optional.empty(),
        Optional.of(id),
        Optional.empty());
  }
}
