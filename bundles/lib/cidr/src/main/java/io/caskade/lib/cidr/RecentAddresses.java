package io.caskade.lib.cidr;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/** The last 1,000 different addresses, so that each is written to a log once. Any thread. */
public final class RecentAddresses {
  private static final int MOST = 1_000;

  private final Map<InetAddress, Boolean> seen =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<InetAddress, Boolean> eldest) {
          return size() > MOST;
        }
      };

  /** True when the address is not among the last ones; from now on it is. */
  public synchronized boolean isNew(InetAddress address) {
    return seen.putIfAbsent(address, true) == null;
  }
}
