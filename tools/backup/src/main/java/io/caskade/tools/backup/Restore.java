package io.caskade.tools.backup;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.keys.Passphrase;
import io.caskade.api.keys.PassphraseSeal;
import io.caskade.api.rights.dump.SchemaLevel;
import io.caskade.ops.backup.archive.BackupFile;
import io.caskade.ops.backup.archive.Manifest;
import io.caskade.ops.backup.archive.PassphraseFile;
import io.caskade.store.jpa.gate.Changelog;
import io.caskade.store.jpa.gate.Migration;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;

/** Brings a backup into a fresh home, or the data of one back under an older build. */
final class Restore {
  private final Screen screen;
  private final BackupFile backups;

  Restore(Screen screen, PassphraseSeal seal) {
    this.screen = screen;
    this.backups = new BackupFile(seal);
  }

  /**
   * Onto a fresh home: configuration, keys, database, brought up to this build.
   *
   * @param database another configuration of the database, which the home keeps
   * @throws CaskadeException the reason; nothing but the draft was changed
   */
  void onto(Path draft, Path file, Passphrase passphrase, Optional<Path> database)
      throws IOException {
    check(file, passphrase);
    screen.say("laying");
    var layout = new Layout(draft);
    backups.read(
        file,
        passphrase,
        new Some() {
          @Override
          public void file(String part, InputStream content) throws IOException {
            layout.take(part, content);
          }
        });
    if (layout.write()) {
      screen.say("vault.moved");
    }
    var home = new Home(draft);
    if (database.isPresent()) {
      Files.copy(
          database.get(),
          home.etc().resolve(HomeDatabase.FILE),
          StandardCopyOption.REPLACE_EXISTING);
    }
    keep(home.passphrase(), passphrase);
    HomeDatabase target = HomeDatabase.of(draft, home.etc().resolve(HomeDatabase.FILE));
    long rows = fill(file, passphrase, target);
    migrate(target, Changelog.known());
    screen.say("restored", rows);
  }

  /** The next backups of the new machine are opened by the same passphrase. */
  private static void keep(PassphraseFile kept, Passphrase passphrase) {
    if (!kept.exists()) {
      kept.create(passphrase);
    }
  }

  /**
   * The data of a backup under the build that made it: only where the newer build changed the
   * schema. H2's present file is put aside; MariaDB needs another, empty database.
   *
   * @throws CaskadeException the reason; nothing was changed
   */
  void back(Path folder, Path file, Passphrase passphrase, Optional<Path> database)
      throws IOException {
    var home = new Home(folder);
    Checked checked = check(file, passphrase);
    String own = home.identity();
    if (!own.equals(checked.manifest().headEnd())) {
      throw new CaskadeException(
          ErrorCode.BACKUP_OTHER_HEAD_END, checked.manifest().headEnd(), own);
    }
    HomeDatabase present = home.database();
    if (present.dump().schema().equals(checked.manifest().schema())) {
      screen.say("rollback.same");
      return;
    }
    screen.say("rollback.lost", checked.manifest().at().toString());
    if (database.isPresent()) {
      fill(file, passphrase, HomeDatabase.of(folder, database.get()));
      Files.copy(
          database.get(),
          home.etc().resolve(HomeDatabase.FILE),
          StandardCopyOption.REPLACE_EXISTING);
    } else if (present.isH2()) {
      backInH2(home, file, passphrase, checked.manifest());
    } else {
      throw new CaskadeException(
          ErrorCode.BACKUP_NOT_POSSIBLE,
          "the data need an empty database of the older schema; name its configuration with"
              + " --database FILE");
    }
    // It knows newer versions of cards, and the newer version wins.
    Files.deleteIfExists(folder.resolve("data/caskade/cards.snapshot"));
  }

  private void backInH2(Home home, Path file, Passphrase passphrase, Manifest manifest)
      throws IOException {
    Path folder = home.folder().resolve("data/db");
    Path aside = folder.resolveSibling("db.before-rollback-" + manifest.at().getEpochSecond());
    Files.move(folder, aside, StandardCopyOption.ATOMIC_MOVE);
    boolean whole = false;
    try {
      HomeDatabase fresh = HomeDatabase.of(home.folder(), home.etc().resolve(HomeDatabase.FILE));
      fill(file, passphrase, fresh);
      whole = true;
      screen.say("stale", aside.toString());
    } finally {
      if (!whole) {
        Folders.delete(folder);
        Files.move(aside, folder, StandardCopyOption.ATOMIC_MOVE);
      }
    }
  }

  private Checked check(Path file, Passphrase passphrase) throws IOException {
    screen.say("checking", file.toString());
    Checked checked = Checked.read(backups, file, passphrase, screen);
    Manifest manifest = checked.manifest();
    screen.say(
        "found",
        manifest.headEnd(),
        String.join(", ", manifest.networks()),
        manifest.at().toString(),
        manifest.build(),
        checked.summary().total());
    return checked;
  }

  /** Makes the tables as the backup's build had them, and fills them. */
  private long fill(Path file, Passphrase passphrase, HomeDatabase target) throws IOException {
    screen.say("filling");
    var rows = new long[1];
    backups.read(
        file,
        passphrase,
        new Some() {
          @Override
          public void manifest(Manifest manifest) {
            migrate(target, manifest.schema());
          }

          @Override
          public void store(InputStream dump) throws IOException {
            rows[0] = target.dump().read(dump, screen.progress()).total();
          }
        });
    return rows[0];
  }

  private static void migrate(HomeDatabase target, SchemaLevel level) {
    try {
      new Migration(ZoneId.systemDefault(), InstantSource.system()).update(target.source(), level);
    } catch (SQLException e) {
      throw new CaskadeException(e, ErrorCode.DATABASE_UNAVAILABLE, String.valueOf(e.getMessage()));
    }
  }

  /** Passes over what it is not interested in. */
  private abstract static class Some implements BackupFile.Visitor {
    @Override
    public void manifest(Manifest manifest) {}

    @Override
    public void store(InputStream dump) throws IOException {}

    @Override
    public void file(String part, InputStream content) throws IOException {}
  }
}
