package io.caskade.lib.receiverlistener;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.ops.Alarm;
import io.caskade.api.ops.Endpoint;
import io.caskade.api.ops.EndpointState;
import io.caskade.api.ops.Peer;
import io.caskade.api.receivers.Refusal;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One listener for receivers: its address, its clients, and what faces are told about both. Usable
 * without OSGi: open {@link ReceiverLoops}, let them use a server, make listeners on them, {@link
 * #start}. Any thread except the event loops.
 */
public final class ReceiverListener implements Endpoint {
  private static final Logger LOG = LoggerFactory.getLogger(ReceiverListener.class);
  private static final Duration STOPPING = Duration.ofSeconds(2);

  private final String kind;
  private final ReceiverLoops loops;
  private final Desk desk;
  private final ListenerSocket socket;
  private volatile ListenerStatus status;

  /**
   * @param kind of endpoint, for example {@code newcamd}
   * @param clock for what people read
   * @param nanos for deadlines
   */
  public ReceiverListener(
      String kind,
      ListenerSettings settings,
      Protocol protocol,
      ReceiverLoops loops,
      InstantSource clock,
      LongSupplier nanos) {
    this.kind = kind;
    this.loops = loops;
    this.desk = new Desk(settings, protocol, clock, nanos, loops.aside());
    this.socket = new ListenerSocket(loops, desk, new Reporter());
    this.status = new ListenerStatus(EndpointState.STOPPED, clock.instant(), "Stopped.");
  }

  /** Tells faces and log how the socket stands. */
  private final class Reporter implements ListenerSocket.Observer {
    @Override
    public void listens(InetSocketAddress address) {
      String where = address.getAddress().getHostAddress() + ":" + address.getPort();
      String detail = "Listens on " + where + " (" + desk.settings().transport() + ").";
      if (!detail.equals(status.detail())) {
        LOG.info("{} {} listens on {}", kind, name(), where);
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
        LOG.warn("{} {}: {} It is tried again, next in {} s.", kind, name(), detail, pause);
        become(still.isPresent() ? EndpointState.RUNNING : EndpointState.FAILED, detail);
      }
    }
  }

  @Override
  public String kind() {
    return kind;
  }

  @Override
  public String name() {
    return desk.settings().name();
  }

  @Override
  public EndpointState state() {
    EndpointState state = status.state();
    return state == EndpointState.RUNNING && unserved() ? EndpointState.STARTING : state;
  }

  @Override
  public Instant since() {
    return status.since();
  }

  @Override
  public String detail() {
    ListenerStatus now = status;
    return now.state() == EndpointState.RUNNING && unserved()
        ? now.detail() + " Clients are closed until the control-word server is there."
        : now.detail();
  }

  private boolean unserved() {
    return loops.service().isEmpty();
  }

  @Override
  public Map<String, Long> counters() {
    Map<String, Long> all = new LinkedHashMap<>(desk.counters().snapshot());
    all.put("clients", (long) desk.clients());
    all.put("strangers", (long) desk.strangers().size());
    return all;
  }

  /** Those who are logged in. */
  @Override
  public List<Peer> peers() {
    return desk.connections().stream().filter(Connection::isShown).map(Connection::peer).toList();
  }

  @Override
  public List<Alarm> alarms() {
    return List.of();
  }

  /** Binds; returns when the first attempt is decided. */
  @Override
  public void start() {
    if (status.state() == EndpointState.STOPPED) {
      become(EndpointState.STARTING, "Binds its address.");
      loops.add(desk);
      socket.open();
    }
  }

  /**
   * Takes other settings; a new address is bound before the old one is left. TCP clients stay; what
   * else changed holds for new ones.
   */
  public void apply(ListenerSettings settings, Protocol protocol) {
    desk.change(settings, protocol);
    if (status.state() != EndpointState.STOPPED) {
      socket.open();
    }
  }

  /** Refused settings: the ones in use stay, faces are told. */
  void reject(CaskadeException reason) {
    LOG.warn("{} {} keeps its settings: {}", kind, name(), reason.getMessage());
    become(status.state(), reason.getMessage() + " The settings before it stay in use.");
  }

  /** Stops accepting, tells clients where the protocol can, closes them. */
  @Override
  public void stop() {
    if (status.state() == EndpointState.STOPPED) {
      return;
    }
    desk.connections().forEach(connection -> connection.end(Refusal.STOPPING));
    socket.close();
    desk.connections().forEach(connection -> connection.end(Refusal.STOPPING));
    awaitNobody();
    loops.remove(desk);
    become(EndpointState.STOPPED, "Stopped.");
    LOG.info("{} {} is stopped", kind, name());
  }

  private void awaitNobody() {
    if (!desk.awaitNobody(STOPPING)) {
      LOG.warn("{} {}: {} clients did not end in time", kind, name(), desk.connections().size());
    }
  }

  /** Where it listens, empty while it does not. */
  public Optional<InetSocketAddress> localAddress() {
    return socket.localAddress();
  }

  private void become(EndpointState state, String detail) {
    ListenerStatus now = status;
    Instant since = now.state() == state ? now.since() : desk.clock().instant();
    status = new ListenerStatus(state, since, detail);
  }
}
