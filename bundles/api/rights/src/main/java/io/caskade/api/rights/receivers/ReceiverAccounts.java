package io.caskade.api.rights.receivers;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** All receiver accounts in memory. Any thread, never blocks. */
@ProviderType
public interface ReceiverAccounts {
  /** False until a snapshot or the database was read. */
  boolean ready();

  /** Grows with each change of {@link #all()}. */
  long generation();

  /** All accounts of all networks, in no order. */
  List<ReceiverAccount> all();
}
