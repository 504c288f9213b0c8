package io.caskade.tools.backup;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.keys.Passphrase;
import io.caskade.api.keys.PassphraseSeal;
import io.caskade.api.rights.dump.DumpSummary;
import io.caskade.ops.backup.archive.BackupFile;
import io.caskade.ops.backup.archive.Manifest;
import io.caskade.ops.backup.archive.PassphraseFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** A backup of a home whose head-end does not run. */
final class OfflineBackup {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Screen screen;
  private final PassphraseSeal seal;
  private final InstantSource clock;

  OfflineBackup(Screen screen, PassphraseSeal seal, InstantSource clock) {
    this.screen = screen;
    this.seal = seal;
    this.clock = clock;
  }

  /**
   * @return the file
   * @throws CaskadeException as {@link BackupFile#write}
   */
  Path make(Home home, Optional<Path> target) throws IOException {
    Instant at = clock.instant();
    HomeDatabase database = home.database();
    requireThere(database);
    Manifest manifest = manifest(home, database, at);
    Path file = target.isPresent() ? target.get() : place(home, manifest);
    Passphrase passphrase = passphrase(home.passphrase());
    try {
      DumpSummary summary =
          new BackupFile(seal)
              .write(file, passphrase, manifest, database.dump(), home.files(), screen.progress());
      screen.say(
          "done",
          file.toString(),
          summary.total(),
          Files.size(file) / 1_000_000.0,
          Duration.between(at, clock.instant()).toMillis() / 1_000.0);
      return file;
    } finally {
      passphrase.destroy();
    }
  }

  private static void requireThere(HomeDatabase database) {
    if (database.dump().schema().changesets().isEmpty()) {
      throw new CaskadeException(ErrorCode.BACKUP_NOT_POSSIBLE, "the database holds nothing yet");
    }
  }

  private static Manifest manifest(Home home, HomeDatabase database, Instant at)
      throws IOException {
    try {
      return new Manifest(
          build(home), database.dump().schema(), home.identity(), database.networks(), at);
    } catch (SQLException e) {
      throw new CaskadeException(e, ErrorCode.DATABASE_UNAVAILABLE, String.valueOf(e.getMessage()));
    }
  }

  /** The number of the build that the home was made of. */
  private static String build(Home home) throws IOException {
    Path file = home.folder().resolve(".caskade/build");
    return Files.exists(file)
        ? Files.readString(file, StandardCharsets.US_ASCII).strip()
        : "unknown";
  }

  private static Path place(Home home, Manifest manifest) throws IOException {
    Files.createDirectories(
        home.backups(),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    return home.backups()
        .resolve(
            "caskade-%s-%s.backup"
                .formatted(manifest.headEnd().substring(0, 4), STAMP.format(manifest.at())));
  }

  private Passphrase passphrase(PassphraseFile file) {
    if (!file.exists()) {
      Passphrase made = seal.generate();
      file.create(made);
      byte[] clear = new byte[made.length()];
      made.copyTo(clear, 0);
      screen.say("passphrase");
      screen.show(new String(clear, StandardCharsets.US_ASCII));
      screen.say("passphrase.keep", file.file().toString());
      return made;
    }
    return file.read();
  }
}
