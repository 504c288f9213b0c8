package io.caskade.receivers.server.accounts;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.keys.KeyVault;
import io.caskade.api.keys.WrappedKey;
import io.caskade.api.receivers.ReceiverPassword;
import io.caskade.api.rights.receivers.ReceiverAccount;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Clear passwords of accounts, unsealed ahead of the log-ins that need them. A vault that goes
 * takes none of them along. Any thread.
 */
final class Passwords {
  private static final Logger LOG = LoggerFactory.getLogger(Passwords.class);

  /** By name. Guarded by this. */
  private final Map<String, Known> known = new HashMap<>();

  /** Empty when it could not be unsealed. */
  private record Known(WrappedKey sealed, Optional<ReceiverPassword> clear) {}

  /** What is to be unsealed, and what came of it. */
  record Outcome(boolean changed, boolean complete) {}

  /**
   * Follows the accounts; unseals what is new, without holding up {@link #of}.
   *
   * @param vault null while there is none
   */
  Outcome follow(Collection<ReceiverAccount> accounts, @Nullable KeyVault vault) {
    List<ReceiverAccount> fresh;
    boolean changed;
    synchronized (this) {
      Set<String> names = accounts.stream().map(ReceiverAccount::name).collect(Collectors.toSet());
      changed = forget(names);
      fresh = accounts.stream().filter(this::isFresh).toList();
    }
    if (vault == null) {
      return new Outcome(changed, fresh.isEmpty());
    }
    List<String> failures = new ArrayList<>();
    for (ReceiverAccount account : fresh) {
      put(account.name(), new Known(account.password(), unsealed(account, vault, failures)));
    }
    if (!failures.isEmpty()) {
      LOG.warn(
          "{} receiver accounts cannot log in, their passwords cannot be unsealed; set others. The"
              + " first: {}",
          failures.size(),
          failures.get(0));
    }
    return new Outcome(changed || !fresh.isEmpty(), true);
  }

  /** What could not be unsealed may be with another vault. */
  synchronized void forgetFailures() {
    known.values().removeIf(each -> each.clear().isEmpty());
  }

  private boolean isFresh(ReceiverAccount account) {
    Known present = known.get(account.name());
    return present == null || !present.sealed().equals(account.password());
  }

  private boolean forget(Set<String> names) {
    boolean changed = false;
    Iterator<Map.Entry<String, Known>> all = known.entrySet().iterator();
    while (all.hasNext()) {
      Map.Entry<String, Known> entry = all.next();
      if (!names.contains(entry.getKey())) {
        entry.getValue().clear().ifPresent(ReceiverPassword::destroy);
        all.remove();
        changed = true;
      }
    }
    return changed;
  }

  private synchronized void put(String name, Known fresh) {
    Known before = known.put(name, fresh);
    if (before != null) {
      before.clear().ifPresent(ReceiverPassword::destroy);
    }
  }

  private static Optional<ReceiverPassword> unsealed(
      ReceiverAccount account, KeyVault vault, List<String> failures) {
    byte[] clear;
    try {
      clear = vault.unseal(ReceiverAccount.PURPOSE, account.password());
    } catch (CaskadeException e) {
      failures.add(account.name() + ": " + e.getMessage());
      return Optional.empty();
    }
    try {
      return Optional.of(new ReceiverPassword(clear));
    } finally {
      Arrays.fill(clear, (byte) 0);
    }
  }

  /** A copy, which the caller destroys. */
  synchronized Optional<ReceiverPassword> of(String name) {
    Known present = known.get(name);
    return present == null ? Optional.empty() : present.clear().map(Passwords::copy);
  }

  private static ReceiverPassword copy(ReceiverPassword password) {
    byte[] bytes = password.bytes();
    try {
      return new ReceiverPassword(bytes);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  synchronized void destroy() {
    known.values().forEach(each -> each.clear().ifPresent(ReceiverPassword::destroy));
    known.clear();
  }
}
