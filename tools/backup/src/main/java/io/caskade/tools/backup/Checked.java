package io.caskade.tools.backup;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.keys.Passphrase;
import io.caskade.api.rights.dump.DumpSummary;
import io.caskade.ops.backup.archive.BackupFile;
import io.caskade.ops.backup.archive.HomeFiles;
import io.caskade.ops.backup.archive.Manifest;
import io.caskade.store.jpa.dump.DumpReader;
import io.caskade.store.jpa.gate.Changelog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A backup that was read from its first to its last byte and found whole, before anything is
 * changed.
 */
record Checked(Manifest manifest, DumpSummary summary) {
  /**
   * @throws CaskadeException what is wrong with it: SEAL_*, BACKUP_INVALID, BACKUP_NEWER,
   *     DUMP_INVALID
   */
  static Checked read(BackupFile backups, Path file, Passphrase passphrase, Screen screen)
      throws IOException {
    var check = new Check(screen);
    backups.read(file, passphrase, check);
    return check.result();
  }

  /** Takes nothing but notes. */
  private static final class Check implements BackupFile.Visitor {
    private final Screen screen;
    private final Set<String> files = new HashSet<>();
    private @Nullable Manifest manifest;
    private @Nullable DumpSummary summary;

    Check(Screen screen) {
      this.screen = screen;
    }

    @Override
    public void manifest(Manifest found) {
      for (String id : found.schema().changesets()) {
        if (!Changelog.known().changesets().contains(id)) {
          throw new CaskadeException(ErrorCode.BACKUP_NEWER, found.build(), id);
        }
      }
      manifest = found;
    }

    @Override
    public void store(InputStream dump) throws IOException {
      summary = DumpReader.check(dump, screen.progress());
    }

    @Override
    public void file(String part, InputStream content) {
      Layout.requirePlain(part);
      if (!files.add(part)) {
        throw new CaskadeException(ErrorCode.BACKUP_INVALID, part + " comes twice");
      }
    }

    Checked result() {
      Manifest told = manifest;
      DumpSummary held = summary;
      if (told == null || held == null) {
        throw new CaskadeException(ErrorCode.BACKUP_INVALID, "its manifest is missing");
      }
      if (!held.schema().equals(told.schema())) {
        throw new CaskadeException(
            ErrorCode.BACKUP_INVALID, "its database has another schema than it says");
      }
      for (String needed :
          Set.of(
              HomeFiles.VAULT_STORE, HomeFiles.VAULT_PASSWORD, HomeFiles.ETC + HomeDatabase.FILE)) {
        if (!files.contains(needed)) {
          throw new CaskadeException(ErrorCode.BACKUP_INVALID, needed + " is missing");
        }
      }
      return new Checked(told, held);
    }
  }
}
