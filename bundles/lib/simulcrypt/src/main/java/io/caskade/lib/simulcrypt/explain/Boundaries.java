package io.caskade.lib.simulcrypt.explain;

import io.caskade.lib.simulcrypt.Fault;
import java.util.Optional;

/**
 * Whether the place where messages begin in a stream of bytes is still known. A message whose form
 * is wrong loses it, and only a message without any fault proves that it is found again. Confined
 * to its connection.
 */
public final class Boundaries {
  private boolean known = true;

  /** True when the next message begins where it seems to. */
  public boolean known() {
    return known;
  }

  /** A message without a fault came. */
  public void good() {
    known = true;
  }

  /**
   * A message with a fault came.
   *
   * @param seen of that message
   */
  public void bad(Fault fault, Disclosure seen) {
    boolean addsUp = fault.kind() == Fault.Kind.WRONG_SENDER ? seen.isSound() : true;
    known = known && !fault.kind().ofForm() && addsUp;
  }

  /** Either of them. */
  public void after(Optional<Fault> fault, Disclosure seen) {
    if (fault.isPresent()) {
      bad(fault.get(), seen);
    } else {
      good();
    }
  }
}
