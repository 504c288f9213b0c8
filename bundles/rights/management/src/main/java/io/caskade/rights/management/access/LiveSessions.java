package io.caskade.rights.management.access;

import io.caskade.api.base.Octets;
import io.caskade.api.rights.Caller;
import io.caskade.api.rights.access.BearerToken;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Who is signed in. In memory: a restart signs everybody out. At most {@value #PER_ACCOUNT} for one
 * account; the oldest ends when another begins.
 */
final class LiveSessions {
  private static final int PER_ACCOUNT = 20;

  private final RandomGenerator random;
  private final Map<String, Live> byId = new HashMap<>();

  /**
   * @param hash of the secret part of its token
   * @param guest somebody whom another directory vouched for; empty for an account
   */
  record Live(
      String id,
      String login,
      Octets hash,
      String source,
      Instant since,
      Instant seen,
      Optional<Caller> guest) {
    Live seenAt(Instant now) {
      return new Live(id, login, hash, source, since, now, guest);
    }
  }

  /** How long a session lasts. */
  record Limits(Duration idle, Duration whole) {
    boolean ended(Live session, Instant now) {
      return now.isAfter(session.seen().plus(idle)) || now.isAfter(session.since().plus(whole));
    }
  }

  LiveSessions(RandomGenerator random) {
    this.random = random;
  }

  synchronized BearerToken begin(
      String login, Optional<Caller> guest, String source, Instant now, Limits limits) {
    byId.values().removeIf(session -> limits.ended(session, now));
    List<Live> own = of(login);
    if (own.size() >= PER_ACCOUNT) {
      byId.remove(own.get(0).id());
    }
    BearerToken token = BearerToken.ofSession(random);
    TokenText kept = TokenText.of(token);
    byId.put(kept.id(), new Live(kept.id(), login, kept.hash(), source, now, now, guest));
    return token;
  }

  /** The session of a token; it is in use again. */
  synchronized Optional<Live> use(TokenText token, Instant now, Limits limits) {
    Live session = byId.get(token.id());
    if (session == null || !token.hashes(session.hash())) {
      return Optional.empty();
    }
    if (limits.ended(session, now)) {
      byId.remove(session.id());
      return Optional.empty();
    }
    byId.put(session.id(), session.seenAt(now));
    return Optional.of(session);
  }

  synchronized Optional<Live> end(TokenText token) {
    Live session = byId.get(token.id());
    if (session == null || !token.hashes(session.hash())) {
      return Optional.empty();
    }
    byId.remove(session.id());
    return Optional.of(session);
  }

  synchronized boolean end(String login, String id) {
    Live session = byId.get(id);
    return session != null && session.login().equals(login) && byId.remove(id) != null;
  }

  synchronized void endAll(String login) {
    byId.values().removeIf(session -> session.login().equals(login));
  }

  /** The oldest first. */
  synchronized List<Live> of(String login) {
    List<Live> own = new ArrayList<>();
    byId.values().stream()
        .filter(session -> session.login().equals(login))
        .sorted(Comparator.comparing(Live::since))
        .forEach(own::add);
    return own;
  }
}
