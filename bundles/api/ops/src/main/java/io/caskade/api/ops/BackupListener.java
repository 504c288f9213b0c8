package io.caskade.api.ops;

import io.caskade.api.base.Secret;
import java.nio.file.Path;
import org.osgi.annotation.versioning.ConsumerType;

/** Follows one backup, on its thread; returns soon. */
@ConsumerType
public interface BackupListener {
  /** So many rows of the database are written. */
  void rows(long rows);

  /**
   * There was no passphrase: this one was made and is shown this once.
   *
   * @param passphrase UTF-8; destroyed when this returns
   * @param file where the head-end keeps it
   */
  void passphraseMade(Secret passphrase, Path file);
}
