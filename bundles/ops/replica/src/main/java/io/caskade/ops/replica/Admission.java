package io.caskade.ops.replica;

import io.caskade.ops.replica.wire.Hello;
import java.time.Duration;
import java.util.Locale;

/** Whether two nodes fit each other. Who does not changes nothing. */
final class Admission {
  static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(2);

  private Admission() {}

  /**
   * Whether another node may take part beside this one, by all but its clock.
   *
   * @return why not, empty when it may
   */
  static String refusal(Hello self, Hello other) {
    if (other.node().equals(self.node())) {
      return "both nodes have the name " + self.node();
    }
    if (!other.identity().equals(self.identity())) {
      return "node %s belongs to another head-end: its key vault is another one"
          .formatted(other.node());
    }
    if (!other.schema().isEmpty()
        && !self.schema().isEmpty()
        && !other.schema().equals(self.schema())) {
      return "node %s has build %s with the database change %s, this one has build %s with %s"
          .formatted(other.node(), other.build(), other.schema(), self.build(), self.schema());
    }
    return "";
  }

  /**
   * Whether the clocks agree.
   *
   * @param offset the other node's clock less this one's
   * @param doubt by which it may be wrong, because the answer took time
   * @return what is wrong, empty when they do
   */
  static String clocks(String other, Duration offset, Duration doubt) {
    if (offset.abs().minus(doubt).compareTo(CLOCK_TOLERANCE) <= 0) {
      return "";
    }
    return String.format(
        Locale.ROOT,
        "its clock is %.1f s %s that of node %s, more than %d s",
        offset.abs().toMillis() / 1_000.0,
        offset.isNegative() ? "ahead of" : "behind",
        other,
        CLOCK_TOLERANCE.toSeconds());
  }
}
