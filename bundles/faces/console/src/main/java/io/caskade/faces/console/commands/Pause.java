package io.caskade.faces.console.commands;

import java.time.Duration;

/** Waits between two looks; injected, so that tests need not wait. */
@FunctionalInterface
public interface Pause {
  /** The clock on the wall. */
  Pause REAL = duration -> Thread.sleep(duration.toMillis());

  void pause(Duration duration) throws InterruptedException;
}
