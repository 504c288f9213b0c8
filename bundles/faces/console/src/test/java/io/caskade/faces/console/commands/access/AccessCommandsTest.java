package io.caskade.faces.console.commands.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.base.NetworkId;
import io.caskade.api.base.Octets;
import io.caskade.api.rights.Permission;
import io.caskade.api.rights.Role;
import io.caskade.api.rights.access.Account;
import io.caskade.api.rights.access.AccountManagement;
import io.caskade.api.rights.access.ApiToken;
import io.caskade.api.rights.access.Authentication;
import io.caskade.api.rights.access.BearerToken;
import io.caskade.api.rights.access.Password;
import io.caskade.api.rights.access.PasswordHash;
import io.caskade.faces.console.commands.Fake;
import io.caskade.faces.console.commands.Shell;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AccessCommandsTest {
  private static final Instant AT = Instant.parse("2026-11-21T00:00:00Z");

  private final List<String> passwords = new ArrayList<>();
  private final Fake<AccountManagement> accounts = Fake.of(AccountManagement.class);
  private final Fake<Authentication> authentication = Fake.of(Authentication.class);
  private final Shell shell = new Shell(accounts, authentication);

  private static Account account(boolean disabled) {
    return new Account(
        "olga",
        3,
        "Olga",
        Role.DEALER,
        Set.of(NetworkId.MAIN),
        new PasswordHash("$argon2id$secret"),
        Optional.empty(),
        0,
        OptionalInt.of(50),
        false,
        disabled,
        0,
        Instant.EPOCH,
        AT);
  }

  private Object keep(Object password) {
    byte[] bytes = new byte[((Password) password).length()];
    ((Password) password).copyTo(bytes, 0);
    passwords.add(new String(bytes, StandardCharsets.UTF_8));
    return null;
  }

  @Test
  void usersAreListedWithoutTheirHashes() throws Exception {
    accounts.on("accounts", List.of(account(false)));

    assertThat(shell.run(Users.class))
        .isEqualTo(
            """
            User | Name | Role   | Networks | Second factor | Quota | Disabled | Locked until | Password set
            -----+------+--------+----------+---------------+-------+----------+--------------+---------------------
            olga | Olga | dealer | main     | no            | 50    | no       |              | 2026-11-21T00:00:00Z\
            """);
    assertThat(shell.run(Users.class, "--json"))
        .contains("\"role\":\"dealer\",\"networks\":[\"main\"],\"secondFactor\":false,\"quota\":50")
        .doesNotContain("argon2");
  }

  @Test
  void aPasswordIsAskedForTwiceAndNeverAnArgument() throws Exception {
    accounts.on(
        "add",
        asked -> {
          keep(asked.get(6));
          assertThat(asked.subList(1, 6))
              .containsExactly(
                  "olga", "Olga", Role.DEALER, Set.of(NetworkId.MAIN), OptionalInt.of(50));
          return account(false);
        });

    assertThat(
            shell
                .types("correct horse", "correct horse")
                .run(UserAdd.class, "--name", "Olga", "-n", "main", "-q", "50", "olga", "dealer"))
        .contains("olga")
        .doesNotContain("horse");
    assertThat(passwords).containsExactly("correct horse");
  }

  @Test
  void twoDifferentPasswordsAreRefused() throws Exception {
    assertThat(shell.types("one", "two").refused(UserPassword.class, "olga")).contains("differ");
  }

  @Test
  void aForgottenPasswordIsReplaced() throws Exception {
    accounts.on("resetPassword", asked -> keep(asked.get(2)));

    assertThat(shell.types("new", "new").run(UserPassword.class, "olga")).contains("next sign-in");
    assertThat(passwords).containsExactly("new");
  }

  @Test
  void disablingChangesNothingElseOfAnAccount() throws Exception {
    accounts.on("account", account(false)).on("change", asked -> asked.get(1));

    assertThat(shell.run(UserDisable.class, "olga")).contains("dealer");
    assertThat(accounts.last().get(1)).isEqualTo(account(true));
    shell.run(UserEnable.class, "olga");
    assertThat(accounts.last().get(1)).isEqualTo(account(false));
  }

  @Test
  void aLostSecondFactorIsTakenOff() throws Exception {
    accounts.takes("removeTotp");

    assertThat(shell.run(UserTotpRemove.class, "olga")).contains("without a second factor");
    assertThat(accounts.last().get(1)).isEqualTo("olga");
  }

  @Test
  void sessionsAreSeenAndEnded() throws Exception {
    authentication
        .on("sessions", List.of(new Authentication.Session("s-1", "192.0.2.7", AT, AT)))
        .takes("endSession");

    assertThat(shell.run(Sessions.class, "olga")).contains("s-1     | 192.0.2.7");
    assertThat(shell.run(SessionEnd.class, "olga", "s-1")).contains("has ended");
    assertThat(authentication.last().subList(1, 3)).containsExactly("olga", "s-1");
  }

  @Test
  void aTokenIsShownOnceAndThenForgotten() throws Exception {
    var token = new BearerToken("ck_id_secret");
    var kept =
        new ApiToken(
            "id",
            1,
            "billing",
            Octets.of(new byte[32]),
            Role.BILLING,
            Set.of(Permission.CARDS_READ),
            Set.of(),
            Set.of(),
            0,
            AT,
            Optional.empty(),
            false);
    accounts
        .on("addToken", new AccountManagement.NewToken(kept, token))
        .on("tokens", List.of(kept))
        .takes("revokeToken");

    assertThat(
            shell.run(
                TokenAdd.class,
                "--expires",
                "2027-01-01",
                "-a",
                "192.0.2.0/24",
                "billing",
                "billing",
                "cards-read",
                "cards-sell"))
        .contains("ck_id_secret")
        .contains("only once");
    assertThat(accounts.last().subList(1, 8))
        .containsExactly(
            "billing",
            Role.BILLING,
            Set.of(Permission.CARDS_READ, Permission.CARDS_SELL),
            Set.of(),
            Set.of("192.0.2.0/24"),
            0,
            Optional.of(Instant.parse("2027-01-01T00:00:00Z")));
    assertThat(shell.run(Tokens.class)).contains("cards-read").doesNotContain("ck_id_secret");
    assertThat(shell.run(TokenRevoke.class, "id")).contains("worthless");
  }
}
