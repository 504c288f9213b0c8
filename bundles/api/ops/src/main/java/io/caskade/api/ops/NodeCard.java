package io.caskade.api.ops;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * One of the head-ends that share a database, as it announced itself.
 *
 * @param node its name, the same after a restart: 1 to 64 letters, digits, dots, dashes,
 *     underscores
 * @param process tells one start of the node from another; not blank
 * @param build version of the software
 * @param address where people find it, for example a host name; may be empty
 * @param clockOffset its clock less the database's
 * @param seenAt when it was last heard of, by the database's clock
 * @param live heard of within {@link LeaseStore#TIME_TO_LIVE}
 */
public record NodeCard(
    String node,
    String process,
    String build,
    String address,
    Duration clockOffset,
    Instant seenAt,
    boolean live) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  public NodeCard {
    if (!isName(node)) {
      throw new IllegalArgumentException("not a name of a node: " + node);
    }
    if (process.isBlank()) {
      throw new IllegalArgumentException("a node needs the mark of its process");
    }
  }

  public static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }
}
