package io.caskade.faces.console.commands.backups;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.keys.Passphrase;
import io.caskade.api.ops.BackupListener;
import io.caskade.api.ops.BackupReport;
import io.caskade.api.ops.BackupStatus;
import io.caskade.api.ops.Backups;
import io.caskade.faces.console.commands.Fake;
import io.caskade.faces.console.commands.Shell;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BackupMakeTest {
  private static final BackupReport MADE =
      new BackupReport(
          Path.of("/b/one.backup"),
          Instant.parse("2026-11-21T12:00:00Z"),
          4_000,
          30,
          Duration.ofSeconds(2));

  @Test
  void showsANewPassphraseOnceAndWhatWasMade() throws Exception {
    Fake<Backups> backups =
        Fake.of(Backups.class)
            .on(
                "make",
                asked -> {
                  ((BackupListener) asked.get(1))
                      .passphraseMade(
                          new Passphrase("AAAAA-BBBBB".getBytes(StandardCharsets.US_ASCII)),
                          Path.of("/etc/backup.passphrase"));
                  return MADE;
                });
    assertThat(new Shell(backups).run(BackupMake.class, "--to", "/b/one.backup"))
        .containsOnlyOnce("AAAAA-BBBBB")
        .contains("/etc/backup.passphrase", "/b/one.backup", "30");
    assertThat(backups.last().get(0)).isEqualTo(Optional.of(Path.of("/b/one.backup")));
  }

  @Test
  void tellsHowItStands() throws Exception {
    Fake<Backups> backups =
        Fake.of(Backups.class)
            .on(
                "status",
                new BackupStatus(
                    true, 7_000, Optional.of(MADE), Optional.of("disk full"), Optional.empty()));
    assertThat(new Shell(backups).run(BackupMake.class, "--status"))
        .contains("7000", "/b/one.backup", "disk full", "dailyAt");
  }
}
