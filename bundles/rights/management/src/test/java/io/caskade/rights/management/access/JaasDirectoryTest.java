package io.caskade.rights.management.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.Caller;
import io.caskade.api.rights.Permission;
import io.caskade.api.rights.Role;
import io.caskade.api.rights.access.Password;
import io.caskade.api.rights.access.SignIn;
import java.nio.file.Path;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.FailedLoginException;
import javax.security.auth.login.LoginException;
import javax.security.auth.spi.LoginModule;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People of a JAAS realm, through the JDK's own JAAS. */
class JaasDirectoryTest {
  private static final String REALM = "ldap";
  private static final String SOURCE = "192.0.2.7";

  private final Configuration before = configuration();
  private AccessRules rules = rules(REALM);
  private final JaasDirectory directory =
      new JaasDirectory(() -> rules, new Callers(AccessRig::permissions));

  @BeforeEach
  void configure() {
    Configuration.setConfiguration(
        new Configuration() {
          @Override
          public AppConfigurationEntry[] getAppConfigurationEntry(String name) {
            return name.equals(REALM)
                ? new AppConfigurationEntry[] {
                  new AppConfigurationEntry(
                      People.class.getName(), LoginModuleControlFlag.REQUIRED, Map.of())
                }
                : new AppConfigurationEntry[0];
          }
        });
  }

  @AfterEach
  void restore() {
    Configuration.setConfiguration(before);
  }

  private static Configuration configuration() {
    try {
      return Configuration.getConfiguration();
    } catch (SecurityException e) {
      return new Configuration() {
        @Override
        public AppConfigurationEntry[] getAppConfigurationEntry(String name) {
          return new AppConfigurationEntry[0];
        }
      };
    }
  }

  private static AccessRules rules(String realm) {
    AccessRules usual = AccessRules.DEFAULT;
    return new AccessRules(usual.sessions(), usual.lockAfter(), usual.failuresPerMinute(), realm);
  }

  private static Password password(String text) {
    return new Password(text);
  }

  private Optional<Caller> vouch(String login, String password) {
    return directory.vouch(login, password(password), SOURCE);
  }

  @Test
  void theRightPasswordGivesRoleNetworksAndWhatTheRoleMay() {
    Caller caller = vouch("anna", "anna's пароль").orElseThrow();

    assertThat(caller.actor().name()).isEqualTo("anna");
    assertThat(caller.actor().source()).isEqualTo(SOURCE);
    assertThat(caller.role()).isEqualTo(Role.OPERATOR);
    assertThat(caller.networks())
        .containsExactlyInAnyOrder(new NetworkId("north"), new NetworkId("south-2"));
    assertThat(caller.permissions())
        .containsExactlyInAnyOrder(Permission.CARDS_READ, Permission.CARDS_SELL);
  }

  @Test
  void withoutANetworkRoleItIsEveryNetworkAndTheHighestRoleCounts() {
    Caller caller = vouch("boris", "boris's пароль").orElseThrow();

    assertThat(caller.role()).isEqualTo(Role.ADMINISTRATOR);
    assertThat(caller.networks()).isEmpty();
  }

  @Test
  void aWrongOrEmptyPasswordOrNameIsRefused() {
    assertThat(vouch("anna", "anna's Пароль")).isEmpty();
    assertThat(vouch("nobody", "nobody's пароль")).isEmpty();
    assertThat(vouch("*", "*'s пароль")).isEmpty();
    // The module itself would let these in, as an LDAP server that allows anonymous binding.
    assertThat(vouch("anna", "")).isEmpty();
    assertThat(vouch(" ", "anna's пароль")).isEmpty();
  }

  @Test
  void whoHasNoRoleHereIsRefused() {
    assertThat(vouch("clara", "clara's пароль")).isEmpty();
  }

  @Test
  void aNetworkThatCannotBeDoesNotOpenAllOthers() {
    assertThat(vouch("dora", "dora's пароль")).isEmpty();
  }

  @Test
  void aRealmThatNobodyKnowsAndNoRealmLetNobodyIn() {
    rules = rules("elsewhere");
    assertThat(vouch("anna", "anna's пароль")).isEmpty();
    rules = rules("");
    assertThat(vouch("anna", "anna's пароль")).isEmpty();
  }

  @Test
  void theDeskAsksItForPeopleWithoutAnAccount(@TempDir Path folder) {
    var rig = new AccessRig(folder.resolve("credentials"), directory);
    rig.add("boris", Role.AUDITOR);

    assertThat(sign(rig, "anna", "anna's пароль"))
        .isInstanceOfSatisfying(
            SignIn.Granted.class,
            granted ->
                assertThat(rig.desk.caller(granted.session(), SOURCE).role())
                    .isEqualTo(Role.OPERATOR));
    assertThat(sign(rig, "anna", "wrong")).isInstanceOf(SignIn.Refused.class);
    assertThat(sign(rig, "boris", "boris's пароль")).isInstanceOf(SignIn.Refused.class);
  }

  private static SignIn sign(AccessRig rig, String login, String password) {
    return rig.desk.signIn(login, password(password), Optional.empty(), SOURCE);
  }

  /** Stands for a directory: the password of everybody is "NAME's пароль" or nothing. */
  public static final class People implements LoginModule {
    private static final Map<String, List<String>> ROLES =
        Map.of(
            "anna",
            List.of("caskade-operator", "caskade-network-north", "caskade-network-south-2", "ssh"),
            "boris",
            List.of("caskade-billing", "caskade-administrator"),
            "clara",
            List.of("administrator", "caskade-network-north"),
            "dora",
            List.of("caskade-operator", "caskade-network-North"),
            " ",
            List.of("caskade-operator"));

    private Subject subject = new Subject();
    private CallbackHandler handler = callbacks -> {};
    private String name = "";

    @Override
    public void initialize(
        Subject given, CallbackHandler callbacks, Map<String, ?> shared, Map<String, ?> options) {
      subject = given;
      handler = callbacks;
    }

    @Override
    public boolean login() throws LoginException {
      var asked = new NameCallback("user");
      var secret = new PasswordCallback("password", false);
      try {
        handler.handle(new Callback[] {asked, secret});
      } catch (Exception e) {
        throw new LoginException(e.toString());
      }
      name = asked.getName();
      String password = new String(secret.getPassword());
      if (!ROLES.containsKey(name)
          || !password.isEmpty() && !password.equals(name + "'s пароль") && !name.isBlank()) {
        throw new FailedLoginException("no");
      }
      return true;
    }

    @Override
    public boolean commit() {
      for (String role : ROLES.getOrDefault(name, List.of())) {
        subject.getPrincipals().add(new Named(role));
      }
      return true;
    }

    @Override
    public boolean abort() {
      return true;
    }

    @Override
    public boolean logout() {
      subject.getPrincipals().clear();
      return true;
    }
  }

  private record Named(String name) implements Principal {
    @Override
    public String getName() {
      return name;
    }
  }
}
