package io.caskade.api.rights.replica;

import io.caskade.api.base.Octets;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A store that can follow another one. Each round makes it what the primary's database was at one
 * instant: rows, journal, and changes that wait for their seal, in one transaction. A store that
 * belongs to a pair takes no changes after a start until somebody says that it is the active one.
 * Safe for any thread. Every call can throw {@link io.caskade.api.base.CaskadeException}
 * DATABASE_UNAVAILABLE or DATABASE_STARTING and has changed nothing then, as far as is known.
 */
@ProviderType
public interface StoreReplica {
  ReplicaStanding standing();

  /** The last sealed row. */
  ChainPosition head();

  /** The hash at a place of the chain; empty behind its head and before its anchor. */
  Optional<Octets> hashAt(long seq);

  /** Identities of changes behind a place of the chain, sealed in their order, then unsealed. */
  List<UUID> changesAfter(long seq, int limit);

  /** Those of the changes that the journal holds. */
  Set<UUID> known(Collection<UUID> changes);

  /** This store is the active one from now on: changes are taken. */
  void lead(long epoch);

  /** The former one is active; changes wait until it is known who is the active one now. */
  void pause();

  /**
   * This store takes no changes from now on and follows a node. Returns after those under way
   * ended.
   *
   * @param sealing how long changes may take to get their seals
   */
  void follow(long epoch, String active, Duration sealing);

  /** This head-end is on its own from now on: changes are taken. */
  void leave();

  /**
   * Writes what changed, as of one instant.
   *
   * @param now by this node's clock; taken into the stream
   * @param target stays open
   * @throws io.caskade.api.base.CaskadeException REPLICA_DIVERGED when the chain here does not hold
   *     the place that the request names
   * @throws IOException when the target cannot be written
   */
  void send(PullRequest request, Instant now, OutputStream target) throws IOException;

  /**
   * Takes in what {@link #send} wrote, in one transaction; rows of the journal behind the request's
   * place are forgotten before.
   *
   * @param source stays open
   * @throws io.caskade.api.base.CaskadeException DUMP_INVALID with the reason when it is damaged,
   *     does not fit, or its chain does not follow from here
   * @throws IOException when the source cannot be read
   */
  Pulled receive(PullRequest request, InputStream source) throws IOException;
}
