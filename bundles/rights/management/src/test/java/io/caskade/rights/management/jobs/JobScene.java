package io.caskade.rights.management.jobs;

import static io.caskade.rights.management.Bench.ADMINISTRATOR;
import static io.caskade.rights.management.Bench.card;
import static io.caskade.rights.management.Bench.window;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.CardStatus;
import io.caskade.api.rights.Sold;
import io.caskade.api.rights.jobs.BulkWork;
import io.caskade.api.rights.jobs.Job;
import io.caskade.rights.management.Bench;
import java.time.Duration;
import java.util.stream.IntStream;

/** Jobs of an administrator, and cards for them. */
abstract class JobScene {
  static final NetworkId MAIN = NetworkId.MAIN;
  static final Duration MONTH = Duration.ofDays(30);

  final JobBench desk = new JobBench();
  final Bench bench = desk.bench;
  final Jobs jobs = desk.jobs;

  Job start(BulkWork work) {
    return jobs.start(ADMINISTRATOR, work);
  }

  static Card[] many(int count) {
    return IntStream.range(0, count)
        .mapToObj(serial -> card(serial, CardStatus.ACTIVE, window(1, Bench.FINISH)))
        .toArray(Card[]::new);
  }

  static BulkWork extend(BulkWork.CardSelection cards) {
    return new BulkWork.Extend(MAIN, cards, MONTH);
  }

  static BulkWork range(long first, int count, CardStatus status) {
    return new BulkWork.AddRange(MAIN, new CardSerial(first), count, status, "", Sold.NOTHING);
  }
}
