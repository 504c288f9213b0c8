package io.caskade.api.emm;

import io.caskade.api.base.EmmDatagram;
import java.time.Duration;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** What goes next to one mux. Confined to one thread at a time, except {@link #statistics()}. */
@ProviderType
public interface EmmFeed extends AutoCloseable {
  /**
   * The EMM whose turn it is: fresh changes, their repeats, bulk changes, the cycle, a dummy after
   * ten silent seconds.
   *
   * @param room bytes that a section may have at most
   * @return empty when nothing is due now
   */
  Optional<EmmDatagram> next(int room);

  /**
   * What was given within the last {@code span} may not have reached the mux, because its
   * connection died: changes that were given for the first time then are fresh again. Their repeats
   * and the cycle go on as they were.
   *
   * @param span not negative; beyond ten minutes it counts as ten minutes
   */
  void undelivered(Duration span);

  FeedStatistics statistics();

  @Override
  void close();
}
