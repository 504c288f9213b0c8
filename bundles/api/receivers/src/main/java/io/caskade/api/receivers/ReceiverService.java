package io.caskade.api.receivers;

import java.net.InetAddress;
import java.util.Collection;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The control-word server as the protocols see it: they know bytes, it knows who may watch. Any
 * thread; never blocks; no database behind it.
 */
@ProviderType
public interface ReceiverService {
  /** Whether anything of this address is read at all now; false while it is banned. */
  boolean admits(InetAddress address);

  /** Grows whenever {@link #names()} or a password changes. */
  long generation();

  /** Log-in names of all accounts. */
  Collection<String> names();

  /** A copy of an account's password, for the proof of its log-in; the caller destroys it. */
  Optional<ReceiverPassword> password(String name);

  /** A log-in whose proof was right. */
  Entry enter(Entrance entrance);

  /**
   * A log-in that failed, or bytes that are none of the protocol's. Counts towards the ban of the
   * address.
   *
   * @param protocol name of the protocol, for example {@code newcamd}
   * @param name what was given as the account's, empty when it cannot be read
   */
  void failed(String protocol, InetAddress address, String name, LogInFailure failure);
}
