package io.caskade.ops.filemodes;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.ops.AlarmCode;
import io.caskade.api.ops.Finding;
import io.caskade.api.ops.FindingCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileGuardTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir Path home;
  private Path etc;
  private Path data;
  private List<Map<String, String>> settings = List.of();
  private FileGuard guard;

  @BeforeEach
  void begin() throws IOException {
    etc = Files.createDirectory(home.resolve("etc"));
    data = Files.createDirectory(home.resolve("data"));
    mode(etc, "rwx------");
    mode(data, "rwx------");
    guard = new FileGuard(new GuardedFiles(etc, data, () -> settings), () -> START);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "vault.p12",
        "vault.password",
        "vault.recovery",
        "initial-credentials.properties",
        "users.properties",
        "host.key",
        "console.key",
        "web-key.pem"
      })
  void whatTheHeadEndMadeIsClosed(String name) throws IOException {
    Path file = open(etc.resolve(name), "rw-r--r--");
    guard.look();
    assertThat(mode(file)).isEqualTo("rw-------");
    assertThat(guard.alarms()).isEmpty();
  }

  @Test
  void foldersAreClosedToOthersAndStayReadableForTheGroup() throws IOException {
    mode(etc, "rwxr-xr-x");
    mode(data, "rwxrwxrwx");
    guard.look();
    assertThat(mode(etc)).isEqualTo("rwxr-x---");
    assertThat(mode(data)).isEqualTo("rwxr-x---");
  }

  @Test
  void whatIsNoSecretIsLeftAlone() throws IOException {
    Path plain = open(etc.resolve("io.caskade.web.cfg"), "rw-r--r--");
    guard.look();
    assertThat(mode(plain)).isEqualTo("rw-r--r--");
  }

  @Test
  void aFileThatASettingNamesElsewhereRaisesAnAlarmUntilItIsMended() throws IOException {
    Path named = open(home.resolve("elsewhere.p12"), "rw-r-----");
    settings = List.of(Map.of("keystore", named.toString(), "host", "127.0.0.1"));
    guard.look();

    assertThat(mode(named)).as("not ours").isEqualTo("rw-r-----");
    assertThat(guard.alarms())
        .singleElement()
        .satisfies(
            alarm -> {
              assertThat(alarm.code()).isEqualTo(AlarmCode.FILE_MODE_OPEN);
              assertThat(alarm.arguments()).containsExactly(named.toString(), "rw-r-----");
            });
    assertThat(guard.findings()).extracting(Finding::code).containsExactly(FindingCode.FILE_OPEN);

    mode(named, "rw-------");
    guard.look();
    assertThat(guard.alarms()).isEmpty();
    assertThat(guard.findings()).extracting(Finding::code).containsExactly(FindingCode.FILES_RIGHT);
  }

  @Test
  void theFileOfTheDatabasePasswordIsGuarded() throws IOException {
    Path password = open(home.resolve("db"), "rw-rw-rw-");
    settings = List.of(Map.of("password", "FILE(" + password + ")"));
    guard.look();
    assertThat(guard.alarms()).hasSize(1);
  }

  @Test
  void aPasswordInClearClosesItsFileAndIsFound() throws IOException {
    Path file = open(etc.resolve("org.ops4j.datasource-caskade.cfg"), "rw-r--r--");
    Files.writeString(file, "user = caskade\npassword = s3cret\n");
    guard.look();
    assertThat(mode(file)).isEqualTo("rw-------");
    assertThat(guard.findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.code()).isEqualTo(FindingCode.PASSWORD_IN_CLEAR);
              assertThat(finding.text(java.util.Locale.ENGLISH)).doesNotContain("s3cret");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password =\nuser = sa\n",
        "#password = s3cret\n",
        "password = FILE(/etc/database.password)\n",
        "passwordFile = vault.password\n",
        "encryption.enabled = true\n"
      })
  void whatIsNoPasswordIsNotTakenForOne(String text) throws IOException {
    Path file = open(etc.resolve("some.cfg"), "rw-r--r--");
    Files.writeString(file, text);
    guard.look();
    assertThat(mode(file)).isEqualTo("rw-r--r--");
  }

  private static Path open(Path file, String mode) throws IOException {
    Files.createFile(file);
    mode(file, mode);
    return file;
  }

  private static void mode(Path file, String mode) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
