package io.caskade.api.receivers;

import java.net.InetAddress;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** What faces see of the control-word server, and what an administrator lifts. Any thread. */
@ProviderType
public interface ReceiverDesk {
  List<ReceiverClient> clients();

  ReceiverTotals totals();

  /** What is served, one for each network. */
  List<ServedCard> served();

  /** Accounts that are blocked for repeated excess, by log-in name. */
  List<BlockedAccount> blocked();

  /**
   * @return false when the account was not blocked
   */
  boolean unblock(String name);

  List<BannedAddress> banned();

  /**
   * @return false when the address was not banned
   */
  boolean pardon(InetAddress address);
}
