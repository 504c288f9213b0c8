package io.caskade.rights.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caskade.api.base.CaskadeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LdapOptionsTest {
  private static LdapOptions of(String setting, String value) {
    Map<String, String> given =
        new HashMap<>(
            Map.of(
                "url", "ldaps://directory.example:636",
                "userBaseDn", "ou=people,dc=example",
                "roleBaseDn", "ou=groups,dc=example"));
    given.put(setting, value);
    return LdapOptions.of(LdapSettings.with(given));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ldap://directory.example",
        "ldap://127.0.0.1.example",
        "http://127.0.0.1",
        "ldaps:",
        "directory.example",
        "ldaps://a b"
      })
  void passwordsDoNotLeaveThisMachineInTheClear(String url) {
    assertThatThrownBy(() -> of("url", url))
        .isInstanceOf(CaskadeException.class)
        .hasMessageContaining("url");
  }

  @ParameterizedTest
  @ValueSource(strings = {"userBaseDn", "roleBaseDn", "userFilter"})
  void whatIsMissingIsNamed(String setting) {
    assertThatThrownBy(() -> of(setting, " "))
        .isInstanceOf(CaskadeException.class)
        .hasMessageContaining(setting);
  }

  @Test
  void theModuleNeitherKeepsRolesNorTakesEmptyPasswords() {
    assertThat(of("roleMapping", "").read())
        .containsEntry("disableCache", "true")
        .containsEntry("allowEmptyPasswords", "false")
        .containsEntry("connection.url", "ldaps://directory.example:636")
        .doesNotContainKeys("connection.username", "connection.password", "role.mapping");
  }

  @Test
  void thePasswordOfTheSearcherIsReadFromItsFileEachTime(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("ldap.password");
    Files.writeString(file, "first\n");
    LdapOptions options = of("searcherPasswordFile", file.toString());
    assertThat(options.read()).containsEntry("connection.password", "first");
    Files.writeString(file, "second\n");
    assertThat(options.read()).containsEntry("connection.password", "second");
    Files.delete(file);
    assertThatThrownBy(options::read)
        .isInstanceOf(CaskadeException.class)
        .hasMessageContaining("searcherPasswordFile");
  }
}
