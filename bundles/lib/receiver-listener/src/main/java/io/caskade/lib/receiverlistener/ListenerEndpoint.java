package io.caskade.lib.receiverlistener;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.ops.Alarm;
import io.caskade.api.ops.Endpoint;
import io.caskade.api.ops.EndpointState;
import io.caskade.api.ops.Peer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A listener behind a configuration: settings that do not check leave it as it was, or, at first,
 * without a socket and FAILED with the reason. The component of a protocol extends it and calls
 * {@link #change} and {@link #stop}. Any thread except the event loops.
 */
public abstract class ListenerEndpoint implements Endpoint {
  private static final Logger LOG = LoggerFactory.getLogger(ListenerEndpoint.class);

  private final String kind;
  private volatile String name = "";
  private boolean wanted = true;
  private volatile @Nullable ReceiverListener listener;
  private volatile ListenerStatus unserved =
      new ListenerStatus(EndpointState.STARTING, Instant.EPOCH, "Starts.");

  /**
   * @param kind of endpoint, for example {@code newcamd}
   */
  protected ListenerEndpoint(String kind) {
    this.kind = kind;
  }

  /** What a configuration asks for. */
  public record Plan(ListenerSettings settings, Protocol protocol) {}

  /**
   * Takes a configuration over.
   *
   * @param listenerName from {@link SettingsCheck#name}
   * @param plan reads the settings; throws CONFIGURATION_INVALID
   */
  protected final synchronized void change(
      String listenerName, ReceiverLoops loops, Supplier<Plan> plan) {
    name = listenerName;
    ReceiverListener running = listener;
    try {
      Plan checked = plan.get();
      if (running == null) {
        ReceiverListener fresh =
            new ReceiverListener(
                kind,
                checked.settings(),
                checked.protocol(),
                loops,
                InstantSource.system(),
                System::nanoTime);
        listener = fresh;
        if (wanted) {
          fresh.start();
        }
      } else {
        running.apply(checked.settings(), checked.protocol());
      }
    } catch (CaskadeException e) {
      refused(running, e);
    }
  }

  private void refused(@Nullable ReceiverListener running, CaskadeException reason) {
    if (running != null) {
      running.reject(reason);
    } else {
      String text = reason.getMessage() + " " + reason.cure(Locale.ENGLISH);
      LOG.warn("{} {} does not start: {}", kind, name, text);
      unserved = new ListenerStatus(EndpointState.FAILED, Instant.now(), text);
    }
  }

  @Override
  public final String kind() {
    return kind;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final EndpointState state() {
    ReceiverListener running = listener;
    return running == null ? unserved.state() : running.state();
  }

  @Override
  public final Instant since() {
    ReceiverListener running = listener;
    return running == null ? unserved.since() : running.since();
  }

  @Override
  public final String detail() {
    ReceiverListener running = listener;
    return running == null ? unserved.detail() : running.detail();
  }

  @Override
  public final Map<String, Long> counters() {
    ReceiverListener running = listener;
    return running == null ? Map.of() : running.counters();
  }

  @Override
  public final List<Peer> peers() {
    ReceiverListener running = listener;
    return running == null ? List.of() : running.peers();
  }

  @Override
  public final List<Alarm> alarms() {
    ReceiverListener running = listener;
    return running == null ? List.of() : running.alarms();
  }

  @Override
  public final synchronized void start() {
    wanted = true;
    ReceiverListener stopped = listener;
    if (stopped != null) {
      stopped.start();
    }
  }

  @Override
  public final synchronized void stop() {
    wanted = false;
    ReceiverListener running = listener;
    if (running != null) {
      running.stop();
    }
  }
}
