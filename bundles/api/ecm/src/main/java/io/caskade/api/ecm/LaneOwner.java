package io.caskade.api.ecm;

import java.util.concurrent.Executor;
import org.osgi.annotation.versioning.ConsumerType;

/** The event loop behind a lane. {@link #execute} runs a task on it, in order. */
@ConsumerType
public interface LaneOwner extends Executor {
  /** Called on the loop after routes were published: parked requests may be tried again. */
  void routesChanged();
}
