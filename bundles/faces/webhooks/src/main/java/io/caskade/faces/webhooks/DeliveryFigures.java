package io.caskade.faces.webhooks;

import io.caskade.api.ops.MetricFamily;
import io.caskade.api.ops.MetricFamily.Sample;
import io.caskade.api.ops.MetricSource;
import io.caskade.api.rights.webhooks.Webhook;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** What was delivered, by webhook. Counted on the loop, read by any thread, without a lock. */
final class DeliveryFigures implements MetricSource {
  /** Digits of a webhook's id that tell it from the others. */
  private static final int SHORT_ID = 8;

  private final Map<String, Figures> byWebhook = new ConcurrentHashMap<>();
  private final AtomicLong head = new AtomicLong();

  /** Of one webhook. */
  private static final class Figures {
    private final Map<String, String> labels;
    private final LongAdder delivered = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final AtomicLong taken = new AtomicLong();

    Figures(Webhook webhook) {
      String id = webhook.id();
      labels =
          Map.of(
              "network", webhook.network().value(),
              "webhook", id.substring(0, Math.min(SHORT_ID, id.length())));
    }
  }

  /** The feed reaches to here. */
  void sealed(long seq) {
    head.set(seq);
  }

  /** What became of one try. */
  void answered(Course course, Outcome outcome) {
    Figures figures = of(course.webhook());
    (outcome instanceof Outcome.Taken ? figures.delivered : figures.failed).increment();
    figures.taken.set(course.taken());
  }

  /** How far each is; those that are gone are forgotten. */
  void show(Map<String, Course> courses) {
    Set<String> present = ConcurrentHashMap.newKeySet();
    for (Course course : courses.values()) {
      present.add(key(course.webhook()));
      of(course.webhook()).taken.set(course.taken());
    }
    byWebhook.keySet().retainAll(present);
  }

  private Figures of(Webhook webhook) {
    return byWebhook.computeIfAbsent(key(webhook), unused -> new Figures(webhook));
  }

  private static String key(Webhook webhook) {
    return webhook.network() + "/" + webhook.id();
  }

  @Override
  public List<MetricFamily> metrics() {
    List<Sample> delivered = new ArrayList<>();
    List<Sample> failed = new ArrayList<>();
    List<Sample> behind = new ArrayList<>();
    for (Figures figures : byWebhook.values()) {
      delivered.add(Sample.of(figures.labels, figures.delivered.sum()));
      failed.add(Sample.of(figures.labels, figures.failed.sum()));
      behind.add(Sample.of(figures.labels, Math.max(0, head.get() - figures.taken.get())));
    }
    return List.of(
        MetricFamily.counter("webhook_delivered", "Events that a receiver took.", delivered),
        MetricFamily.counter("webhook_failures", "Tries that failed.", failed),
        MetricFamily.gauge(
            "webhook_waiting_changes",
            "Changes of the journal that a webhook has still to look at.",
            behind));
  }
}
