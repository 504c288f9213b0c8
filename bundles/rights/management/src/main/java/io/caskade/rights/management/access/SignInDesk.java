package io.caskade.rights.management.access;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.rights.Actor;
import io.caskade.api.rights.Caller;
import io.caskade.api.rights.Permission;
import io.caskade.api.rights.StoredRecord;
import io.caskade.api.rights.access.Account;
import io.caskade.api.rights.access.ApiToken;
import io.caskade.api.rights.access.Authentication;
import io.caskade.api.rights.access.BearerToken;
import io.caskade.api.rights.access.Password;
import io.caskade.api.rights.access.SignIn;
import io.caskade.rights.management.Gate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Lets people and programs in. Wrong passwords lock an account for longer and longer; wrong
 * passwords and tokens of one address are counted too, so that trying many accounts is no way
 * round.
 */
final class SignInDesk implements Authentication {
  static final String SIGN_IN = "SIGN_IN";
  private static final String FROM = "from ";
  private static final String BY = "by ";

  private final AccessRows rows;
  private final PasswordCheck passwords;
  private final SecondFactor secondFactor;
  private final Callers callers;
  private final Gate gate;
  private final LiveSessions sessions;
  private final Directory directory;
  private final FirstAccess firstAccess;
  private final Supplier<AccessRules> rules;
  private final Attempts attempts = new Attempts();
  private final Recent<Account> accounts;
  private final Recent<ApiToken> tokens;

  /** Another directory of people, which may vouch for somebody unknown here. */
  interface Directory {
    Optional<Caller> vouch(String login, Password password, String source);
  }

  SignInDesk(AccessParts parts, Directory directory, Supplier<AccessRules> rules) {
    this.rows = parts.rows();
    this.passwords = parts.passwords();
    this.secondFactor = parts.secondFactor();
    this.callers = parts.callers();
    this.gate = parts.gate();
    this.sessions = parts.sessions();
    this.firstAccess = parts.firstAccess();
    this.accounts = parts.accounts();
    this.tokens = parts.tokens();
    this.directory = directory;
    this.rules = rules;
  }

  @Override
  public SignIn signIn(String login, Password password, Optional<String> code, String source) {
    firstAccess.ensure();
    Instant now = rows.now();
    if (attempts.exhausted(FROM + source, rules.get().failuresPerMinute(), now)) {
      return new SignIn.Locked(now.plusSeconds(60));
    }
    Optional<Account> account = rows.account(login);
    SignIn outcome =
        account.isPresent()
            ? known(account.get(), password, code, source)
            : unknown(login, password, source);
    if (outcome instanceof SignIn.Refused) {
      attempts.count(FROM + source, rules.get().failuresPerMinute(), now);
    }
    return outcome;
  }

  private SignIn unknown(String login, Password password, String source) {
    Optional<Caller> guest = directory.vouch(login, password, source);
    if (guest.isPresent()) {
      rows.note(guest.get().actor(), SIGN_IN, "account:" + login, "OK");
      BearerToken session =
          sessions.begin(login, guest, source, rows.now(), rules.get().sessions());
      return new SignIn.Granted(guest.get(), session, false);
    }
    passwords.pretend(password);
    rows.note(
        new Actor(AccessRows.cut(login), source),
        SIGN_IN,
        "account:" + login,
        ErrorCode.UNAUTHENTICATED.problemType());
    return new SignIn.Refused();
  }

  private SignIn known(Account account, Password password, Optional<String> code, String source) {
    if (account.lockedUntil().isAfter(rows.now())) {
      return new SignIn.Locked(account.lockedUntil());
    }
    if (!passwords.verify(password, account.password()) || account.disabled()) {
      return failed(account, source);
    }
    if (account.totp().isEmpty()) {
      return granted(account, account.lastTotpStep(), source);
    }
    if (code.isEmpty()) {
      return new SignIn.CodeNeeded();
    }
    var step = secondFactor.match(account, code.get());
    return step.isPresent() ? granted(account, step.getAsLong(), source) : failed(account, source);
  }

  private SignIn granted(Account account, long totpStep, String source) {
    Actor actor = new Actor(account.login(), source);
    Account after =
        rows.change(
            actor,
            SIGN_IN,
            account.login(),
            Map.of(),
            before -> {
              if (before.lastTotpStep() >= totpStep && before.totp().isPresent()) {
                throw new CaskadeException(ErrorCode.UNAUTHENTICATED);
              }
              return Accounts.signedIn(before, totpStep);
            });
    accounts.forget(account.login());
    BearerToken session =
        sessions.begin(
            account.login(), Optional.empty(), source, rows.now(), rules.get().sessions());
    return new SignIn.Granted(callers.of(after, source), session, after.mustChange());
  }

  private SignIn failed(Account account, String source) {
    Account after =
        rows.change(
            new Actor(account.login(), source),
            "SIGN_IN_REFUSED",
            account.login(),
            Map.of("failures", Integer.toString(account.failures() + 1)),
            before -> Accounts.failed(before, rows.now(), rules.get().lock(before.failures() + 1)));
    return after.lockedUntil().isAfter(rows.now())
        ? new SignIn.Locked(after.lockedUntil())
        : new SignIn.Refused();
  }

  @Override
  public Caller caller(BearerToken token, String source) {
    firstAccess.ensure();
    Instant now = rows.now();
    boolean suspect = attempts.exhausted(FROM + source, rules.get().failuresPerMinute(), now);
    Optional<Caller> caller =
        TokenText.read(token)
            .flatMap(
                text ->
                    text.session() ? person(text, source, now) : program(text, source, suspect));
    if (caller.isPresent()) {
      return caller.get();
    }
    if (suspect) {
      throw new CaskadeException(ErrorCode.RATE_LIMITED, "60");
    }
    attempts.count(FROM + source, rules.get().failuresPerMinute(), now);
    throw new CaskadeException(ErrorCode.UNAUTHENTICATED);
  }

  private Optional<Caller> person(TokenText text, String source, Instant now) {
    return sessions
        .use(text, now, rules.get().sessions())
        .flatMap(
            live ->
                live.guest()
                    .or(
                        () ->
                            accounts
                                .find(live.login())
                                .filter(account -> !account.disabled())
                                .map(account -> callers.of(account, source))));
  }

  /**
   * Who guesses tokens is not let through to the database, but costs nobody behind the same address
   * anything: a token that was seen before is good as ever.
   */
  private Optional<Caller> program(TokenText text, String source, boolean suspect) {
    Optional<ApiToken> known =
        (suspect ? tokens.remembered(text.id()) : tokens.find(text.id()))
            .filter(token -> text.hashes(token.hash()))
            .filter(token -> usable(token, source));
    known.ifPresent(this::requireAllowance);
    return known.map(token -> callers.of(token, source));
  }

  private boolean usable(ApiToken token, String source) {
    return !token.revoked()
        && token.expiresAt().filter(end -> !rows.now().isBefore(end)).isEmpty()
        && AddressList.allows(token.addresses(), source);
  }

  private void requireAllowance(ApiToken token) {
    if (token.perMinute() > 0 && !attempts.count(BY + token.id(), token.perMinute(), rows.now())) {
      int wait = Math.max(1, 60 / token.perMinute());
      throw new CaskadeException(ErrorCode.RATE_LIMITED, Integer.toString(wait));
    }
  }

  @Override
  public void signOut(BearerToken session) {
    TokenText.read(session)
        .flatMap(sessions::end)
        .ifPresent(
            live ->
                rows.note(
                    new Actor(live.login(), live.source()),
                    "SIGN_OUT",
                    "account:" + live.login(),
                    "OK"));
  }

  @Override
  public List<Session> sessions(Caller caller, String login) {
    requireOwnOrAccounts(caller, login);
    return sessions.of(login).stream()
        .map(live -> new Session(live.id(), live.source(), live.since(), live.seen()))
        .toList();
  }

  @Override
  public void endSession(Caller caller, String login, String id) {
    requireOwnOrAccounts(caller, login);
    if (!sessions.end(login, id)) {
      throw AccessRows.unknown("session", id);
    }
    rows.note(caller.actor(), "END_SESSION", "account:" + login, "OK");
  }

  private void requireOwnOrAccounts(Caller caller, String login) {
    if (!caller.actor().name().equals(login)) {
      gate.require(caller, Permission.ACCOUNTS, StoredRecord.HEAD_END);
    }
  }
}
