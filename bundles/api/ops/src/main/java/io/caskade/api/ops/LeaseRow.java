package io.caskade.api.ops;

import java.time.Duration;

/**
 * A right and who has it, as the database shows it.
 *
 * @param name of the right
 * @param node that has or had it, empty when nobody ever had
 * @param process of that node
 * @param epoch grows with each change of owner
 * @param left how long it still holds by the database's clock; zero when it is free
 * @param givenBack its owner let it go, rather than was not heard of
 * @param heir node that is to have it next by an operator's word, empty when none
 */
public record LeaseRow(
    String name,
    String node,
    String process,
    long epoch,
    Duration left,
    boolean givenBack,
    String heir) {

  /** True while its owner keeps others away. */
  public boolean held() {
    return left.compareTo(Duration.ZERO) > 0;
  }

  public boolean belongsTo(String otherNode, String otherProcess) {
    return node.equals(otherNode) && process.equals(otherProcess);
  }
}
