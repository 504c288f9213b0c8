package io.caskade.api.base;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The networks of this head-end, from memory. The service property {@link #REVISION} grows with
 * each change, so that a user sees changes as updates of the service.
 */
@ProviderType
public interface NetworkDirectory {
  /** Service property: a Long that grows with each change. */
  String REVISION = "caskade.revision";

  /** Ordered by id; never empty, never touches a database. */
  List<Network> networks();
}
