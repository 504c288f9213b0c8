package io.caskade.faces.webhooks;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.ops.Alarm;
import io.caskade.api.ops.AlarmListener;
import io.caskade.api.rights.webhooks.Webhook;
import io.caskade.api.rights.webhooks.WebhookSecret;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Tells alarms of this head-end to webhooks that ask for {@value #RAISED} or {@value #CLEARED}.
 * They wait in memory, apart from the feed: the database may be what the alarm is about. Of more
 * than {@value #MOST} for one webhook the oldest are dropped; after a restart the alarms that still
 * hold are told anew. All but the listener's methods on the loop.
 */
final class AlarmDeliveries implements AlarmListener {
  static final String RAISED = "ALARM_RAISED";
  static final String CLEARED = "ALARM_CLEARED";
  static final int MOST = 100;

  private final Loop loop;
  private final Post post;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Subscribers subscribers;
  private final Supplier<DeliverySettings> settings;
  private final Map<String, Line> lines = new LinkedHashMap<>();

  /** Who is told, as far as is known without the database. */
  interface Subscribers {
    /** Those that were there when the database was asked last. */
    List<Webhook> known();

    /**
     * A copy, which the caller destroys.
     *
     * @throws CaskadeException the vault or management is away
     */
    WebhookSecret secret(Webhook webhook);
  }

  /** What waits for one webhook; the first may be on its way. */
  private static final class Line {
    private final Deque<Event> waiting = new ArrayDeque<>();
    private boolean busy;
    private int failures;
  }

  AlarmDeliveries(
      Loop loop,
      Post post,
      InstantSource clock,
      RandomGenerator random,
      Subscribers subscribers,
      Supplier<DeliverySettings> settings) {
    this.loop = loop;
    this.post = post;
    this.clock = clock;
    this.random = random;
    this.subscribers = subscribers;
    this.settings = settings;
  }

  @Override
  public void raised(Alarm alarm) {
    loop.execute(() -> offer(RAISED, alarm, alarm.since()));
  }

  @Override
  public void cleared(Alarm alarm, Instant at) {
    loop.execute(() -> offer(CLEARED, alarm, at));
  }

  private void offer(String operation, Alarm alarm, Instant at) {
    Event event = Event.of(operation, alarm, at);
    for (Webhook webhook : subscribers.known()) {
      if (webhook.operations().contains(operation) && !webhook.paused()) {
        Line line = lines.computeIfAbsent(key(webhook), key -> new Line());
        makeRoom(line);
        line.waiting.addLast(event);
        next(key(webhook));
      }
    }
  }

  /** What is on its way stays first. */
  private static void makeRoom(Line line) {
    if (line.waiting.size() < MOST) {
      return;
    }
    @Nullable Event first = line.busy ? line.waiting.pollFirst() : null;
    line.waiting.pollFirst();
    if (first != null) {
      line.waiting.addFirst(first);
    }
  }

  private void next(String key) {
    Line line = lines.get(key);
    if (line == null || line.busy) {
      return;
    }
    Webhook webhook = present(key);
    Event event = line.waiting.peekFirst();
    if (webhook == null || webhook.paused() || event == null) {
      lines.remove(key);
      return;
    }
    line.busy = true;
    String signature;
    try {
      signature = sign(webhook, event);
    } catch (CaskadeException e) {
      later(key, line);
      return;
    }
    post.send(
        URI.create(webhook.url()),
        event,
        signature,
        settings.get().answer(),
        outcome -> answered(key, line, outcome));
  }

  private @Nullable Webhook present(String key) {
    return subscribers.known().stream()
        .filter(one -> key(one).equals(key))
        .findFirst()
        .orElse(null);
  }

  private String sign(Webhook webhook, Event event) {
    WebhookSecret secret = subscribers.secret(webhook);
    try {
      return Signature.of(secret, clock.instant(), event.body());
    } finally {
      secret.destroy();
    }
  }

  private void answered(String key, Line line, Outcome outcome) {
    if (outcome instanceof Outcome.Failed) {
      later(key, line);
      return;
    }
    line.busy = false;
    line.failures = 0;
    if (outcome instanceof Outcome.Gone) {
      line.waiting.clear();
    } else {
      line.waiting.pollFirst();
    }
    next(key);
  }

  private void later(String key, Line line) {
    line.failures++;
    loop.schedule(
        settings.get().backoff().pause(line.failures, random),
        () -> {
          line.busy = false;
          next(key);
        });
  }

  /** How many wait, by webhook. */
  List<Integer> waiting() {
    var counts = new ArrayList<Integer>();
    lines.values().forEach(line -> counts.add(line.waiting.size()));
    return counts;
  }

  private static String key(Webhook webhook) {
    return webhook.network() + "/" + webhook.id();
  }
}
