package io.caskade.api.ops;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The tables of nodes and rights in the shared database. All times of validity are the database
 * server's: clocks of nodes play no part. Calls block, up to the time-out of the database's
 * address; each throws {@code CaskadeException} DATABASE_UNAVAILABLE, or DATABASE_STARTING while it
 * was not tried yet, and has changed nothing then, as far as is known.
 */
@ProviderType
public interface LeaseStore {
  /** How long a right stays with an owner that is not heard of. */
  Duration TIME_TO_LIVE = Duration.ofSeconds(15);

  /**
   * How long the heir alone may take a right that was promised to it; shorter than a lease, so that
   * an heir that dies meanwhile holds up nobody.
   */
  Duration HEIR_WAIT = Duration.ofSeconds(10);

  /** What the database server's clock shows. */
  Instant serverTime();

  /** Changes of the schema that a newer build made and this one does not know; empty when none. */
  List<String> unknownChanges();

  /**
   * Writes this node's card, seen now.
   *
   * @return false when another process of that name was heard of within {@link #TIME_TO_LIVE};
   *     nothing was written
   */
  boolean announce(NodeCard card);

  /** The node goes: its name is free at once. */
  void retire(String node, String process);

  /** All nodes that ever took part, by name. */
  List<NodeCard> nodes();

  /** All rights, by name. */
  List<LeaseRow> leases();

  /**
   * Takes a right that is free, or renews one's own; the epoch grows when the owner changes.
   *
   * @param above an epoch that was seen before: a new one is higher, also in a database that was
   *     restored from a backup
   * @return how it stands afterwards, whoever has it
   */
  LeaseRow take(String name, String node, String process, long above);

  /** Gives a right back; nothing when another one has it. */
  void release(String name, String node, String process);

  /**
   * Promises a right to a node: its owner steps back when it sees that.
   *
   * @return false when there is no such right
   */
  boolean promise(String name, String heir);
}
