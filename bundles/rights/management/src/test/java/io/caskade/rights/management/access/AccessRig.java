package io.caskade.rights.management.access;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.Secret;
import io.caskade.api.keys.PasswordHasher;
import io.caskade.api.rights.Caller;
import io.caskade.api.rights.Permission;
import io.caskade.api.rights.Role;
import io.caskade.api.rights.Store;
import io.caskade.api.rights.access.Account;
import io.caskade.api.rights.access.Password;
import io.caskade.rights.management.ChangeIds;
import io.caskade.rights.management.Gate;
import io.caskade.rights.management.MemoryStore;
import io.caskade.rights.management.MemoryVault;
import io.caskade.rights.management.Presence;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;

/** Access on a store in memory, a clock that is set, and a hasher that is quick. */
final class AccessRig {
  static final Caller ROOT = Caller.administrator("root", "console");
  static final String GOOD = "a rather long phrase 7";

  final MemoryStore store = new MemoryStore();
  final MemoryVault vault = new MemoryVault();
  Instant now = Instant.parse("2026-06-01T12:00:00Z");
  AccessRules rules = AccessRules.DEFAULT;
  int hashes;

  private final SplittableRandom random = new SplittableRandom(3);

  /** The store does not answer. */
  boolean away;

  private final Presence presence = new Presence(fallible(), null, vault, new PlainHasher());
  final ChangeIds ids = new ChangeIds(() -> now, random);
  final AccessParts parts;
  final SignInDesk desk;
  final AccountManagementComponent accounts;

  AccessRig(Path credentials) {
    this(credentials, (login, password, source) -> Optional.empty());
  }

  AccessRig(Path credentials, SignInDesk.Directory directory) {
    var rows = new AccessRows(presence, ids, () -> now);
    var passwords = new PasswordCheck(presence);
    parts =
        new AccessParts(
            new Gate(presence, ids, () -> now),
            rows,
            passwords,
            new SecondFactor(presence, random, () -> now),
            new Callers(AccessRig::permissions),
            new LiveSessions(random),
            new FirstAccess(credentials, rows, passwords, ids),
            new Recent<>(rows::account, () -> now),
            new Recent<>(rows::token, () -> now));
    desk = new SignInDesk(parts, directory, () -> rules);
    accounts = new AccountManagementComponent(parts, ids);
  }

  private Store fallible() {
    return (Store)
        Proxy.newProxyInstance(
            Store.class.getClassLoader(),
            new Class<?>[] {Store.class},
            (proxy, method, arguments) -> {
              if (away) {
                throw new CaskadeException(ErrorCode.DATABASE_UNAVAILABLE, "test");
              }
              try {
                return method.invoke(store, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  /** Everything to administrators, reading to everybody else. */
  static Set<Permission> permissions(Role role) {
    return role == Role.ADMINISTRATOR
        ? EnumSet.allOf(Permission.class)
        : EnumSet.of(Permission.CARDS_READ, Permission.CARDS_SELL);
  }

  Account add(String login, Role role) {
    return accounts.add(
        ROOT, login, login, role, Set.of(), OptionalInt.empty(), new Password(GOOD));
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  /** Shows the password in the hash: only tests can afford that. */
  private final class PlainHasher implements PasswordHasher {
    @Override
    public String hash(Secret password) {
      byte[] bytes = new byte[password.length()];
      password.copyTo(bytes, 0);
      return HexFormat.of().formatHex(bytes);
    }

    @Override
    public boolean verify(Secret password, String phc) {
      hashes++;
      return hash(password).equals(phc);
    }
  }
}
