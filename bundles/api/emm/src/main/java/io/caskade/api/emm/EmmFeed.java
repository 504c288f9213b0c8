package io.caskade.api.emm;

import io.caskade.api.base.EmmDatagram;
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

  FeedStatistics statistics();

  @Override
  void close();
}
