package io.caskade.rights.management.access;

import static io.caskade.rights.management.access.SignInDeskTest.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.Actor;
import io.caskade.api.rights.Caller;
import io.caskade.api.rights.RecordFilter;
import io.caskade.api.rights.Role;
import io.caskade.api.rights.access.Account;
import io.caskade.api.rights.access.Password;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccountManagementTest {
  private final AccessRig rig;

  AccountManagementTest(@TempDir Path folder) {
    rig = new AccessRig(folder.resolve("none"));
  }

  private void add(String login, String password) {
    rig.accounts.add(
        AccessRig.ROOT,
        login,
        "Somebody",
        Role.OPERATOR,
        Set.of(NetworkId.MAIN),
        OptionalInt.empty(),
        new Password(password));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "short",
        "elevenchars",
        "aaaaaaaaaaaaaaaa",
        "abababababab",
        "my name is ann, hi",
        "Password!Password1",
        "correct horse battery staple",
        "TvMasterCas-2024-!!!"
      })
  void refusesPasswordsThatAreGuessedFirst(String password) {
    refused(ErrorCode.PASSWORD_WEAK, () -> add("ann", password));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Ann", "ann/bob", "-ann", "ann bob", "\u0430nn"})
  void refusesLoginsOfAnotherForm(String login) {
    refused(ErrorCode.FIELD_INVALID, () -> add(login, AccessRig.GOOD));
  }

  @Test
  void keepsEveryFieldOfAnAccount() {
    add("ann", AccessRig.GOOD);
    Account account = rig.accounts.account(AccessRig.ROOT, "ann");
    assertThat(account.role()).isEqualTo(Role.OPERATOR);
    assertThat(account.networks()).containsExactly(NetworkId.MAIN);
    assertThat(account.mustChange()).isTrue();
    assertThat(rig.accounts.accounts(AccessRig.ROOT, RecordFilter.page(Optional.empty(), 10)))
        .containsExactly(account);
    refused(ErrorCode.RECORD_EXISTS, () -> add("ann", AccessRig.GOOD));
  }

  @Test
  void theLastAdministratorStays() {
    Account only = rig.add("ann", Role.ADMINISTRATOR);
    refused(
        ErrorCode.RECORD_IN_USE, () -> rig.accounts.remove(AccessRig.ROOT, "ann", only.version()));
    rig.add("bob", Role.ADMINISTRATOR);
    rig.accounts.remove(AccessRig.ROOT, "ann", only.version());
    assertThat(rig.accounts.accounts(AccessRig.ROOT, RecordFilter.page(Optional.empty(), 10)))
        .extracting(Account::login)
        .containsExactly("bob");
  }

  @Test
  void refusesAChangeOfAnOldVersion() {
    Account account = rig.add("ann", Role.OPERATOR);
    rig.accounts.resetPassword(AccessRig.ROOT, "ann", new Password("another long phrase 8"));
    refused(ErrorCode.VERSION_CONFLICT, () -> rig.accounts.change(AccessRig.ROOT, account));
  }

  @ParameterizedTest
  @EnumSource(value = Role.class, names = "ADMINISTRATOR", mode = EnumSource.Mode.EXCLUDE)
  void nobodyButAdministratorsManagesAccountsAndTokens(Role role) {
    Caller other =
        new Caller(
            new Actor("eve", "192.0.2.1"),
            role,
            Set.of(),
            AccessRig.permissions(role),
            Optional.empty());
    RecordFilter all = RecordFilter.page(Optional.empty(), 10);
    refused(ErrorCode.FORBIDDEN, () -> rig.accounts.accounts(other, all));
    refused(ErrorCode.FORBIDDEN, () -> rig.accounts.account(other, "ann"));
    refused(ErrorCode.FORBIDDEN, () -> rig.accounts.tokens(other, all));
    refused(
        ErrorCode.FORBIDDEN,
        () -> rig.accounts.resetPassword(other, "ann", new Password(AccessRig.GOOD)));
    refused(ErrorCode.FORBIDDEN, () -> rig.accounts.removeTotp(other, "ann"));
    refused(ErrorCode.FORBIDDEN, () -> rig.accounts.revokeToken(other, "x"));
    assertThat(rig.store.applied.toString()).contains("REFUSED", "needed");
  }

  @Test
  void anAdministratorOfOneNetworkManagesNoAccounts() {
    Caller local =
        new Caller(
            new Actor("eve", "192.0.2.1"),
            Role.ADMINISTRATOR,
            Set.of(NetworkId.MAIN),
            AccessRig.permissions(Role.ADMINISTRATOR),
            Optional.empty());
    refused(
        ErrorCode.FORBIDDEN,
        () -> rig.accounts.accounts(local, RecordFilter.page(Optional.empty(), 10)));
  }
}
