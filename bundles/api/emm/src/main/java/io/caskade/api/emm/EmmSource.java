package io.caskade.api.emm;

import org.osgi.annotation.versioning.ProviderType;

/** Where EMMs come from. Implemented by the carousel; whoever owns a socket pulls. */
@ProviderType
public interface EmmSource {
  /** Opens the feed of one mux. */
  EmmFeed open(EmmAudience audience);

  /**
   * Opens the feed of a mux that another node served up to now: begins with the changes of the last
   * minutes, since nobody knows which of them that node still had in its queue.
   */
  default EmmFeed takeOver(EmmAudience audience) {
    return open(audience);
  }
}
