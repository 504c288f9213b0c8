package io.caskade.ops.airwatch.watch;

/**
 * Turns a reading that flutters into a state that does not: raised after it was wrong for a while
 * without a break, cleared after it was right for a while without a break.
 */
final class Hysteresis {
  private final long raiseAfter;
  private final long clearAfter;
  private boolean raised;
  private boolean wrong;
  private boolean judged;
  private long turned;
  private long began;

  /**
   * @param raiseAfter nanoseconds
   * @param clearAfter nanoseconds
   */
  Hysteresis(long raiseAfter, long clearAfter) {
    this.raiseAfter = raiseAfter;
    this.clearAfter = clearAfter;
  }

  /** Takes a reading; true while the state is raised. */
  boolean judge(boolean nowWrong, long now) {
    if (!judged || nowWrong != wrong) {
      judged = true;
      wrong = nowWrong;
      turned = now;
    }
    if (wrong && !raised && now - turned >= raiseAfter) {
      raised = true;
      began = turned;
    } else if (!wrong && raised && now - turned >= clearAfter) {
      raised = false;
    }
    return raised;
  }

  /** Nothing can be read now: the state stays, and what was counted towards a change is void. */
  void hold() {
    judged = false;
  }

  /** When the fault began that raised it. */
  long began() {
    return began;
  }
}
