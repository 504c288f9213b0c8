package io.caskade.rights.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Principal;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The options as they are given to Karaf's own module, and a real directory server. */
class LdapSignInTest {
  private static final String BASE = "dc=example,dc=org";
  private static InMemoryDirectoryServer server;

  @BeforeAll
  static void start() throws Exception {
    var config = new InMemoryDirectoryServerConfig(BASE);
    config.setListenerConfigs(
        InMemoryListenerConfig.createLDAPConfig("ldap", InetAddress.getLoopbackAddress(), 0, null));
    config.addAdditionalBindCredentials("cn=searcher", "of the searcher");
    server = new InMemoryDirectoryServer(config);
    server.add("dn: " + BASE, "objectClass: domain", "dc: example");
    server.add("dn: ou=people," + BASE, "objectClass: organizationalUnit", "ou: people");
    server.add("dn: ou=groups," + BASE, "objectClass: organizationalUnit", "ou: groups");
    person("anna");
    person("boris");
    group("caskade-operator", "anna");
    group("caskade-network-north", "anna");
    group("noc", "boris");
    server.startListening();
  }

  @AfterAll
  static void stop() {
    server.shutDown(true);
  }

  private static void person(String name) throws Exception {
    server.add(
        "dn: uid=" + name + ",ou=people," + BASE,
        "objectClass: inetOrgPerson",
        "uid: " + name,
        "cn: " + name,
        "sn: " + name,
        "userPassword: of " + name);
  }

  private static void group(String name, String member) throws Exception {
    server.add(
        "dn: cn=" + name + ",ou=groups," + BASE,
        "objectClass: groupOfNames",
        "cn: " + name,
        "member: uid=" + member + ",ou=people," + BASE);
  }

  private static Map<String, String> settings() {
    return new HashMap<>(
        Map.of(
            "url", "ldap://127.0.0.1:" + server.getListenPort(),
            "userBaseDn", "ou=people," + BASE,
            "roleBaseDn", "ou=groups," + BASE));
  }

  private static Set<String> signIn(Map<String, String> settings, String name, String password)
      throws LoginException {
    Map<String, String> options = LdapOptions.of(LdapSettings.with(settings)).read();
    var configuration =
        new Configuration() {
          @Override
          public AppConfigurationEntry[] getAppConfigurationEntry(String realm) {
            return new AppConfigurationEntry[] {
              new AppConfigurationEntry(LdapRealm.MODULE, LoginModuleControlFlag.REQUIRED, options)
            };
          }
        };
    var subject = new Subject();
    new LoginContext(
            LdapRealm.NAME,
            subject,
            callbacks -> {
              for (Callback callback : callbacks) {
                if (callback instanceof NameCallback asked) {
                  asked.setName(name);
                } else if (callback instanceof PasswordCallback asked) {
                  asked.setPassword(password.toCharArray());
                }
              }
            },
            configuration)
        .login();
    return subject.getPrincipals().stream().map(Principal::getName).collect(Collectors.toSet());
  }

  @Test
  void theRightPasswordGivesTheGroups() throws Exception {
    assertThat(signIn(settings(), "anna", "of anna"))
        .containsExactlyInAnyOrder("anna", "caskade-operator", "caskade-network-north");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "anna,of boris",
        "anna,\"\"",
        "nobody,of anna",
        "*,of anna",
        "a*,of anna",
        "anna)(uid=*,of anna",
        "\"\",of anna"
      })
  void everythingElseIsRefused(String name, String password) {
    assertThatThrownBy(() -> signIn(settings(), name, password)).isInstanceOf(LoginException.class);
  }

  @Test
  void groupsWithOtherNamesAreMapped() throws Exception {
    Map<String, String> settings = settings();
    settings.put("roleMapping", "noc=caskade-operator,caskade-network-south");

    assertThat(signIn(settings, "boris", "of boris"))
        .contains("caskade-operator", "caskade-network-south");
  }

  @Test
  void whoLosesAGroupLosesItsRoleAtTheNextSignIn() throws Exception {
    person("clara");
    group("caskade-auditor", "clara");
    assertThat(signIn(settings(), "clara", "of clara")).contains("caskade-auditor");
    server.delete("cn=caskade-auditor,ou=groups," + BASE);

    assertThat(signIn(settings(), "clara", "of clara")).doesNotContain("caskade-auditor");
  }

  @Test
  void aSearcherWithItsPasswordInAFileIsUsed(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("password");
    Files.writeString(file, "of the searcher\n");
    Map<String, String> settings = settings();
    settings.put("searcher", "cn=searcher");
    settings.put("searcherPasswordFile", file.toString());
    assertThat(signIn(settings, "anna", "of anna")).contains("caskade-operator");

    Files.writeString(file, "of somebody else\n");
    assertThatThrownBy(() -> signIn(settings, "anna", "of anna"))
        .isInstanceOf(LoginException.class);
  }
}
