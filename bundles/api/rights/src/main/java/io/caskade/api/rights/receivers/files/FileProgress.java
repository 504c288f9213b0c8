package io.caskade.api.rights.receivers.files;

import org.osgi.annotation.versioning.ConsumerType;

/** Told how far an import is, by the thread that called it. */
@FunctionalInterface
@ConsumerType
public interface FileProgress {
  /** {@code done} of {@code total} accounts were dealt with. */
  void at(int done, int total);
}
