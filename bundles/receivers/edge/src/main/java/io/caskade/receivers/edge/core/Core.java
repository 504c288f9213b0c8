package io.caskade.receivers.edge.core;

import io.caskade.api.ecm.OpenedEcm;
import io.caskade.api.receivers.CoreAnswer;
import io.caskade.api.receivers.ReceiverPassword;
import io.caskade.api.receivers.Refusal;
import io.caskade.lib.backoff.ExponentialBackoff;
import io.caskade.lib.backoff.Pauses;
import io.caskade.lib.cccam.NodeId;
import io.caskade.receivers.edge.core.CoreView.State;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One of the cores: its connection, which is made again and again, how well it is, and what it was
 * asked and still owes. An index is free again when its answer came, never before: an answer tells
 * nothing but the index, and a late one must not be taken for another's. On the edge's loop, except
 * {@link #view()} and {@link #figures()}.
 *
 * <p>Longer than others, so that all that can happen to a connection stands in one place.
 */
final class Core implements Dialer.Caller, CoreSession.Observer {
  private static final Logger LOG = LoggerFactory.getLogger(Core.class);

  /** CCcam numbers questions with a byte, and 0 is none. */
  static final int MOST_OPEN = 255;

  /** Five failed log-ins within ten minutes ban an address, unless the core is set otherwise. */
  static final Duration PAUSE_AFTER_REFUSAL = Duration.ofMinutes(3);

  private static final ExponentialBackoff BACKOFF =
      new ExponentialBackoff(Duration.ofMillis(500), Duration.ofSeconds(30), 0.3);
  private static final Duration LOG_IN = Duration.ofSeconds(10);

  /** A core answers each question, be it with a refusal; after so long the answer is lost. */
  private static final Duration LOST = Duration.ofSeconds(5);

  private static final Duration SILENCE = Duration.ofSeconds(4);

  /** A slow core is not asked first again before. */
  private static final Duration REST = Duration.ofSeconds(5);

  private static final Duration SETTLED = Duration.ofSeconds(10);

  private final CoreAddress address;
  private final Surroundings around;
  private final Watcher watcher;
  private final NodeId node;
  private final Pauses pauses;
  private final CoreFigures figures = new CoreFigures();
  private final Map<Integer, Attempt> open = new HashMap<>();
  private EdgeSettings settings;
  private volatile CoreView view;
  private Dialer.@Nullable Call call;
  private @Nullable CoreSession session;
  private @Nullable Future<?> retry;
  private boolean wanted;
  private int lastIndex;
  private int misses;
  private int refusedLogIns;
  private String lastRefusal = "";
  private String lastReason = "";
  private long stateNanos;
  private long heardNanos;
  private long probedNanos;

  /** Whoever distributes the questions. */
  interface Watcher {
    /** It may be asked, or asked for more, than before. */
    void canBeAsked(Core core);

    void answered(Attempt attempt, CoreAnswer answer);

    void refused(Attempt attempt);

    /** The connection is gone; these were not answered. */
    void lost(List<Attempt> attempts);
  }

  Core(CoreAddress address, EdgeSettings settings, Surroundings around, Watcher watcher) {
    this.address = address;
    this.settings = settings;
    this.around = around;
    this.watcher = watcher;
    // Vendor byte of none of the known programs.
    node = NodeId.partner(around.random().nextInt(), 0x43);
    pauses = new Pauses(BACKOFF, around.random());
    view = new CoreView(address, State.AWAY, around.clock().instant(), "not tried yet");
  }

  CoreAddress address() {
    return address;
  }

  /** Any thread. */
  CoreView view() {
    return view;
  }

  /** Any thread. */
  CoreFigures figures() {
    return figures;
  }

  /** Other settings; whoever changes them does not want to wait for the next attempt. */
  void apply(EdgeSettings changed) {
    settings = changed;
    if (retry != null) {
      refusedLogIns = 0;
      pauses.reset();
      dial();
    }
  }

  void start() {
    wanted = true;
    dial();
  }

  void stop() {
    wanted = false;
    cancelRetry();
    if (call != null) {
      call.hangUp("stopped");
    }
  }

  private void dial() {
    cancelRetry();
    if (wanted && call == null) {
      stateNanos = around.nanos().getAsLong();
      call = around.dialer().dial(address, settings.passwordFile(), this);
    }
  }

  private void cancelRetry() {
    if (retry != null) {
      retry.cancel(false);
      retry = null;
    }
  }

  // The connection.

  @Override
  public void opened(ReceiverPassword password) {
    session = new CoreSession(settings.user(), password, node, this);
    become(State.LOGGING_IN, "logs in");
    heardNanos = around.nanos().getAsLong();
    probedNanos = heardNanos;
  }

  @Override
  public void received(ByteBuffer bytes) {
    if (session != null) {
      session.received(bytes);
    }
  }

  @Override
  public void closed(String reason) {
    CoreSession gone = session;
    call = null;
    session = null;
    boolean shown = gone != null && gone.isBeforeAcceptance();
    refusedLogIns = shown ? refusedLogIns + 1 : 0;
    if (gone != null) {
      gone.over();
    }
    String why =
        shown ? "it closes at the log-in: user, password, or the address of this node" : reason;
    if (!lastReason.equals(why) && wanted) {
      lastReason = why;
      LOG.warn("edge {}: core {} is away: {}", settings.name(), address, why);
    }
    become(State.AWAY, why);
    giveBack();
    if (wanted) {
      retry = around.loop().schedule(this::dial, pause().toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** A core that was killed in the middle of a log-in looks like one that refused it. */
  private Duration pause() {
    return refusedLogIns > 1 ? PAUSE_AFTER_REFUSAL : pauses.next();
  }

  private void giveBack() {
    List<Attempt> owed = new ArrayList<>(open.values());
    open.clear();
    owed.forEach(Attempt::end);
    watcher.lost(owed);
  }

  private void become(State state, String detail) {
    CoreView now = view;
    if (now.state() != state) {
      stateNanos = around.nanos().getAsLong();
    }
    view =
        new CoreView(
            address, state, now.state() == state ? now.since() : around.clock().instant(), detail);
  }

  // What the session tells.

  @Override
  public void send(byte[] bytes) {
    if (call != null) {
      call.send(bytes);
    }
  }

  @Override
  public void heard() {
    heardNanos = around.nanos().getAsLong();
  }

  @Override
  public void cardsChanged() {
    CoreSession present = session;
    if (present == null) {
      return;
    }
    if (!view.isAsked() && present.isReady()) {
      misses = 0;
      refusedLogIns = 0;
      lastReason = "";
      figures.logIns.increment();
      become(State.WELL, present.server());
      LOG.info("edge {}: core {} can be asked", settings.name(), address);
    }
    if (view.isAsked()) {
      watcher.canBeAsked(this);
    }
  }

  @Override
  public void opened(int index, OpenedEcm ecm) {
    Attempt attempt = answered(index);
    if (attempt != null) {
      figures.opened.increment();
      watcher.answered(attempt, new CoreAnswer.Opened(ecm));
      watcher.canBeAsked(this);
    }
  }

  @Override
  public void refused(int index, String word) {
    Attempt attempt = answered(index);
    if (attempt == null) {
      return;
    }
    figures.refused.increment();
    if (word.equals(Refusal.ECM_FOREIGN.word())) {
      watcher.answered(attempt, new CoreAnswer.Foreign());
    } else {
      tell(word);
      watcher.refused(attempt);
    }
    watcher.canBeAsked(this);
  }

  private @Nullable Attempt answered(int index) {
    Attempt attempt = open.remove(index);
    if (attempt != null) {
      attempt.end();
      if (!attempt.isMissed()) {
        misses = 0;
      }
    }
    return attempt;
  }

  /** Once for each reason in a row. */
  private void tell(String word) {
    if (!word.equals(lastRefusal)) {
      lastRefusal = word;
      LOG.warn("edge {}: core {} refuses ECMs: {}", settings.name(), address, word);
    }
  }

  @Override
  public void useless(String reason) {
    if (call != null) {
      call.hangUp(reason);
    }
  }

  // Questions.

  boolean isWell() {
    return view.state() == State.WELL;
  }

  /** Connected and logged in, however slow. */
  boolean isAsked() {
    return view.isAsked();
  }

  /** Whether there is room for another question of this CAID. */
  boolean canBeAsked(int caSystemId) {
    CoreSession present = session;
    return present != null
        && view.isAsked()
        && open.size() < MOST_OPEN
        && present.serves(caSystemId);
  }

  /** Asks; it {@linkplain #canBeAsked can be}. */
  void ask(Question question) {
    CoreSession present = session;
    if (present == null) {
      throw new IllegalStateException("core " + address + " is away");
    }
    int index = lastIndex;
    do {
      index = index % MOST_OPEN + 1;
    } while (open.containsKey(index));
    lastIndex = index;
    Attempt attempt = new Attempt(question, this, around.nanos().getAsLong());
    open.put(index, attempt);
    question.attempts().add(attempt);
    figures.asked.increment();
    present.ask(index, question.caSystemId(), question.ecm());
  }

  /** A question had no answer in time. */
  void missed() {
    figures.missed.increment();
    misses++;
    if (misses >= settings.failures() && isWell()) {
      LOG.warn(
          "edge {}: core {} left {} questions in a row without an answer in time; others are"
              + " preferred",
          settings.name(),
          address,
          misses);
      become(State.SLOW, view.detail());
      probe();
    }
  }

  // Health.

  private void probe() {
    CoreSession present = session;
    if (present != null) {
      probedNanos = around.nanos().getAsLong();
      present.keepalive();
    }
  }

  /** Looks how it is; about once a second. */
  void watch() {
    Dialer.Call present = call;
    if (present == null) {
      return;
    }
    long now = around.nanos().getAsLong();
    if (!view.isAsked()) {
      if (now - stateNanos > LOG_IN.toNanos()) {
        present.hangUp("its log-in is not over after " + LOG_IN.toSeconds() + " s" + missing());
      }
    } else if (probedNanos - heardNanos > 0 && now - probedNanos > SILENCE.toNanos()) {
      present.hangUp("it has been silent for " + SILENCE.toSeconds() + " s");
    } else if (open.values().stream().anyMatch(one -> now - one.sinceNanos() > LOST.toNanos())) {
      present.hangUp("it lost a question");
    } else {
      keepWell(now);
    }
  }

  private String missing() {
    CoreSession present = session;
    return present == null || present.server().isEmpty()
        ? ""
        : ": it offers no card, as long as it does not serve the network of the account";
  }

  private void keepWell(long now) {
    if (isWell()) {
      if (now - stateNanos > SETTLED.toNanos()) {
        pauses.reset();
      }
      boolean quiet = now - heardNanos >= settings.keepalive().toNanos();
      if (quiet && probedNanos - heardNanos <= 0) {
        probe();
      }
    } else if (now - stateNanos > REST.toNanos()) {
      misses = 0;
      become(State.WELL, view.detail());
      LOG.info("edge {}: core {} is asked as before", settings.name(), address);
      watcher.canBeAsked(this);
    }
  }
}
