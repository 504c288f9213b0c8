package io.caskade.api.rights.journal;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.Caller;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Rows of the journal for what a face does by itself: refusals before management is asked, changes
 * of listeners and outputs. When the database is away the row goes to the log instead.
 */
@ProviderType
public interface JournalNotes {
  /**
   * Says that a caller was refused.
   *
   * @param needed scope that is missing
   * @param network {@code StoredRecord.HEAD_END} when the call names none
   * @return FORBIDDEN, to be thrown
   */
  CaskadeException refused(Caller caller, String needed, NetworkId network);

  /**
   * Says that something of the head-end was done.
   *
   * @param operation upper case, up to 32 characters
   * @param target up to 64 characters, for example {@code ecmg:main}
   * @param detail identifiers and names of settings only
   */
  void done(Caller caller, String operation, String target, Map<String, String> detail);
}
