package io.caskade.ecm.ecmg.session;

import io.caskade.lib.simulcrypt.capture.CaptureDesk;
import io.caskade.lib.simulcrypt.explain.Logbook;
import io.caskade.lib.simulcrypt.explain.Seen;
import io.caskade.lib.simulcrypt.explain.SimulcryptInterface;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** What the sessions of one listener share. Any thread. */
public final class ListenerContext {
  /** Explanations of connections that are gone. */
  private static final int PAST = 256;

  private final InstantSource clock;
  private final Counters counters = new Counters();
  private final AnswerTimes answerTimes = new AnswerTimes();
  private final ListenerFigures figures = new ListenerFigures();
  private final LogBudget logBudget;
  private final AlarmBoard alarms;
  private final Logbook past = new Logbook(PAST);
  private final CaptureDesk captures;
  private final ChannelIds channelIds = new ChannelIds();
  private final Set<ScsSession> sessions = ConcurrentHashMap.newKeySet();
  private final AtomicInteger openChannels = new AtomicInteger();
  private final AtomicInteger openStreams = new AtomicInteger();
  private volatile ListenerSettings settings;

  /** Captures, if any, go to {@code captures} in the folder of the process. */
  public ListenerContext(ListenerSettings settings, InstantSource clock) {
    this(settings, clock, Path.of("captures"));
  }

  /**
   * @param captures folder for captures, made when it is needed
   */
  public ListenerContext(ListenerSettings settings, InstantSource clock, Path captures) {
    this.settings = settings;
    this.clock = clock;
    this.logBudget = new LogBudget(clock);
    this.alarms = new AlarmBoard(clock, logBudget);
    this.captures =
        new CaptureDesk(
            SimulcryptInterface.ECMG_SCS,
            captures,
            "ecmg-" + settings.name(),
            clock,
            System::nanoTime,
            task -> new Thread(task, "caskade-ecmg-capture-" + settings.name()).start());
  }

  /** Settings for channels that are set up from now on. */
  public ListenerSettings settings() {
    return settings;
  }

  public void change(ListenerSettings other) {
    settings = other;
  }

  public InstantSource clock() {
    return clock;
  }

  public Counters counters() {
    return counters;
  }

  public AnswerTimes answerTimes() {
    return answerTimes;
  }

  public ListenerFigures figures() {
    return figures;
  }

  public AlarmBoard alarms() {
    return alarms;
  }

  public LogBudget logBudget() {
    return logBudget;
  }

  /** Captures of its connections. */
  public CaptureDesk captures() {
    return captures;
  }

  /** What was odd lately, the oldest first. */
  public List<Seen> explanations() {
    List<Seen> all = new ArrayList<>(past.entries());
    sessions.forEach(session -> all.addAll(session.explanations()));
    all.sort(Comparator.comparing(Seen::at));
    return all;
  }

  Logbook past() {
    return past;
  }

  /** Live sessions. */
  public Collection<ScsSession> sessions() {
    return Collections.unmodifiableCollection(sessions);
  }

  void add(ScsSession session) {
    sessions.add(session);
  }

  void remove(ScsSession session) {
    sessions.remove(session);
    synchronized (sessions) {
      sessions.notifyAll();
    }
  }

  /** Waits until no session is left, or the time is over; true in the first case. */
  public boolean awaitNoSessions(Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    synchronized (sessions) {
      long left = patience.toNanos();
      while (!sessions.isEmpty() && left > 0) {
        TimeUnit.NANOSECONDS.timedWait(sessions, left);
        left = deadline - System.nanoTime();
      }
    }
    return sessions.isEmpty();
  }

  ChannelIds channelIds() {
    return channelIds;
  }

  /** Takes one of the channels that the limits allow. */
  boolean takeChannel() {
    return take(openChannels, settings.rules().limits().channels());
  }

  void releaseChannel() {
    openChannels.decrementAndGet();
  }

  /** Takes one of the streams that the limits allow. */
  boolean takeStream() {
    return take(openStreams, settings.rules().limits().streams());
  }

  void releaseStream() {
    openStreams.decrementAndGet();
  }

  private static boolean take(AtomicInteger open, int most) {
    if (open.incrementAndGet() > most) {
      open.decrementAndGet();
      return false;
    }
    return true;
  }
}
