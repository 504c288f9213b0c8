package io.caskade.rights.management;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.rights.CardField;
import io.caskade.api.rights.Permission;
import io.caskade.api.rights.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RolesTest {
  private static final Path PAGE = root().resolve("docs/roles.md");

  @Test
  void thePageOfRolesIsTheCode() throws IOException {
    String page = page();
    if (Boolean.getBoolean("caskade.rewrite")) {
      Files.writeString(PAGE, page);
    }
    assertThat(page)
        .as("%s; if the change is intended, rewrite it with -Dcaskade.rewrite=true", PAGE)
        .isEqualTo(Files.exists(PAGE) ? Files.readString(PAGE) : "");
  }

  @Test
  void onlyAnAdministratorReachesKeysAccountsNetworksAndTheBlacklist() {
    var reserved =
        List.of(
            Permission.KEYS,
            Permission.ACCOUNTS,
            Permission.TOKENS,
            Permission.WEBHOOKS,
            Permission.NETWORKS_WRITE,
            Permission.CATALOGUE_WRITE,
            Permission.GENERATORS_CONTROL,
            Permission.GENERATORS_WRITE,
            Permission.SUBSCRIBERS_FORGET,
            Permission.CARDS_BLACKLIST,
            Permission.CARDS_RETIRE);
    for (Role role : EnumSet.complementOf(EnumSet.of(Role.ADMINISTRATOR))) {
      assertThat(Roles.permissions(role)).as(role.name()).doesNotContainAnyElementsOf(reserved);
    }
    assertThat(Roles.permissions(Role.ADMINISTRATOR)).containsExactly(Permission.values());
  }

  @Test
  void anAuditorChangesNothing() {
    assertThat(Roles.permissions(Role.AUDITOR))
        .allMatch(
            permission -> permission.name().endsWith("_READ") || permission == Permission.REPORTS);
    assertThat(Roles.fields(Role.AUDITOR)).isEmpty();
  }

  @Test
  void aTokenMayAtMostWhatItsRoleMay() {
    assertThat(
            Roles.permissions(
                Role.DEALER, Set.of(Permission.CARDS_SELL, Permission.KEYS, Permission.BULK)))
        .containsExactly(Permission.CARDS_SELL);
    assertThat(Roles.permissions(Role.ADMINISTRATOR, Set.of())).isEmpty();
  }

  @Test
  void protectionIsNoFieldOfTheOperatorAndPairingNoneOfBilling() {
    assertThat(Roles.fields(Role.OPERATOR))
        .doesNotContain(CardField.PROTECTED_CARD)
        .contains(CardField.PAIRED, CardField.WINDOWS);
    assertThat(Roles.fields(Role.BILLING))
        .doesNotContain(CardField.PROTECTED_CARD, CardField.PAIRED);
  }

  private static String page() {
    var page =
        new StringBuilder(
            """
            # Roles

            Written by a test from the code. Each call of management checks the role of its caller, whichever face
            it came through; a refusal is a row of the journal. A caller can be limited to some networks. A token
            has its role's rights as far as its scopes name them; scopes are the names of the first table.

            """);
    head(page, "may");
    for (Permission permission : Permission.values()) {
      page.append("| ").append(permission.scope());
      for (Role role : Role.values()) {
        cell(page, Roles.permissions(role).contains(permission));
      }
      page.append(" |\n");
    }
    page.append("\n## Fields of a card\n\nA field needs the right that stands behind it, too.\n\n");
    head(page, "may write");
    for (CardField field : CardField.values()) {
      page.append("| ").append(name(field)).append(" (");
      page.append(Roles.permission(field).scope()).append(")");
      for (Role role : Role.values()) {
        cell(page, Roles.fields(role).contains(field));
      }
      page.append(" |\n");
    }
    return page.append(
            """

            ## Beyond the tables

            - Adding a card needs cards-add; one that is not in stock, or has entitlements already, needs cards-sell as well.
            - In a network whose policy says so, only the role billing sells, activates, suspends and resumes (R2).
              Stopping a card for good, the blacklist, pairing and replacement stay with whoever has the right: they
              sell nothing.
            - A dealer activates as many cards as the quota in its account says; each activation takes one from it.
              An account without a quota has no limit; a dealer's token has the account that it is named after, and
              without one activates nothing.
            - A card comes back from the blacklist when two administrators say so within a day, in person: tokens have no
              voice in it.
            - A receiver account whose network card is made along with it needs cards-sell beside receivers-write; in a
              network that leaves sales to billing, the role billing. It takes nothing from the stock, so cards-add is
              not needed. A password is shown to who has receivers-write, and the journal says to whom.
            - Searching cards by anything but digits of the serial needs subscribers-read.
            """)
        .toString();
  }

  private static void head(StringBuilder page, String what) {
    page.append("| ").append(what);
    for (Role role : Role.values()) {
      page.append(" | ").append(name(role));
    }
    page.append(" |\n|---").append("|:-:".repeat(Role.values().length)).append("|\n");
  }

  private static void cell(StringBuilder page, boolean yes) {
    page.append(" | ").append(yes ? "x" : "");
  }

  private static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Path root() {
    return Stream.iterate(Path.of("").toAbsolutePath(), Path::getParent)
        .filter(path -> Files.exists(path.resolve("LICENSE")))
        .findFirst()
        .orElseThrow();
  }
}
