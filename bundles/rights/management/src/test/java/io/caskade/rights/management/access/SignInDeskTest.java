package io.caskade.rights.management.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.Actor;
import io.caskade.api.rights.Caller;
import io.caskade.api.rights.Permission;
import io.caskade.api.rights.Role;
import io.caskade.api.rights.access.Account;
import io.caskade.api.rights.access.AccountManagement.NewToken;
import io.caskade.api.rights.access.Authentication;
import io.caskade.api.rights.access.BearerToken;
import io.caskade.api.rights.access.Password;
import io.caskade.api.rights.access.SignIn;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignInDeskTest {
  private static final String HOME = "192.0.2.1";

  private final Path folder;
  private final AccessRig rig;

  SignInDeskTest(@TempDir Path folder) {
    this.folder = folder;
    rig = new AccessRig(folder.resolve("initial-credentials.properties"));
  }

  private SignIn signIn(String login, String password) {
    return rig.desk.signIn(login, new Password(password), Optional.empty(), HOME);
  }

  private BearerToken session(String login) {
    return ((SignIn.Granted) signIn(login, AccessRig.GOOD)).session();
  }

  /** An account that may be used: its owner chose the password. */
  private void owned(String login, Role role) {
    rig.add(login, role);
    Caller self = rig.desk.caller(session(login), HOME);
    rig.accounts.changePassword(self, new Password(AccessRig.GOOD), new Password(AccessRig.GOOD));
  }

  private NewToken token(Set<String> addresses, int perMinute, Optional<Instant> expiresAt) {
    return rig.accounts.addToken(
        AccessRig.ROOT,
        "billing",
        Role.BILLING,
        Set.of(Permission.CARDS_READ),
        Set.of(NetworkId.MAIN),
        addresses,
        perMinute,
        expiresAt);
  }

  @Test
  void anOwnPasswordOpensASession() {
    owned("ann", Role.ADMINISTRATOR);
    Caller caller = rig.desk.caller(session("ann"), HOME);
    assertThat(caller.actor()).isEqualTo(new Actor("ann", HOME));
    assertThat(caller.permissions()).contains(Permission.ACCOUNTS);
  }

  @Test
  void aPasswordThatSomebodyElseGaveAllowsNothingButItsChange() {
    rig.add("ann", Role.ADMINISTRATOR);
    SignIn.Granted granted = (SignIn.Granted) signIn("ann", AccessRig.GOOD);
    assertThat(granted.mustChangePassword()).isTrue();
    assertThat(granted.caller().permissions()).isEmpty();
    assertThat(rig.desk.caller(granted.session(), HOME).permissions()).isEmpty();
  }

  @Test
  void strangersAndWrongPasswordsLookAlikeAndCostTheSame() {
    owned("ann", Role.OPERATOR);
    int before = rig.hashes;
    assertThat(signIn("ann", "wrong")).isEqualTo(new SignIn.Refused());
    int wrong = rig.hashes - before;
    assertThat(signIn("nobody", "wrong")).isEqualTo(new SignIn.Refused());
    assertThat(rig.hashes - before - wrong).isEqualTo(wrong);
  }

  @Test
  void wrongPasswordsLockForLongerAndLonger() {
    owned("ann", Role.OPERATOR);
    for (int i = 1; i < 5; i++) {
      assertThat(signIn("ann", "wrong")).isEqualTo(new SignIn.Refused());
    }
    assertThat(signIn("ann", "wrong")).isEqualTo(new SignIn.Locked(rig.now.plusSeconds(60)));
    assertThat(signIn("ann", AccessRig.GOOD)).isInstanceOf(SignIn.Locked.class);
    rig.pass(Duration.ofSeconds(61));
    assertThat(signIn("ann", "wrong")).isEqualTo(new SignIn.Locked(rig.now.plusSeconds(120)));
    rig.pass(Duration.ofSeconds(121));
    assertThat(signIn("ann", AccessRig.GOOD)).isInstanceOf(SignIn.Granted.class);
    assertThat(signIn("ann", "wrong")).isEqualTo(new SignIn.Refused());
  }

  @Test
  void aLockNeverLastsLongerThanADay() {
    assertThat(AccessRules.DEFAULT.lock(4)).isEqualTo(Duration.ZERO);
    assertThat(AccessRules.DEFAULT.lock(1_000_000)).isEqualTo(Duration.ofDays(1));
  }

  @Test
  void oneAddressCannotTryManyAccounts() {
    for (int i = 0; i < 20; i++) {
      assertThat(signIn("nobody" + i, "wrong")).isEqualTo(new SignIn.Refused());
    }
    assertThat(signIn("nobody20", "wrong")).isInstanceOf(SignIn.Locked.class);
    assertThat(rig.desk.signIn("nobody", new Password("wrong"), Optional.empty(), "192.0.2.2"))
        .isEqualTo(new SignIn.Refused());
    rig.pass(Duration.ofMinutes(1));
    assertThat(signIn("nobody20", "wrong")).isEqualTo(new SignIn.Refused());
  }

  @Test
  void aSessionEndsWhenItIsIdleAndInTheEndInAnyCase() {
    owned("ann", Role.OPERATOR);
    BearerToken idle = session("ann");
    rig.pass(Duration.ofMinutes(31));
    refused(ErrorCode.UNAUTHENTICATED, () -> rig.desk.caller(idle, HOME));
    BearerToken busy = session("ann");
    for (int i = 0; i < 36; i++) {
      rig.pass(Duration.ofMinutes(20));
      assertThat(rig.desk.caller(busy, HOME).actor().name()).isEqualTo("ann");
    }
    rig.pass(Duration.ofMinutes(1));
    refused(ErrorCode.UNAUTHENTICATED, () -> rig.desk.caller(busy, HOME));
  }

  @Test
  void sessionsCanBeSeenAndEnded() {
    owned("ann", Role.OPERATOR);
    rig.parts.sessions().endAll("ann");
    BearerToken one = session("ann");
    BearerToken other = session("ann");
    Caller ann = rig.desk.caller(one, HOME);
    assertThat(rig.desk.sessions(ann, "ann")).hasSize(2);
    String second = TokenText.of(other).id();
    assertThat(rig.desk.sessions(ann, "ann"))
        .extracting(Authentication.Session::id)
        .contains(second);
    rig.desk.endSession(ann, "ann", second);
    refused(ErrorCode.UNAUTHENTICATED, () -> rig.desk.caller(other, HOME));
    rig.desk.signOut(one);
    refused(ErrorCode.UNAUTHENTICATED, () -> rig.desk.caller(one, HOME));
    refused(ErrorCode.FORBIDDEN, () -> rig.desk.sessions(ann, "root"));
  }

  @Test
  void aDisabledAccountIsOutAtOnce() {
    owned("ann", Role.OPERATOR);
    BearerToken session = session("ann");
    Account account = rig.accounts.account(AccessRig.ROOT, "ann");
    rig.accounts.change(
        AccessRig.ROOT,
        new Account(
            "ann",
            account.version(),
            "Ann",
            account.role(),
            account.networks(),
            account.password(),
            account.totp(),
            0,
            account.quota(),
            false,
            true,
            0,
            Instant.EPOCH,
            account.passwordChangedAt()));
    refused(ErrorCode.UNAUTHENTICATED, () -> rig.desk.caller(session, HOME));
    assertThat(signIn("ann", AccessRig.GOOD)).isEqualTo(new SignIn.Refused());
  }

  @Test
  void aSecondFactorIsAskedForAndTakenOnce() {
    owned("ann", Role.OPERATOR);
    Caller ann = rig.desk.caller(session("ann"), HOME);
    String address = rig.accounts.beginTotp(ann);
    assertThat(address).startsWith("otpauth://totp/Caskade:ann?secret=").endsWith("Caskade");
    byte[] secret = unBase32(address.replaceAll(".*secret=|&.*", ""));
    refused(ErrorCode.FIELD_INVALID, () -> rig.accounts.confirmTotp(ann, "000000"));
    rig.accounts.confirmTotp(ann, code(secret));

    assertThat(signIn("ann", AccessRig.GOOD)).isEqualTo(new SignIn.CodeNeeded());
    assertThat(withCode(code(secret))).isEqualTo(new SignIn.Refused());
    rig.pass(Duration.ofSeconds(30));
    assertThat(withCode(code(secret))).isInstanceOf(SignIn.Granted.class);
    assertThat(withCode(code(secret))).isEqualTo(new SignIn.Refused());
    rig.accounts.removeTotp(AccessRig.ROOT, "ann");
    assertThat(signIn("ann", AccessRig.GOOD)).isInstanceOf(SignIn.Granted.class);
  }

  private SignIn withCode(String code) {
    return rig.desk.signIn("ann", new Password(AccessRig.GOOD), Optional.of(code), HOME);
  }

  private String code(byte[] secret) {
    return Totp.code(secret, rig.now.getEpochSecond() / 30);
  }

  private static byte[] unBase32(String text) {
    byte[] bytes = new byte[text.length() * 5 / 8];
    for (int bit = 0; bit < bytes.length * 8; bit++) {
      int letter = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(text.charAt(bit / 5));
      bytes[bit / 8] |= (byte) ((letter >>> (4 - bit % 5) & 1) << (7 - bit % 8));
    }
    return bytes;
  }

  @Test
  void aTokenMayDoWhatItsRoleAndItsScopesAllow() {
    NewToken made = token(Set.of(), 0, Optional.empty());
    Caller caller = rig.desk.caller(made.token(), HOME);
    assertThat(caller.role()).isEqualTo(Role.BILLING);
    assertThat(caller.permissions()).containsExactly(Permission.CARDS_READ);
    assertThat(caller.networks()).containsExactly(NetworkId.MAIN);
    assertThat(caller.actor().name()).isEqualTo("token/billing");
    assertThat(made.kept().toString()).doesNotContain(made.token().reveal());
  }

  @Test
  void aTokenIsRefusedWhenItIsAlteredExpiredRevokedOrFromElsewhere() {
    String text = token(Set.of(), 0, Optional.empty()).token().reveal();
    String altered = text.substring(0, text.length() - 4) + "AAAA";
    refused(ErrorCode.UNAUTHENTICATED, () -> caller(altered));
    for (String other :
        List.of(
            "",
            "ck_nonsense",
            "cs_" + text.substring(3),
            "xx_" + text.substring(3),
            text.substring(0, text.length() - 1),
            text + "A",
            text.substring(0, 19) + "-" + text.substring(20),
            text.substring(0, text.length() - 1) + "+",
            text.substring(0, text.length() - 1) + "\u0430")) {
      refused(ErrorCode.UNAUTHENTICATED, () -> caller(other));
    }
    NewToken bound = token(Set.of("198.51.100.0/24"), 0, Optional.empty());
    refused(ErrorCode.UNAUTHENTICATED, () -> rig.desk.caller(bound.token(), HOME));
    assertThat(rig.desk.caller(bound.token(), "198.51.100.9").actor().source())
        .isEqualTo("198.51.100.9");
    NewToken brief = token(Set.of(), 0, Optional.of(rig.now.plusSeconds(10)));
    assertThat(rig.desk.caller(brief.token(), HOME).role()).isEqualTo(Role.BILLING);
    rig.pass(Duration.ofSeconds(10));
    refused(ErrorCode.UNAUTHENTICATED, () -> rig.desk.caller(brief.token(), HOME));
    NewToken gone = token(Set.of(), 0, Optional.empty());
    rig.accounts.revokeToken(AccessRig.ROOT, gone.kept().id());
    refused(ErrorCode.UNAUTHENTICATED, () -> rig.desk.caller(gone.token(), HOME));
  }

  private Caller caller(String token) {
    return rig.desk.caller(new BearerToken(token), HOME);
  }

  @Test
  void whoGuessesTokensCostsNobodyBehindTheSameAddressAnything() {
    NewToken made = token(Set.of(), 0, Optional.empty());
    NewToken unseen = token(Set.of(), 0, Optional.empty());
    rig.desk.caller(made.token(), HOME);
    for (int i = 0; i < 20; i++) {
      BearerToken guess = BearerToken.ofProgram(new SplittableRandom(i));
      refused(ErrorCode.UNAUTHENTICATED, () -> rig.desk.caller(guess, HOME));
    }
    BearerToken guess = BearerToken.ofProgram(new SplittableRandom(20));
    refused(ErrorCode.RATE_LIMITED, () -> rig.desk.caller(guess, HOME));
    assertThat(rig.desk.caller(made.token(), HOME).role()).isEqualTo(Role.BILLING);
    refused(ErrorCode.RATE_LIMITED, () -> rig.desk.caller(unseen.token(), HOME));
    rig.pass(Duration.ofMinutes(1));
    assertThat(rig.desk.caller(unseen.token(), HOME).role()).isEqualTo(Role.BILLING);
  }

  @Test
  void aTokenThatIsAskedForAgainIsRefusedInsteadOfBeingUseless() {
    Caller named = AccessRig.ROOT.withRequest(new UUID(1, 2));
    Supplier<NewToken> add =
        () ->
            rig.accounts.addToken(
                named,
                "billing",
                Role.BILLING,
                Set.of(Permission.CARDS_READ),
                Set.of(),
                Set.of(),
                0,
                Optional.empty());
    assertThat(rig.desk.caller(add.get().token(), HOME).role()).isEqualTo(Role.BILLING);
    refused(ErrorCode.RECORD_EXISTS, add::get);
  }

  @Test
  void aTokenHasItsAllowanceOfCalls() {
    NewToken made = token(Set.of(), 2, Optional.empty());
    rig.desk.caller(made.token(), HOME);
    rig.desk.caller(made.token(), HOME);
    refused(ErrorCode.RATE_LIMITED, () -> rig.desk.caller(made.token(), HOME));
    rig.pass(Duration.ofSeconds(31));
    assertThat(rig.desk.caller(made.token(), HOME).role()).isEqualTo(Role.BILLING);
  }

  @Test
  void noTokenCanDoMoreThanWhoMakesIt() {
    Caller clerk =
        new Caller(
            new Actor("bob", HOME),
            Role.ADMINISTRATOR,
            Set.of(),
            Set.of(Permission.TOKENS, Permission.CARDS_READ),
            Optional.empty());
    refused(
        ErrorCode.FORBIDDEN,
        () ->
            rig.accounts.addToken(
                clerk,
                "more",
                Role.ADMINISTRATOR,
                Set.of(Permission.KEYS),
                Set.of(),
                Set.of(),
                0,
                Optional.empty()));
  }

  @Test
  void whoWasKnownStaysKnownWhileTheDatabaseIsAway() {
    NewToken made = token(Set.of(), 0, Optional.empty());
    rig.desk.caller(made.token(), HOME);
    rig.away = true;
    rig.pass(Duration.ofMinutes(5));
    assertThat(rig.desk.caller(made.token(), HOME).role()).isEqualTo(Role.BILLING);
  }

  @Test
  void theFirstStartLeavesOneAdministratorAndOneToken() throws Exception {
    String token = BearerToken.ofProgram(new SplittableRandom(9)).reveal();
    Files.writeString(
        folder.resolve("initial-credentials.properties"),
        "admin.user = admin\nadmin.password = " + AccessRig.GOOD + "\napi.token = " + token + "\n",
        StandardCharsets.ISO_8859_1);
    assertThat(caller(token).permissions()).contains(Permission.ACCOUNTS, Permission.KEYS);
    assertThat(((SignIn.Granted) signIn("admin", AccessRig.GOOD)).mustChangePassword()).isFalse();
  }

  @Test
  void anotherDirectoryVouchesForPeopleUnknownHere() {
    Caller guest =
        new Caller(
            new Actor("eve", HOME),
            Role.OPERATOR,
            Set.of(NetworkId.MAIN),
            Set.of(Permission.CARDS_READ),
            Optional.empty());
    var other =
        new AccessRig(
            folder.resolve("none"),
            (login, password, source) ->
                login.equals("eve") && password.equals(new Password("right"))
                    ? Optional.of(guest)
                    : Optional.empty());
    SignIn.Granted granted =
        (SignIn.Granted) other.desk.signIn("eve", new Password("right"), Optional.empty(), HOME);
    assertThat(other.desk.caller(granted.session(), HOME)).isEqualTo(guest);
    assertThat(other.desk.signIn("eve", new Password("wrong"), Optional.empty(), HOME))
        .isEqualTo(new SignIn.Refused());
  }

  @Test
  void everySignInAndRefusalIsInTheJournalWithoutThePassword() {
    owned("ann", Role.OPERATOR);
    signIn("ann", "wrong-secret");
    signIn("nobody", "wrong-secret");
    assertThat(rig.store.applied.toString())
        .contains("SIGN_IN", "SIGN_IN_REFUSED", "account:nobody")
        .doesNotContain("wrong-secret", AccessRig.GOOD);
  }

  static void refused(ErrorCode code, ThrowingCallable call) {
    assertThatExceptionOfType(CaskadeException.class)
        .isThrownBy(call)
        .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(code));
  }
}
