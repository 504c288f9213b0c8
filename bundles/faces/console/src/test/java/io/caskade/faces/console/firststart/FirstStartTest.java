package io.caskade.faces.console.firststart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Properties;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstStartTest {
  private final Path etc;

  FirstStartTest(@TempDir Path etc) {
    this.etc = etc;
  }

  @Test
  void makesAnAdministratorWhoseDigestKarafAccepts() throws IOException {
    AdminPassword password = firstStart(1).run().orElseThrow().password();

    Properties users = read("users.properties");
    assertThat(users.getProperty("admin")).isEqualTo(password.digest() + ",_g_:admingroup");
    assertThat(users.getProperty("_g_:admingroup")).contains("admin").contains("ssh");
    assertThat(Files.readString(etc.resolve("users.properties"))).doesNotContain(password.reveal());
  }

  @Test
  void digestIsTheHexadecimalSha512BetweenKarafsMarks() {
    // printf caskade | sha512sum
    assertThat(new AdminPassword("caskade").digest())
        .isEqualTo(
            "{CRYPT}"
                + "30e9b1db9f405006415b971f70d3d281b303c96a51b2b39e37e6589fbc57900d"
                + "3ffac0d37c5b22070c2eb3d05a9c103de503319a2989b15b5f4bd3730639ee42"
                + "{CRYPT}");
  }

  @Test
  void keepsTheCredentialsForTheirOwnerOnly() throws IOException {
    AdminPassword password = firstStart(1).run().orElseThrow().password();

    Properties credentials = read("initial-credentials.properties");
    assertThat(credentials)
        .containsEntry("admin.user", "admin")
        .containsEntry("admin.password", password.reveal())
        .hasEntrySatisfying(
            "api.token",
            token ->
                assertThat(token.toString()).matches("ck_[A-Za-z0-9_-]{16}_[A-Za-z0-9_-]{43}"));
    assertThat(permissions("initial-credentials.properties")).isEqualTo("rw-------");
    assertThat(permissions("users.properties")).isEqualTo("rw-------");
    try (Stream<Path> files = Files.list(etc)) {
      assertThat(files).hasSize(2);
    }
  }

  @Test
  void laterStartsChangeNothing() throws IOException {
    firstStart(1).run();
    String users = Files.readString(etc.resolve("users.properties"));
    String credentials = Files.readString(etc.resolve("initial-credentials.properties"));

    assertThat(firstStart(2).run()).isEmpty();

    assertThat(etc.resolve("users.properties")).hasContent(users);
    assertThat(etc.resolve("initial-credentials.properties")).hasContent(credentials);
  }

  @Test
  void credentialsStayWhenKarafRewritesTheDigestInUpperCase() throws IOException {
    AdminPassword password = firstStart(1).run().orElseThrow().password();
    Files.writeString(
        etc.resolve("users.properties"),
        "admin = " + password.digest().toUpperCase(Locale.ROOT) + ",_g_:admingroup\n");

    firstStart(2).run();

    assertThat(etc.resolve("initial-credentials.properties")).exists();
  }

  @Test
  void credentialsGoWhenThePasswordWasChanged() throws IOException {
    firstStart(1).run();
    Files.writeString(
        etc.resolve("users.properties"),
        "admin = " + new AdminPassword("another").digest() + ",_g_:admingroup\n");

    assertThat(firstStart(2).run()).isEmpty();

    assertThat(etc.resolve("initial-credentials.properties")).doesNotExist();
  }

  @Test
  void aCrashBeforeTheUsersFileIsAFirstStartAgain() throws IOException {
    firstStart(1).run();
    Files.delete(etc.resolve("users.properties"));

    FirstStart.Made again = firstStart(2).run().orElseThrow();

    assertThat(read("initial-credentials.properties"))
        .containsEntry("admin.password", again.password().reveal())
        .containsEntry("api.token", again.token().reveal());
    assertThat(read("users.properties").getProperty("admin")).startsWith(again.password().digest());
  }

  @Test
  void usersFileOfTheOperatorIsRespected() throws IOException {
    Files.writeString(etc.resolve("users.properties"), "olga = secret,_g_:admingroup\n");

    assertThat(firstStart(1).run()).isEmpty();

    assertThat(etc.resolve("users.properties")).hasContent("olga = secret,_g_:admingroup\n");
  }

  @Test
  void differentHeadEndsGetDifferentPasswordsWithoutLookAlikes() {
    String one = AdminPassword.generate(new Random(1)).reveal();
    String other = AdminPassword.generate(new Random(2)).reveal();

    assertThat(one).hasSize(24).doesNotContainPattern("[0O1lI]").isNotEqualTo(other);
    assertThat(new AdminPassword(one).toString()).doesNotContain(one);
  }

  @Test
  void aFolderThatCannotBeWrittenIsNamed() {
    FirstStart start = new FirstStart(etc.resolve("missing"), new Random(1));

    assertThatThrownBy(start::run).isInstanceOf(IOException.class).hasMessageContaining("missing");
  }

  private FirstStart firstStart(long seed) {
    return new FirstStart(etc, new Random(seed));
  }

  private Properties read(String file) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(etc.resolve(file))) {
      properties.load(reader);
    }
    return properties;
  }

  private String permissions(String file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(etc.resolve(file)));
  }
}
