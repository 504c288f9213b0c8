package io.caskade.api.rights.receivers.files;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.rights.Caller;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Takes over accounts from files of other servers. Needs RECEIVERS_READ and CARDS_READ, and to take
 * over what {@code ReceiverManagement.add} needs for an account that makes its card.
 */
@ProviderType
public interface ReceiverFiles {
  /**
   * Looks a file through and changes nothing.
   *
   * @throws CaskadeException FORBIDDEN, NETWORK_UNKNOWN, DATABASE_UNAVAILABLE
   */
  FileReport check(Caller caller, ReceiverFile file);

  /**
   * Takes a file over, each account with its card and what is sold to it in a transaction of its
   * own. Accounts that are there already stay as they are, so doing it again goes on where it
   * stopped. What keeps one account out is a remark; what keeps all further ones out ends it, and
   * is thrown only when nothing was done yet.
   *
   * @throws CaskadeException FORBIDDEN, NETWORK_UNKNOWN, WINDOW_INVALID, DATE_OUT_OF_RANGE,
   *     DATABASE_UNAVAILABLE, STORAGE_FULL
   */
  FileReport take(Caller caller, ReceiverFile file, FileProgress progress);
}
