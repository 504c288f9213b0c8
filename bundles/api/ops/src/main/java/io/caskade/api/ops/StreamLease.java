package io.caskade.api.ops;

import org.osgi.annotation.versioning.ProviderType;

/**
 * A claim to a right for 15 s at a time. An owner that cannot renew it, because the database is
 * away, goes on; it stops when it sees a higher epoch. Safe for any thread, never blocks.
 */
@ProviderType
public interface StreamLease extends AutoCloseable {
  /**
   * How it stands.
   *
   * @param owns this node may act
   * @param owner node that owns it as far as is known, empty when that is not known yet
   * @param epoch of the ownership; grows with each change of owner, 0 when not known
   */
  record Standing(boolean owns, String owner, long epoch) {}

  Standing standing();

  /**
   * The owner's connection died: the right has to be seen to be ours again before the next attempt,
   * unless the database that knows is away.
   */
  void interrupted();

  /** Gives the right back, so that another node has it at once. */
  @Override
  void close();
}
