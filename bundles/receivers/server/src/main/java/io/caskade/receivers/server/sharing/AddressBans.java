package io.caskade.receivers.server.sharing;

import io.caskade.api.receivers.BannedAddress;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Addresses that failed to log in too often. Of an IPv6 address the network of 64 bits counts: a
 * household has all of it. A log-in that succeeds forgives nothing, or who has an account could
 * guess at others for ever. Bounded: of very many addresses the oldest are forgotten. Any thread.
 */
public final class AddressBans {
  static final int MOST = 10_000;

  private static final int IPV6_LENGTH = 16;
  private static final int HOST_BYTES = 8;

  private final InstantSource clock;

  /** The one that failed longest ago first. Guarded by this. */
  private final Map<InetAddress, Failures> records = new LinkedHashMap<>();

  /** Failures of an address. */
  private record Failures(Instant since, int count, String name, Optional<Instant> until) {}

  public AddressBans(InstantSource clock) {
    this.clock = clock;
  }

  /** Whether it is banned now. */
  public synchronized boolean isBanned(InetAddress address) {
    if (records.isEmpty()) {
      return false;
    }
    Failures failed = records.get(network(address));
    return failed != null && failed.until().filter(clock.instant()::isBefore).isPresent();
  }

  /**
   * Counts a failure.
   *
   * @param name of the account that was tried, shortened by the caller
   * @return the ban that begins with it
   */
  public synchronized Optional<BannedAddress> failed(
      InetAddress address, String name, BanRules rules) {
    if (rules.failures() == 0 || rules.exempt().contains(address)) {
      return Optional.empty();
    }
    InetAddress network = network(address);
    Instant now = clock.instant();
    Failures before = records.remove(network);
    boolean banned = before != null && before.until().filter(now::isBefore).isPresent();
    boolean counts =
        before != null
            && before.until().isEmpty()
            && now.isBefore(before.since().plus(rules.window()));
    Failures after;
    if (before != null && banned) {
      // Connections that were open before the ban fail on; it gets no longer by that.
      after = new Failures(before.since(), before.count() + 1, name, before.until());
    } else {
      int failures = before != null && counts ? before.count() + 1 : 1;
      after =
          new Failures(
              before != null && counts ? before.since() : now,
              failures,
              name,
              failures >= rules.failures() ? Optional.of(now.plus(rules.ban())) : Optional.empty());
    }
    keep(network, after);
    return banned ? Optional.empty() : shown(network, after);
  }

  private void keep(InetAddress network, Failures failed) {
    if (records.size() == MOST) {
      Iterator<InetAddress> eldest = records.keySet().iterator();
      eldest.next();
      eldest.remove();
    }
    records.put(network, failed);
  }

  private static Optional<BannedAddress> shown(InetAddress network, Failures failed) {
    return failed
        .until()
        .map(
            until ->
                new BannedAddress(network, failed.since(), until, failed.count(), failed.name()));
  }

  /** Those that are banned now, the latest failure last. */
  public synchronized List<BannedAddress> banned() {
    Instant now = clock.instant();
    return records.entrySet().stream()
        .flatMap(entry -> shown(entry.getKey(), entry.getValue()).stream())
        .filter(ban -> now.isBefore(ban.until()))
        .toList();
  }

  /**
   * Lifts a ban and forgets the failures.
   *
   * @return false when it was not banned
   */
  public synchronized boolean pardon(InetAddress address) {
    boolean banned = isBanned(address);
    records.remove(network(address));
    return banned;
  }

  /** Forgets what neither bans nor counts any more. */
  public synchronized void expire(BanRules rules) {
    Instant now = clock.instant();
    records
        .values()
        .removeIf(
            failed -> !now.isBefore(failed.until().orElse(failed.since().plus(rules.window()))));
  }

  private static InetAddress network(InetAddress address) {
    if (!(address instanceof Inet6Address)) {
      return address;
    }
    byte[] bytes = address.getAddress();
    for (int i = HOST_BYTES; i < IPV6_LENGTH; i++) {
      bytes[i] = 0;
    }
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("16 bytes make an address", e);
    }
  }
}
