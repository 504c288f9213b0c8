package io.caskade.tools.simulator;

/** Holds the stream back to the speed that it has on air. */
@FunctionalInterface
public interface Pacer {
  /**
   * Returns when a packet is due.
   *
   * @param time of the stream, nanoseconds from its start
   * @throws InterruptedException when the run is to end
   */
  void await(long time) throws InterruptedException;
}
