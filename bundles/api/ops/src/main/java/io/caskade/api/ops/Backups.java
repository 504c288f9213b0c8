package io.caskade.api.ops;

import io.caskade.api.base.CaskadeException;
import java.nio.file.Path;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Backups of the running head-end: data, configuration and keys in one sealed file. */
@ProviderType
public interface Backups {
  /**
   * Makes one now, which takes as long as it takes; the head-end works on meanwhile.
   *
   * @param target a file that does not exist yet; without one, a file of its own in the configured
   *     folder, where the oldest are removed
   * @throws CaskadeException BACKUP_RUNNING, BACKUP_TARGET, BACKUP_NOT_POSSIBLE, PASSPHRASE_UNFIT,
   *     DATABASE_UNAVAILABLE, DATABASE_STARTING; no half file is left
   */
  BackupReport make(Optional<Path> target, BackupListener listener);

  BackupStatus status();
}
