package io.caskade.tools.bench.faults;

import java.io.IOException;

/** Something that goes wrong in a head-end, and what has to hold then. */
interface Fault {
  /** Word that chooses it. */
  String name();

  /** What is done, in a few words. */
  String done();

  /** What it is put on. */
  Stage.Kind stage();

  /**
   * Does it once, ends it, and waits until everything is normal again.
   *
   * @param sheet is told how long that took, and what did not hold
   * @throws IOException when it never became normal
   * @throws LeftOut when it cannot be done here
   */
  void run(Stage stage, Sheet sheet) throws IOException, InterruptedException;
}
