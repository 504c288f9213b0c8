package io.caskade.api.rights;

import org.osgi.annotation.versioning.ProviderType;

/** Whether the disk of an embedded database has room for another change. Any thread. */
@ProviderType
public interface StorageRoom {
  /**
   * Looks before a change is begun, so that it is refused and not begun in vain.
   *
   * @throws io.caskade.api.base.CaskadeException STORAGE_FULL
   */
  void demand();
}
