package io.caskade.api.ops;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Whiteboard service of every transport and driver: one listener, output or reader as faces and
 * metrics show it. Safe for any thread, never blocks except {@link #start()} and {@link #stop()}.
 */
@ConsumerType
public interface Endpoint extends AlarmSource {
  /** Kind and name, for example {@code ecmg} and {@code main}. */
  String kind();

  String name();

  EndpointState state();

  /** Since when the state holds. */
  Instant since();

  /** One sentence for the operator: what it does or why it does not. */
  String detail();

  /** Totals since start, by name in lower case with underscores, in a fixed order. */
  Map<String, Long> counters();

  /** Live peers, streams or sessions. */
  List<Peer> peers();

  /** Starts it when stopped; otherwise nothing. */
  void start();

  /** Stops it until {@link #start()}; peers are told or closed cleanly. */
  void stop();
}
