package io.caskade.api.ops;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Whiteboard service of whoever measures something beside the counters of its {@link Endpoint}.
 * Safe for any thread, never blocks, costs the flow that it measures nothing.
 */
@ConsumerType
public interface MetricSource {
  /** The readings of this moment; two sources may add samples to one family. */
  List<MetricFamily> metrics();
}
