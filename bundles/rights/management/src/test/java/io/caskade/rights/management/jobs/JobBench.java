package io.caskade.rights.management.jobs;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.Caller;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.CardQuery;
import io.caskade.api.rights.Store;
import io.caskade.api.rights.jobs.BulkWork;
import io.caskade.api.rights.jobs.Job;
import io.caskade.rights.management.Bench;
import io.caskade.rights.management.Presence;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Jobs that run when the test says so. */
final class JobBench {
  /** Of several nodes this one runs jobs. */
  final AtomicBoolean runs = new AtomicBoolean(true);

  final Bench bench = new Bench();
  final Jobs jobs = new Jobs(bench.presence, bench.gate, bench.records, bench.ids, bench.clock);

  /** Small chunks, so that few cards make many transactions. */
  private final JobSettings settings =
      new JobSettings(4, Duration.ZERO, Duration.ofSeconds(5), Duration.ofDays(90));

  JobRounds rounds() {
    return rounds(bench.store);
  }

  JobRounds rounds(Store store) {
    Presence presence = new Presence(store, null, bench.vault, null);
    return new JobRounds(() -> presence, bench.ids, bench.clock, settings, time -> {}, runs::get);
  }

  /** Starts work, runs it to its end, and gives its last state. */
  Job run(Caller caller, BulkWork work) {
    Job job = jobs.start(caller, work);
    rounds().round();
    return show(job);
  }

  Job run(BulkWork work) {
    return run(Bench.ADMINISTRATOR, work);
  }

  Job show(Job job) {
    return jobs.show(Bench.ADMINISTRATOR, job.network(), job.id());
  }

  List<Card> cards() {
    return bench.store.cards(CardQuery.all(NetworkId.MAIN, Optional.empty(), 1_000));
  }

  static BulkWork.CardSelection serials(long... serials) {
    return new BulkWork.CardSelection.Serials(
        Arrays.stream(serials).mapToObj(CardSerial::new).toList());
  }

  static BulkWork.CardSelection everyCard() {
    return new BulkWork.CardSelection.Query(CardQuery.all(NetworkId.MAIN, Optional.empty(), 1_000));
  }
}
