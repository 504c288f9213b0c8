package io.caskade.rights.management;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import java.util.function.Supplier;

/** Lets work that reads and then writes be done again when somebody else wrote in between. */
public final class Conflicts {
  private static final int TRIES = 5;

  private Conflicts() {}

  /**
   * Does the work, and again after VERSION_CONFLICT, a few times. Work for a caller that named a
   * version compares it each time it reads, so that it fails with the same code in the end.
   */
  public static <T> T insist(Supplier<T> work) {
    for (int tries = 1; ; tries++) {
      try {
        return work.get();
      } catch (CaskadeException e) {
        if (e.code() != ErrorCode.VERSION_CONFLICT || tries >= TRIES) {
          throw e;
        }
      }
    }
  }
}
