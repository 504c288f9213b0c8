package io.caskade.ops.metrics;

import io.caskade.api.ops.MetricFamily;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** {@code /metrics}. One scrape at a time, so that many scrapers cost no more than one core. */
final class MetricsServlet extends Guard {
  private static final long serialVersionUID = 1L;
  private static final double NANOS = 1e9;

  private final transient Supplier<List<MetricFamily>> readings;
  private final transient ReentrantLock turn = new ReentrantLock();
  private final transient AtomicLong lastNanos = new AtomicLong();

  MetricsServlet(Supplier<Access> access, Supplier<List<MetricFamily>> readings) {
    super(access);
    this.readings = readings;
  }

  @Override
  void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
    String type = Exposition.contentType(request.getHeader("Accept"));
    send(response, HttpServletResponse.SC_OK, type, text(type));
  }

  private String text(String type) throws IOException {
    turn.lock();
    try {
      long began = System.nanoTime();
      List<MetricFamily> all = new ArrayList<>(readings.get());
      all.add(
          MetricFamily.gauge(
              "metrics_scrape_seconds",
              "How long the scrape before this one took.",
              lastNanos.get() / NANOS));
      StringWriter text = new StringWriter();
      Exposition.write(type, text, all);
      lastNanos.set(System.nanoTime() - began);
      return text.toString();
    } finally {
      turn.unlock();
    }
  }
}
