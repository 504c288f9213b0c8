package io.caskade.ops.syslog;

import io.caskade.api.ops.MetricFamily;
import io.caskade.api.ops.MetricFamily.Sample;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** How far a forwarder is. Written by its thread, read by any. */
final class ForwarderFigures {
  private final LongAdder rows = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final AtomicLong behind = new AtomicLong();

  void sent(long more) {
    rows.add(more);
  }

  void failed() {
    failures.increment();
  }

  /** Rows that were not sent yet. */
  void behind(long number) {
    behind.set(number);
  }

  List<MetricFamily> metrics(String forwarder) {
    Map<String, String> own = Map.of("forwarder", forwarder);
    return List.of(
        MetricFamily.counter(
            "syslog_rows",
            "Rows of the journal that were sent; those sent again count again.",
            List.of(Sample.of(own, rows.sum()))),
        MetricFamily.counter(
            "syslog_failures", "Attempts that failed.", List.of(Sample.of(own, failures.sum()))),
        MetricFamily.gauge(
            "syslog_waiting_rows",
            "Rows that are not sent yet, as far as the database could be asked.",
            List.of(Sample.of(own, behind.get()))));
  }
}
