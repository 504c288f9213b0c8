package io.caskade.ecm.ecmg;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.ops.Alarm;
import io.caskade.api.ops.Endpoint;
import io.caskade.api.ops.EndpointState;
import io.caskade.api.ops.Explained;
import io.caskade.api.ops.MessageTrace;
import io.caskade.api.ops.MetricFamily;
import io.caskade.api.ops.MetricFamily.Sample;
import io.caskade.api.ops.MetricSource;
import io.caskade.api.ops.Peer;
import io.caskade.ecm.ecmg.session.AnswerTimes;
import io.caskade.ecm.ecmg.session.ListenerContext;
import io.caskade.ecm.ecmg.session.ListenerSettings;
import io.caskade.ecm.ecmg.session.ScsSession;
import io.caskade.ecm.ecmg.wire.ListenerSocket;
import io.caskade.ecm.ecmg.wire.SessionLoops;
import io.caskade.lib.cidr.AddressList;
import io.caskade.lib.simulcrypt.capture.CaptureDesk;
import io.caskade.lib.simulcrypt.capture.Recording;
import io.caskade.lib.simulcrypt.explain.Seen;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One ECMG listener: its address, its sessions, and what faces are told about both. Usable without
 * OSGi: open {@link SessionLoops}, let them use an issuer, make servers on them, {@link #start}.
 *
 * <p>An address that is not to be had is tried again with a growing pause. Changed settings bind a
 * new address first and keep all sessions; what else changed holds for new channels. Any thread
 * except the event loops.
 */
public final class EcmgServer implements Endpoint, MessageTrace, MetricSource {
  private static final Logger LOG = LoggerFactory.getLogger(EcmgServer.class);
  private static final String KIND = "ecmg";
  private static final double MILLIS = 1e3;
  private static final Locale RUSSIAN = Locale.forLanguageTag("ru");

  /** About an hour of a hundred streams. */
  private static final long CAPTURE_BYTES = 16L << 20;

  private static final Duration LONGEST_CAPTURE = Duration.ofDays(1);

  /** How long {@link #stop} waits for the sessions to end by themselves, then for their sockets. */
  private static final Duration STOPPING = Duration.ofSeconds(1);

  private final InstantSource clock;
  private final ListenerContext listener;
  private final ListenerSocket socket;
  private volatile EndpointStatus status;

  public EcmgServer(ListenerSettings settings, SessionLoops loops) {
    this(settings, loops, InstantSource.system());
  }

  /**
   * @param clock for what people read; deadlines follow the loops' own clock
   */
  public EcmgServer(ListenerSettings settings, SessionLoops loops, InstantSource clock) {
    this(settings, loops, clock, Path.of("captures"));
  }

  /**
   * @param captures folder for captures, made when it is needed
   */
  public EcmgServer(
      ListenerSettings settings, SessionLoops loops, InstantSource clock, Path captures) {
    this.clock = clock;
    this.listener = new ListenerContext(settings, clock, captures);
    this.socket = new ListenerSocket(loops, listener, new Reporter());
    this.status = new EndpointStatus(EndpointState.STOPPED, clock.instant(), "Stopped.");
  }

  /** Tells faces and log how the socket stands. */
  private final class Reporter implements ListenerSocket.Observer {
    @Override
    public void listens(InetSocketAddress address) {
      String where = address.getAddress().getHostAddress() + ":" + address.getPort();
      String detail = "Listens on " + where + ".";
      if (!detail.equals(status.detail())) {
        LOG.info("ecmg {} listens on {}", name(), where);
        become(EndpointState.RUNNING, detail);
      }
    }

    @Override
    public void failed(CaskadeException reason, Optional<InetSocketAddress> still, long pause) {
      String text = reason.getMessage() + " " + reason.cure(Locale.ENGLISH);
      String detail =
          still
              .map(old -> text + " The listener stays on port " + old.getPort() + ".")
              .orElse(text);
      if (!detail.equals(status.detail())) {
        LOG.warn("ecmg {}: {} It is tried again, next in {} s.", name(), detail, pause);
        become(still.isPresent() ? EndpointState.RUNNING : EndpointState.FAILED, detail);
      }
    }
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public String name() {
    return listener.settings().name();
  }

  @Override
  public EndpointState state() {
    return status.state();
  }

  @Override
  public Instant since() {
    return status.since();
  }

  @Override
  public String detail() {
    return status.detail();
  }

  /** Totals, open sessions, and answer times in microseconds. */
  @Override
  public Map<String, Long> counters() {
    Map<String, Long> all = new LinkedHashMap<>(listener.counters().snapshot());
    AnswerTimes times = listener.answerTimes();
    all.put("sessions_open", (long) listener.sessions().size());
    all.put("answer_p50_us", TimeUnit.NANOSECONDS.toMicros(times.percentile(0.5)));
    all.put("answer_p99_us", TimeUnit.NANOSECONDS.toMicros(times.percentile(0.99)));
    all.put("answer_p999_us", TimeUnit.NANOSECONDS.toMicros(times.percentile(0.999)));
    all.put("answer_max_us", TimeUnit.NANOSECONDS.toMicros(times.max()));
    return all;
  }

  @Override
  public List<MetricFamily> metrics() {
    List<MetricFamily> all = new ArrayList<>(listener.figures().metrics(name(), System.nanoTime()));
    Map<String, String> own = Map.of("listener", name());
    all.add(
        MetricFamily.gauge(
            "ecmg_sessions",
            "Connections of SCSs.",
            List.of(Sample.of(own, listener.sessions().size()))));
    all.add(
        MetricFamily.gauge(
            "ecmg_max_comp_time_seconds",
            "What channel_status promises: no answer may take longer.",
            List.of(Sample.of(own, listener.settings().maxCompTime().toMillis() / MILLIS))));
    return all;
  }

  @Override
  public List<Peer> peers() {
    return listener.sessions().stream().map(ScsSession::peer).toList();
  }

  @Override
  public List<Alarm> alarms() {
    return listener.alarms().alarms();
  }

  @Override
  public List<Explained> explanations() {
    return listener.explanations().stream().map(EcmgServer::explained).toList();
  }

  private static Explained explained(Seen seen) {
    return new Explained(
        seen.at(),
        seen.peer(),
        seen.times(),
        seen.what().code().name(),
        words(seen, Locale.ENGLISH),
        words(seen, RUSSIAN));
  }

  private static Explained.Words words(Seen seen, Locale locale) {
    return new Explained.Words(seen.what().text(locale), seen.what().cure(locale));
  }

  @Override
  public Capture capture() {
    return capture(listener.captures().status());
  }

  @Override
  public Capture startCapture(String peer, Duration most) throws IOException {
    if (capture().running()) {
      return capture();
    }
    Duration time = most.compareTo(LONGEST_CAPTURE) > 0 ? LONGEST_CAPTURE : most;
    Recording.Limits limits = new Recording.Limits(CAPTURE_BYTES, time);
    return capture(listener.captures().start(peer, limits));
  }

  @Override
  public Capture stopCapture() {
    return capture(listener.captures().stop());
  }

  private static Capture capture(CaptureDesk.Status status) {
    return new Capture(
        status.running(),
        status.file(),
        status.since(),
        status.messages(),
        status.bytes(),
        status.end());
  }

  /** Binds; returns when the first attempt is decided. */
  @Override
  public void start() {
    if (status.state() == EndpointState.STOPPED) {
      become(EndpointState.STARTING, "Binds its address.");
      socket.open();
    }
  }

  /**
   * Takes other settings; a new address is bound before the old one is left. Sessions of peers that
   * are not allowed any more end, all others go on.
   */
  public void apply(ListenerSettings settings) {
    listener.change(settings);
    listener.sessions().stream()
        .filter(session -> !isAllowed(session, settings))
        .forEach(
            session -> {
              LOG.warn(
                  "ecmg {}: {} is not among allowedPeers any more; its session ends",
                  name(),
                  session.peer().address());
              session.loop().execute(session::finish);
            });
    if (status.state() != EndpointState.STOPPED) {
      socket.open();
    }
  }

  /** Refused settings: the ones in use stay, faces are told. */
  void reject(CaskadeException reason) {
    LOG.warn("ecmg {} keeps its settings: {}", name(), reason.getMessage());
    EndpointStatus now = status;
    become(now.state(), reason.getMessage() + " The settings before it stay in use.");
  }

  /** Stops accepting, answers what is on its way, closes. */
  @Override
  public void stop() {
    if (status.state() == EndpointState.STOPPED) {
      return;
    }
    socket.close();
    listener.captures().close();
    listener.sessions().forEach(session -> session.loop().execute(session::finish));
    try {
      if (!listener.awaitNoSessions(STOPPING)) {
        listener.sessions().forEach(session -> session.loop().execute(session::close));
        if (!listener.awaitNoSessions(STOPPING)) {
          LOG.warn("ecmg {}: {} sessions did not end in time", name(), listener.sessions().size());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    become(EndpointState.STOPPED, "Stopped.");
    LOG.info("ecmg {} is stopped", name());
  }

  /** Where it listens, empty while it does not. */
  public Optional<InetSocketAddress> localAddress() {
    return socket.localAddress();
  }

  private static boolean isAllowed(ScsSession session, ListenerSettings settings) {
    String hostAndPort = session.peer().address();
    String host = hostAndPort.substring(0, Math.max(0, hostAndPort.lastIndexOf(':')));
    // Whoever has no address in digits is no TCP peer, as in tests.
    return AddressList.address(host).map(settings.allowedPeers()::allows).orElse(true);
  }

  private void become(EndpointState state, String detail) {
    EndpointStatus now = status;
    Instant since = now.state() == state ? now.since() : clock.instant();
    status = new EndpointStatus(state, since, detail);
  }
}
