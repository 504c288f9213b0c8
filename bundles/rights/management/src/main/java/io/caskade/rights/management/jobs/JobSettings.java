package io.caskade.rights.management.jobs;

import java.time.Duration;

/**
 * How jobs are run.
 *
 * @param chunk rows per transaction, 1 to 10,000
 * @param pause between two chunks, so that single changes have the database to themselves
 * @param poll how often work of other origin is looked for
 * @param keep how long a finished job can be seen
 */
record JobSettings(int chunk, Duration pause, Duration poll, Duration keep) {
  static final JobSettings DEFAULT =
      new JobSettings(2_000, Duration.ZERO, Duration.ofSeconds(5), Duration.ofDays(90));
}
