package io.caskade.api.rights.access;

import io.caskade.api.rights.Caller;
import java.time.Instant;

/** What became of a sign-in. */
public sealed interface SignIn {
  /**
   * Who signed in.
   *
   * @param session to be sent with each request, as a bearer token or a cookie
   * @param mustChangePassword nothing but the change of the password is allowed yet
   */
  record Granted(Caller caller, BearerToken session, boolean mustChangePassword)
      implements SignIn {}

  /** The password is right, the code of the second factor is missing. */
  record CodeNeeded() implements SignIn {}

  /** Wrong name, password or code, or disabled: nobody learns which. */
  record Refused() implements SignIn {}

  /** Too many wrong tries. */
  record Locked(Instant until) implements SignIn {}
}
