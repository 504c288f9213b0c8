package io.caskade.receivers.cccam.pages;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.Actor;
import io.caskade.api.rights.Caller;
import io.caskade.api.rights.Permission;
import io.caskade.api.rights.Role;
import io.caskade.api.rights.access.Authentication;
import io.caskade.api.rights.access.BearerToken;
import io.caskade.api.rights.access.Password;
import io.caskade.api.rights.access.SignIn;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * People by what becomes of them; the password of all is {@code right}, and a fifth wrong one locks
 * the address.
 */
final class PlayedAuthentication implements Authentication {
  static final String TOKEN = "ck_abcdefghijklmnop_" + "x".repeat(43);

  final AtomicInteger signIns = new AtomicInteger();
  final AtomicInteger open = new AtomicInteger();
  private int failures;

  private static Caller caller(String name, Set<NetworkId> networks, Permission... permissions) {
    return new Caller(
        new Actor(name, "test"), Role.OPERATOR, networks, Set.of(permissions), Optional.empty());
  }

  @Override
  public synchronized SignIn signIn(
      String login, Password password, Optional<String> code, String source) {
    signIns.incrementAndGet();
    if (failures > 4) {
      return new SignIn.Locked(Instant.MAX);
    }
    byte[] given = new byte[password.length()];
    password.copyTo(given, 0);
    if (!new String(given, StandardCharsets.UTF_8).equals("right")) {
      failures++;
      return new SignIn.Refused();
    }
    return switch (login) {
      case "anna" -> granted(caller(login, Set.of(), Permission.RECEIVERS_READ), false);
      case "north" ->
          granted(caller(login, Set.of(new NetworkId("north")), Permission.RECEIVERS_READ), false);
      case "seller" -> granted(caller(login, Set.of(), Permission.CARDS_SELL), false);
      case "fresh" -> granted(caller(login, Set.of(), Permission.RECEIVERS_READ), true);
      case "second" -> new SignIn.CodeNeeded();
      case "broken" -> throw new CaskadeException(ErrorCode.DATABASE_UNAVAILABLE);
      default -> new SignIn.Refused();
    };
  }

  private SignIn granted(Caller caller, boolean mustChange) {
    open.incrementAndGet();
    return new SignIn.Granted(
        caller, new BearerToken("cs_of_" + caller.actor().name()), mustChange);
  }

  @Override
  public Caller caller(BearerToken token, String source) {
    if (!token.reveal().equals(TOKEN)) {
      throw new CaskadeException(ErrorCode.UNAUTHENTICATED);
    }
    return caller("scraper", Set.of(), Permission.RECEIVERS_READ);
  }

  @Override
  public void signOut(BearerToken session) {
    if (!session.reveal().startsWith("cs_of_")) {
      throw new AssertionError("no session");
    }
    open.decrementAndGet();
  }

  @Override
  public List<Session> sessions(Caller caller, String login) {
    throw new AssertionError("not asked");
  }

  @Override
  public void endSession(Caller caller, String login, String id) {
    throw new AssertionError("not asked");
  }
}
