package io.caskade.api.rights.jobs;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.Caller;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Bulk jobs and full synchronisation. Needs BULK and the permission for the work itself. */
@ProviderType
public interface JobManagement {
  /**
   * Checks the work and puts it into the queue; single changes overtake it.
   *
   * @throws CaskadeException FIELD_INVALID, DATE_OUT_OF_RANGE, WINDOW_INVALID, FORBIDDEN
   */
  Job start(Caller caller, BulkWork work);

  /** What {@link #start} would change, without changing anything. */
  Preview preview(Caller caller, BulkWork work);

  Job show(Caller caller, NetworkId network, String id);

  /** The latest first. */
  List<Job> list(Caller caller, NetworkId network, int limit);

  /** Stops behind the chunk that runs. */
  Job cancel(Caller caller, NetworkId network, String id);

  /** Goes on behind the last chunk that is durable: a job that failed or was cancelled. */
  Job resume(Caller caller, NetworkId network, String id);

  /**
   * The difference between what is and what would be.
   *
   * @param lines up to 1,000 of those that change or are refused; {@code changed} counts all
   */
  record Preview(int selected, int changed, int unchanged, int refused, List<Line> lines) {}

  /**
   * @param what {@code add}, {@code change}, {@code suspend}, {@code resume}, {@code activate},
   *     {@code retire}, {@code recall} or the problem type of a refusal
   * @param before status, windows as mask/start/finish, then what else there is; empty for a new
   *     card and a refusal
   */
  record Line(CardSerial serial, String what, String before, String after) {}
}
