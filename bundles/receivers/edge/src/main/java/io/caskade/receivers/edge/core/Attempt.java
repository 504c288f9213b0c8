package io.caskade.receivers.edge.core;

/** A question that one core was asked. On the edge's loop. */
final class Attempt {
  private final Question question;
  private final Core core;
  private final long sinceNanos;
  private boolean missed;
  private boolean over;

  /**
   * @param sinceNanos monotonic
   */
  Attempt(Question question, Core core, long sinceNanos) {
    this.question = question;
    this.core = core;
    this.sinceNanos = sinceNanos;
  }

  Question question() {
    return question;
  }

  Core core() {
    return core;
  }

  long sinceNanos() {
    return sinceNanos;
  }

  /** The core took too long; told to it once. */
  void miss() {
    if (!missed && !over) {
      missed = true;
      core.missed();
    }
  }

  boolean isMissed() {
    return missed;
  }

  /** The core has answered, or its connection is gone. */
  void end() {
    over = true;
  }

  boolean isOver() {
    return over;
  }
}
