package io.caskade.rights.mirror;

import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.receivers.ReceiverAccount;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All receiver accounts at one moment. A name is given once in all networks. Immutable.
 *
 * @param known false until a snapshot that holds them, or the database, was read
 * @param generation grows with each change
 */
record KnownAccounts(
    boolean known,
    long generation,
    Map<String, ReceiverAccount> byName,
    List<ReceiverAccount> all) {
  static final KnownAccounts NONE = new KnownAccounts(false, 0, Map.of());

  private KnownAccounts(boolean known, long generation, Map<String, ReceiverAccount> byName) {
    this(known, generation, byName, List.copyOf(byName.values()));
  }

  KnownAccounts {
    byName = Map.copyOf(byName);
  }

  /** All accounts are these from now on. */
  KnownAccounts become(Collection<ReceiverAccount> present) {
    var next = new HashMap<String, ReceiverAccount>();
    present.forEach(account -> next.put(account.name(), account));
    return known && next.equals(byName) ? this : new KnownAccounts(true, generation + 1, next);
  }

  /**
   * Some accounts were read again.
   *
   * @param names that were asked for; those that were not found are gone
   */
  KnownAccounts with(
      NetworkId network, Collection<String> names, Collection<ReceiverAccount> found) {
    var next = new HashMap<>(byName);
    for (String name : names) {
      ReceiverAccount present = next.get(name);
      // The name may have gone to another network in the same page.
      if (present != null && present.network().equals(network)) {
        next.remove(name);
      }
    }
    found.forEach(account -> next.put(account.name(), account));
    return next.equals(byName) ? this : new KnownAccounts(known, generation + 1, next);
  }

  /** Those of another database are not known yet. */
  KnownAccounts forgotten() {
    return new KnownAccounts(false, generation + 1, Map.of());
  }
}
