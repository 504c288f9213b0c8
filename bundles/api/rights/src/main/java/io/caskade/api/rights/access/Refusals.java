package io.caskade.api.rights.access;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.Caller;
import org.osgi.annotation.versioning.ProviderType;

/** Keeps in the journal that a face refused a caller before it asked management anything. */
@ProviderType
public interface Refusals {
  /**
   * Writes the row; when the database is away, the log.
   *
   * @param needed scope that is missing
   * @param network {@code StoredRecord.HEAD_END} when the call names none
   * @return FORBIDDEN, to be thrown
   */
  CaskadeException refused(Caller caller, String needed, NetworkId network);
}
