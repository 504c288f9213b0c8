package io.caskade.tools.simulator;

import io.caskade.lib.ts.TsPacket;
import io.caskade.tools.commandline.OptionException;
import java.util.Set;

/** PIDs for what is inserted: the first ones from 0x1F00 that the input does not use. */
public final class FreePids {
  private static final int FIRST = 0x1F00;

  private final Set<Integer> used;
  private int candidate = FIRST;

  /**
   * @param used PIDs of the input; empty when they are not known
   */
  public FreePids(Set<Integer> used) {
    this.used = Set.copyOf(used);
  }

  /** Another PID with each call. */
  public int next() {
    while (used.contains(candidate)) {
      candidate++;
    }
    if (candidate >= TsPacket.NULL_PID) {
      throw new OptionException("The input leaves no PID from 0x1F00 on for ECMs and EMMs.");
    }
    return candidate++;
  }
}
