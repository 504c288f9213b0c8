package io.caskade.faces.webhooks;

import java.time.Duration;
import java.util.concurrent.Future;

/** The one thread to which everything about deliveries is confined. */
interface Loop {
  void execute(Runnable task);

  /** Cancelling the future takes a task back that did not begin. */
  Future<?> schedule(Duration delay, Runnable task);
}
