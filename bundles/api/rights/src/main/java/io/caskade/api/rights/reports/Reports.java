package io.caskade.api.rights.reports;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.rights.Caller;
import org.osgi.annotation.versioning.ProviderType;

/** Reports. Needs REPORTS. */
@ProviderType
public interface Reports {
  /**
   * @throws CaskadeException FIELD_INVALID (an instant in the future or before the oldest journal
   *     row, a missing subject, a line of the file that cannot be read)
   */
  Report run(Caller caller, ReportRequest request);
}
