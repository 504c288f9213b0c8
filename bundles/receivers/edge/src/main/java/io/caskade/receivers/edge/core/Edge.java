package io.caskade.receivers.edge.core;

import io.caskade.api.ecm.EcmDatagram;
import io.caskade.api.ops.Alarm;
import io.caskade.api.ops.EndpointState;
import io.caskade.api.ops.MetricFamily;
import io.caskade.api.ops.Peer;
import io.caskade.api.receivers.CoreAnswer;
import io.caskade.api.receivers.CoreSites;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An edge node's way to its cores, without OSGi. Connections to all of them stand all the time, so
 * that the next takes over within a question. Any thread except the loop.
 */
public final class Edge implements CoreSites {
  private static final Logger LOG = LoggerFactory.getLogger(Edge.class);
  private static final long WATCH_SECONDS = 1;
  private static final long PATIENCE_SECONDS = 2;

  private final Surroundings around;
  private final EdgeFigures figures = new EdgeFigures();
  private final Questions questions;
  private volatile EdgeSettings settings;
  private volatile List<Core> cores = List.of();
  private volatile boolean running;
  private volatile Instant since;

  /** Of the loop. */
  private @Nullable Future<?> watching;

  /** One that does nothing yet. */
  public Edge(EdgeSettings settings, Surroundings around) {
    this.settings = settings;
    this.around = around;
    questions = new Questions(around, figures);
    since = around.clock().instant();
  }

  /** Connects. */
  public synchronized void start() {
    if (running) {
      return;
    }
    running = true;
    since = around.clock().instant();
    onLoop(
        () -> {
          take(settings);
          watching =
              around
                  .loop()
                  .scheduleWithFixedDelay(
                      this::watch, WATCH_SECONDS, WATCH_SECONDS, TimeUnit.SECONDS);
        });
  }

  /** Closes the connections; what is asked for is away until {@link #start()}. */
  public synchronized void stop() {
    if (!running) {
      return;
    }
    running = false;
    since = around.clock().instant();
    onLoop(
        () -> {
          if (watching != null) {
            watching.cancel(false);
          }
          cores.forEach(Core::stop);
          cores = List.of();
          questions.use(List.of(), settings.timeout());
          questions.end();
        });
  }

  /** Other settings from now on; connections that they do not concern stay. */
  public synchronized void apply(EdgeSettings changed) {
    if (running) {
      onLoop(() -> take(changed));
    } else {
      settings = changed;
    }
  }

  private void take(EdgeSettings changed) {
    boolean sameLogIn = changed.sameLogIn(settings);
    List<Core> present = new ArrayList<>();
    List<Core> fresh = new ArrayList<>();
    for (CoreAddress address : changed.cores()) {
      Optional<Core> kept =
          cores.stream().filter(core -> sameLogIn && core.address().equals(address)).findFirst();
      kept.ifPresent(core -> core.apply(changed));
      present.add(
          kept.orElseGet(
              () -> {
                Core made = new Core(address, changed, around, questions);
                fresh.add(made);
                return made;
              }));
    }
    List<Core> gone = cores.stream().filter(core -> !present.contains(core)).toList();
    settings = changed;
    cores = List.copyOf(present);
    questions.use(cores, changed.timeout());
    fresh.forEach(Core::start);
    gone.forEach(Core::stop);
  }

  private void watch() {
    try {
      cores.forEach(Core::watch);
    } catch (RuntimeException e) {
      // The timer would end with it.
      LOG.error("edge {}: its cores could not be looked at", settings.name(), e);
    }
  }

  /** Does it on the loop and waits for it. */
  private void onLoop(Runnable task) {
    CountDownLatch done = new CountDownLatch(1);
    try {
      around
          .loop()
          .execute(
              () -> {
                try {
                  task.run();
                } finally {
                  done.countDown();
                }
              });
      if (!done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("edge {}: its loop is busy for more than {} s", settings.name(), PATIENCE_SECONDS);
      }
    } catch (RejectedExecutionException e) {
      LOG.debug("edge {}: its loop has ended", settings.name());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  // For the control-word server.

  @Override
  public boolean serves(int caSystemId, EcmDatagram ecm) {
    return settings.own().contains(caSystemId, ecm);
  }

  @Override
  public void open(int caSystemId, EcmDatagram ecm, Consumer<CoreAnswer> taker) {
    if (!running || !serves(caSystemId, ecm)) {
      taker.accept(new CoreAnswer.Away());
      return;
    }
    Question question = new Question(caSystemId, ecm, taker);
    try {
      around.loop().execute(() -> ask(question));
    } catch (RejectedExecutionException e) {
      LOG.debug("edge {}: its loop has ended", settings.name());
      taker.accept(new CoreAnswer.Away());
    }
  }

  private void ask(Question question) {
    if (running) {
      questions.ask(question);
    } else {
      question.finish(new CoreAnswer.Away());
    }
  }

  // For faces.

  public EndpointState state() {
    if (!running) {
      return EndpointState.STOPPED;
    }
    return report().isServed() ? EndpointState.RUNNING : EndpointState.STARTING;
  }

  public Instant since() {
    return running ? report().since(since) : since;
  }

  public String detail() {
    return running ? report().detail() : "Stopped.";
  }

  public Map<String, Long> counters() {
    return report().counters();
  }

  public List<Peer> peers() {
    return report().peers();
  }

  public List<Alarm> alarms() {
    return running ? report().alarms(around.clock().instant()) : List.of();
  }

  public List<MetricFamily> metrics() {
    return report().metrics();
  }

  private EdgeReport report() {
    return new EdgeReport(settings.name(), cores, figures);
  }
}
