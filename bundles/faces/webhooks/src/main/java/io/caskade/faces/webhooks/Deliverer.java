package io.caskade.faces.webhooks;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.ops.Alarm;
import io.caskade.api.ops.AlarmCode;
import io.caskade.api.ops.AlarmSource;
import io.caskade.api.ops.LeaseSeat;
import io.caskade.api.ops.MetricSource;
import io.caskade.api.ops.StreamLeases;
import io.caskade.api.rights.Caller;
import io.caskade.api.rights.ChangeFeed;
import io.caskade.api.rights.FeedListener;
import io.caskade.api.rights.webhooks.Webhook;
import io.caskade.api.rights.webhooks.WebhookManagement;
import io.caskade.api.rights.webhooks.WebhookSecret;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers the sealed feed to webhooks: each change at least once, in the order of the feed, one at
 * a time for each webhook, so that a slow receiver delays itself only. What is stored is read in
 * each round: replays, pauses and other addresses come from there. Progress is stored in batches; a
 * crash repeats at most a second or {@value Course#KEEP_EACH} deliveries.
 */
final class Deliverer implements FeedListener, AlarmSource, AlarmDeliveries.Subscribers {
  private static final Logger LOG = LoggerFactory.getLogger(Deliverer.class);
  static final Duration POLL = Duration.ofSeconds(1);

  /** Hints come as often as every 20 ms; the list of webhooks is not read that often. */
  static final Duration HINT_PAUSE = Duration.ofMillis(100);

  private static final Caller HEAD_END = Caller.administrator("head-end", "webhooks");

  private final Loop loop;
  private final Post post;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Map<String, Course> courses = new LinkedHashMap<>();
  private final AtomicBoolean hinted = new AtomicBoolean();
  private final DeliveryFigures figures = new DeliveryFigures();

  /** Of several nodes one delivers. */
  private final LeaseSeat seat = new LeaseSeat("webhooks", this::ownershipChanged);

  private volatile @Nullable WebhookManagement management;
  private volatile @Nullable ChangeFeed feed;
  private volatile DeliverySettings settings = DeliverySettings.DEFAULT;
  private volatile List<Alarm> alarms = List.of();
  private Instant keptAt = Instant.EPOCH;
  private boolean away;

  Deliverer(Loop loop, Post post, InstantSource clock, RandomGenerator random) {
    this.loop = loop;
    this.post = post;
    this.clock = clock;
    this.random = random;
  }

  synchronized void use(WebhookManagement present) {
    management = present;
  }

  /** Another one may have been bound before this one goes. */
  synchronized void forget(WebhookManagement gone) {
    if (gone.equals(management)) {
      management = null;
    }
  }

  synchronized void use(ChangeFeed present) {
    feed = present;
  }

  synchronized void forget(ChangeFeed gone) {
    if (gone.equals(feed)) {
      feed = null;
    }
  }

  void use(StreamLeases present) {
    seat.bind(present);
  }

  void forget(StreamLeases gone) {
    seat.unbind(gone);
  }

  private void ownershipChanged() {
    loop.execute(this::round);
  }

  void use(DeliverySettings changed) {
    settings = changed;
  }

  void start() {
    loop.execute(this::poll);
  }

  @Override
  public void sealed(long seq) {
    figures.sealed(seq);
    if (hinted.compareAndSet(false, true)) {
      loop.schedule(
          HINT_PAUSE,
          () -> {
            hinted.set(false);
            round();
          });
    }
  }

  /** For those who watch. */
  MetricSource metrics() {
    return figures;
  }

  @Override
  public List<Alarm> alarms() {
    return alarms;
  }

  @Override
  public List<Webhook> known() {
    return courses.values().stream().map(Course::webhook).toList();
  }

  @Override
  public WebhookSecret secret(Webhook webhook) {
    WebhookManagement present = management;
    if (present == null) {
      throw new CaskadeException(ErrorCode.PART_MISSING, "the management of webhooks");
    }
    return present.secret(webhook);
  }

  DeliverySettings settings() {
    return settings;
  }

  /** The last step: what was delivered is kept. On the loop. */
  void finish() {
    for (Course course : courses.values()) {
      guarded((webhooks, changes) -> keep(webhooks, course, true));
    }
    courses.clear();
    seat.close();
  }

  private void poll() {
    try {
      round();
    } finally {
      loop.schedule(POLL, this::poll);
    }
  }

  private void round() {
    if (!seat.owns()) {
      // Nothing is kept: the node that delivers now may be further on already.
      courses.clear();
      alarms = List.of();
      return;
    }
    boolean well = guarded((webhooks, changes) -> refresh(webhooks.all()));
    if (well) {
      Instant now = clock.instant();
      boolean due = Duration.between(keptAt, now).compareTo(POLL) >= 0;
      keptAt = due ? now : keptAt;
      for (Course course : courses.values()) {
        well &= step(course, due);
      }
    }
    if (well && away) {
      LOG.info("Webhooks are told again");
      away = false;
    }
    showAlarms();
  }

  /** Each on its own: what is wrong with one webhook stops no other. */
  private boolean step(Course course, boolean due) {
    return guarded(
        (webhooks, changes) -> {
          keep(webhooks, course, due);
          pump(webhooks, changes, course);
        });
  }

  private void refresh(List<Webhook> present) {
    Map<String, Webhook> byId = new LinkedHashMap<>();
    present.forEach(webhook -> byId.put(key(webhook), webhook));
    courses.keySet().retainAll(byId.keySet());
    byId.forEach(
        (key, webhook) -> {
          Course course = courses.get(key);
          if (course == null) {
            courses.put(key, new Course(webhook));
          } else if (course.differs(webhook)) {
            course.restart(webhook);
          }
        });
  }

  private static String key(Webhook webhook) {
    return webhook.network() + "/" + webhook.id();
  }

  private void keep(WebhookManagement webhooks, Course course, boolean due) {
    course
        .toKeep(due)
        .ifPresent(
            seq -> {
              webhooks.delivered(course.webhook(), seq);
              course.kept(seq);
            });
  }

  private void pump(Course course) {
    guarded((webhooks, changes) -> pump(webhooks, changes, course));
  }

  private void pump(WebhookManagement webhooks, ChangeFeed changes, Course course) {
    if (!seat.owns() || !serves(course) || !course.ready(clock.instant())) {
      return;
    }
    long before = course.position();
    Optional<Event> next = course.next(changes);
    if (next.isPresent()) {
      send(webhooks, course, next.get());
    } else if (course.position() > before) {
      // Others have their turn before more is passed over.
      loop.execute(() -> pump(course));
    }
  }

  private boolean serves(Course course) {
    return courses.get(key(course.webhook())) == course;
  }

  private void send(WebhookManagement webhooks, Course course, Event event) {
    String signature;
    try {
      signature = sign(webhooks, course, event);
    } catch (CaskadeException e) {
      later(course, "its secret cannot be opened: " + e.code());
      return;
    }
    int round = course.round();
    post.send(
        URI.create(course.webhook().url()),
        event,
        signature,
        settings.answer(),
        outcome -> answered(course, round, event, outcome));
    course.sent();
  }

  private String sign(WebhookManagement webhooks, Course course, Event event) {
    WebhookSecret secret = webhooks.secret(course.webhook());
    try {
      return Signature.of(secret, clock.instant(), event.body());
    } finally {
      secret.destroy();
    }
  }

  private void answered(Course course, int round, Event event, Outcome outcome) {
    course.answered();
    if (!serves(course)) {
      return;
    }
    if (round == course.round()) {
      if (outcome instanceof Outcome.Taken) {
        course.took(event);
      } else if (outcome instanceof Outcome.Gone) {
        pause(course);
      } else if (outcome instanceof Outcome.Failed failed) {
        later(course, failed.reason());
      }
      figures.answered(course, outcome);
    }
    step(course, false);
  }

  private void later(Course course, String reason) {
    Instant now = clock.instant();
    int failures = course.failed(reason, now);
    Duration pause = settings.backoff().pause(failures, random);
    course.pauseUntil(now.plus(pause));
    loop.schedule(pause, () -> pump(course));
    if (failures == 1) {
      LOG.warn(
          "Webhook {} at {} does not take events: {}; they wait and are tried again",
          key(course.webhook()),
          receiver(course.webhook()),
          reason);
    }
  }

  /** Receivers answer 410 when they want nothing any more; somebody changed it, or it is paused. */
  private void pause(Course course) {
    boolean done =
        guarded(
            (webhooks, changes) -> {
              keep(webhooks, course, true);
              Webhook known = course.webhook();
              boolean untouched =
                  webhooks.all().stream()
                      .anyMatch(
                          now -> key(now).equals(key(known)) && now.version() == known.version());
              if (untouched) {
                course.restart(webhooks.change(HEAD_END, paused(known)));
                LOG.warn("Webhook {} is paused: {} answered 410", key(known), receiver(known));
              }
            });
    if (!done || !course.webhook().paused()) {
      later(course, "HTTP 410");
    }
  }

  private static Webhook paused(Webhook webhook) {
    return new Webhook(
        webhook.network(),
        webhook.id(),
        webhook.version(),
        webhook.url(),
        webhook.secret(),
        webhook.operations(),
        webhook.delivered(),
        true);
  }

  /** Without path and query, which may hold a password of the receiver. */
  private static String receiver(Webhook webhook) {
    URI address = URI.create(webhook.url());
    return address.getScheme() + "://" + address.getAuthority();
  }

  private void showAlarms() {
    Instant bearable = clock.instant().minus(settings.alarmAfter());
    var failing = new ArrayList<Alarm>();
    for (Course course : courses.values()) {
      course
          .failingSince()
          .filter(since -> !since.isAfter(bearable))
          .ifPresent(
              since ->
                  failing.add(
                      new Alarm(
                          AlarmCode.WEBHOOK_FAILING,
                          "webhook " + key(course.webhook()),
                          since,
                          List.of(receiver(course.webhook()), course.reason()))));
    }
    alarms = List.copyOf(failing);
    figures.show(courses);
  }

  /** A step that needs the database: without it everything stays as it is until the next round. */
  private boolean guarded(Step step) {
    WebhookManagement webhooks = management;
    ChangeFeed changes = feed;
    if (webhooks == null || changes == null) {
      return false;
    }
    try {
      step.run(webhooks, changes);
      return true;
    } catch (CaskadeException e) {
      if (!away) {
        LOG.warn("Webhooks wait: {}", e.getMessage());
      }
      away = true;
      return false;
    }
  }

  private interface Step {
    void run(WebhookManagement webhooks, ChangeFeed changes);
  }
}
