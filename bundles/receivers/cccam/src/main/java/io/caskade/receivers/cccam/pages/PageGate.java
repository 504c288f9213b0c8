package io.caskade.receivers.cccam.pages;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.rights.Caller;
import io.caskade.api.rights.Permission;
import io.caskade.api.rights.StoredRecord;
import io.caskade.api.rights.access.Authentication;
import io.caskade.api.rights.access.BearerToken;
import io.caskade.api.rights.access.Password;
import io.caskade.api.rights.access.SignIn;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the head-end's own people and programs see the pages: those with the permission {@code
 * receivers-read} for the whole head-end. A program gives its API token in place of a password.
 * Whoever was let in is remembered for a short time, since a browser sends the password with each
 * page and comparing it takes long. Blocks; any thread.
 */
final class PageGate {
  private static final Logger LOG = LoggerFactory.getLogger(PageGate.class);
  private static final Duration REMEMBERED = Duration.ofMinutes(1);
  private static final String TOKEN = "ck_";

  private final LetIn letIn;
  private volatile @Nullable Authentication authentication;

  /**
   * @param key secret of this process, 32 bytes
   * @param nanos monotonic
   */
  PageGate(byte[] key, LongSupplier nanos) {
    letIn = new LetIn(key, REMEMBERED, nanos);
  }

  void use(@Nullable Authentication present) {
    authentication = present;
    letIn.forget();
  }

  /** It is gone, unless another one is used meanwhile. */
  void forget(Authentication gone) {
    if (authentication == gone) {
      use(null);
    }
  }

  Permit check(Credentials credentials, InetAddress from) {
    Authentication present = authentication;
    if (present == null) {
      return Permit.UNKNOWN;
    }
    String source = from.getHostAddress();
    try {
      return credentials.password().startsWith(TOKEN)
          ? program(present, credentials, source)
          : person(present, credentials, source);
    } catch (CaskadeException e) {
      return refused(e, credentials, source);
    }
  }

  private static Permit refused(CaskadeException e, Credentials credentials, String source) {
    if (e.code() == ErrorCode.UNAUTHENTICATED) {
      return Permit.REFUSED;
    }
    if (e.code() == ErrorCode.RATE_LIMITED) {
      return Permit.LOCKED;
    }
    LOG.warn(
        "{} at {} cannot be let in to the status pages: {}",
        credentials.login(),
        source,
        e.getMessage());
    return Permit.UNKNOWN;
  }

  private static Permit program(Authentication present, Credentials credentials, String source) {
    BearerToken token = new BearerToken(credentials.password());
    try {
      return permit(present.caller(token, source));
    } finally {
      token.destroy();
    }
  }

  private Permit person(Authentication present, Credentials credentials, String source) {
    if (letIn.knows(credentials, source)) {
      return Permit.GRANTED;
    }
    Password password = new Password(credentials.password());
    try {
      SignIn outcome = present.signIn(credentials.login(), password, Optional.empty(), source);
      Permit permit = permit(present, outcome);
      if (permit == Permit.GRANTED) {
        letIn.remember(credentials, source);
      }
      return permit;
    } finally {
      password.destroy();
    }
  }

  /** Nothing goes on in the session that a sign-in begins. */
  private static Permit permit(Authentication present, SignIn outcome) {
    if (outcome instanceof SignIn.Granted granted) {
      present.signOut(granted.session());
      granted.session().destroy();
      return granted.mustChangePassword() ? Permit.FORBIDDEN : permit(granted.caller());
    }
    if (outcome instanceof SignIn.Locked) {
      return Permit.LOCKED;
    }
    return outcome instanceof SignIn.CodeNeeded ? Permit.FORBIDDEN : Permit.REFUSED;
  }

  private static Permit permit(Caller caller) {
    return caller.may(Permission.RECEIVERS_READ, StoredRecord.HEAD_END)
        ? Permit.GRANTED
        : Permit.FORBIDDEN;
  }
}
