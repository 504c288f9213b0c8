package io.caskade.receivers.server;

import io.caskade.api.receivers.CwQuestion;
import io.caskade.api.receivers.Entrance;
import io.caskade.api.receivers.Refusal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A line in the log when what a client gets for a service changes, none for each ECM. Goes by the
 * service that the client claims, of the last 16. Confined to the client's loop.
 */
final class DecisionLog {
  private static final Logger LOG = LoggerFactory.getLogger(DecisionLog.class);
  private static final int REMEMBERED = 16;

  private final Entrance entrance;

  /** By service; what was refused last. A service that is found is not in it. */
  private final Map<Integer, Refusal> refused = new LinkedHashMap<>();

  DecisionLog(Entrance entrance) {
    this.entrance = entrance;
  }

  /**
   * An ECM was answered.
   *
   * @param refusal null when it was found
   */
  void answered(CwQuestion question, @Nullable Refusal refusal) {
    if (refusal == null && refused.isEmpty()) {
      return;
    }
    int service = question.caSystemId() << 16 | question.serviceId() & 0xFFFF;
    Refusal before = refusal == null ? refused.remove(service) : refused.put(service, refusal);
    if (before == refusal) {
      return;
    }
    if (refused.size() > REMEMBERED) {
      refused.remove(refused.keySet().iterator().next());
    }
    if (LOG.isInfoEnabled()) {
      LOG.info(
          "{} {} at {}: {}@{} {} {}",
          entrance.protocol(),
          entrance.name(),
          entrance.address().getAddress().getHostAddress(),
          hex(question.caSystemId()),
          hex(question.provider()),
          hex(question.serviceId()),
          refusal == null ? "found again" : refusal.word());
    }
  }

  private static String hex(int number) {
    return String.format(Locale.ROOT, "%04X", number);
  }
}
