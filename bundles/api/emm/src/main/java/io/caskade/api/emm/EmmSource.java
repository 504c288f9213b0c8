package io.caskade.api.emm;

import org.osgi.annotation.versioning.ProviderType;

/** Where EMMs come from. Implemented by the carousel; whoever owns a socket pulls. */
@ProviderType
public interface EmmSource {
  /** Opens the feed of one mux. */
  EmmFeed open(EmmAudience audience);
}
