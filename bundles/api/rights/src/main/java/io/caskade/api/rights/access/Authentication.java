package io.caskade.api.rights.access;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.rights.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Who somebody is. Sign-ins and their refusals are rows of the journal. Works while the database is
 * away only for sessions and tokens that were seen before.
 */
@ProviderType
public interface Authentication {
  /**
   * A person signs in.
   *
   * @param code of the second factor, six digits
   * @param source address of the person
   */
  SignIn signIn(String login, Password password, Optional<String> code, String source);

  /**
   * Who a token of a program, or of a session, stands for.
   *
   * @param source address that the request came from
   * @throws CaskadeException UNAUTHENTICATED (unknown, expired, revoked, wrong address; nobody
   *     learns which), RATE_LIMITED
   */
  Caller caller(BearerToken token, String source);

  /** Ends a session. */
  void signOut(BearerToken session);

  /** Live sessions of an account; ids are no tokens. */
  List<Session> sessions(Caller caller, String login);

  void endSession(Caller caller, String login, String id);

  /** A live session. */
  record Session(String id, String source, Instant since, Instant lastSeen) {}
}
