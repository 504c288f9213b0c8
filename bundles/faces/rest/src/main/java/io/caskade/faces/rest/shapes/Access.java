package io.caskade.faces.rest.shapes;

import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.Caller;
import io.caskade.api.rights.Permission;
import io.caskade.api.rights.access.Authentication;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Signing in, passwords, second factor, sessions. */
public final class Access {
  private Access() {}

  /**
   * Signs in.
   *
   * @param code of the second factor, six digits
   */
  public record SignInRequest(
      @Schema(example = "vera") String login, String password, Optional<String> code) {
    /** Without password and code. */
    @Override
    public String toString() {
      return "SignInRequest[" + login + "]";
    }
  }

  /**
   * Who signed in.
   *
   * @param token to be sent as bearer token
   */
  public record SignedIn(String token, Me me, boolean mustChangePassword) implements ShownOnce {
    /** Without the token. */
    @Override
    public String toString() {
      return "SignedIn[" + me + "]";
    }
  }

  /** Who calls, and what this caller may do. */
  public record Me(String name, String role, List<String> networks, List<String> scopes) {
    public static Me of(Caller caller) {
      return new Me(
          caller.actor().name(),
          Words.of(caller.role()),
          caller.networks().stream().map(NetworkId::value).sorted().toList(),
          caller.permissions().stream().map(Permission::scope).sorted().toList());
    }
  }

  /** Somebody's own password. */
  public record PasswordChange(String old, String next) {
    /** Without both. */
    @Override
    public String toString() {
      return "PasswordChange[...]";
    }
  }

  /** Somebody else's password. */
  public record PasswordReset(String password) {
    /** Without it. */
    @Override
    public String toString() {
      return "PasswordReset[...]";
    }
  }

  /** A code of the second factor. */
  public record Code(@Schema(example = "123456") String code) {}

  /** For a QR code; shown once. */
  public record Enrolment(String address) implements ShownOnce {
    /** Without it. */
    @Override
    public String toString() {
      return "Enrolment[...]";
    }
  }

  /** A live session. */
  public record SessionShape(String id, String source, Instant since, Instant lastSeen) {
    public static SessionShape of(Authentication.Session session) {
      return new SessionShape(session.id(), session.source(), session.since(), session.lastSeen());
    }
  }
}
