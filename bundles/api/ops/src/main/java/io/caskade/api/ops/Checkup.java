package io.caskade.api.ops;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Whiteboard service of whoever can examine its own part: {@code cas:doctor} prints what all of
 * them find. May block for a few seconds, changes nothing.
 */
@ConsumerType
public interface Checkup {
  /** What it examines, for example {@code clock}; also the order in which the doctor prints. */
  String subject();

  /** At least one finding; one of {@link FindingCode.Grade#FINE} when all is well. */
  List<Finding> findings();
}
