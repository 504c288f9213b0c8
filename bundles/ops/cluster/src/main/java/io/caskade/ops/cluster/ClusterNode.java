package io.caskade.ops.cluster;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.ops.ClusterControl;
import io.caskade.api.ops.LeaseRow;
import io.caskade.api.ops.LeaseStore;
import io.caskade.api.ops.NodeCard;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** This node among those that share the database, without OSGi and without a thread. */
final class ClusterNode implements ClusterControl {
  private static final Logger LOG = LoggerFactory.getLogger(ClusterNode.class);

  private final Identity self;
  private final Supplier<@Nullable LeaseStore> store;
  private final Runnable poke;
  private final OwnedFile file;
  private final Losses losses;
  private final Rights rights;
  private final ClusterRounds rounds;
  private Map<String, Long> written;
  private boolean unwritable;

  /**
   * @param store null while it is not started
   * @param poke wakes whoever calls {@link #round}
   * @param file of what was owned last
   * @param wall the clock that is compared with the database's
   * @param nanos monotonic
   */
  ClusterNode(
      Identity self,
      Supplier<@Nullable LeaseStore> store,
      Runnable poke,
      OwnedFile file,
      InstantSource wall,
      LongSupplier nanos) {
    this.self = self;
    this.store = store;
    this.poke = poke;
    this.file = file;
    OwnedFile.Kept kept = kept(file);
    this.written = kept.epochs();
    this.losses = new Losses(wall);
    this.rights = new Rights(self.node(), kept, kept.process().equals(self.process()), poke);
    this.rounds = new ClusterRounds(self, rights, new Admission(self, wall, nanos), losses, nanos);
  }

  private static OwnedFile.Kept kept(OwnedFile file) {
    try {
      return file.read();
    } catch (IOException e) {
      LOG.warn("What this node owned is not known: {}", e.getMessage());
      return OwnedFile.Kept.NOTHING;
    }
  }

  Rights rights() {
    return rights;
  }

  ClusterRounds rounds() {
    return rounds;
  }

  Losses losses() {
    return losses;
  }

  Identity self() {
    return self;
  }

  /** One look at the database, and what is owned now is kept. */
  void round() {
    rounds.round(store.get());
    remember();
  }

  private void remember() {
    Map<String, Long> owned = rights.owned();
    if (owned.equals(written)) {
      return;
    }
    try {
      file.write(new OwnedFile.Kept(self.process(), owned));
      written = owned;
      unwritable = false;
    } catch (IOException e) {
      if (!unwritable) {
        LOG.warn("What this node owns is not kept for a power cut: {}", e.toString());
      }
      unwritable = true;
    }
  }

  /** The last step of a node that goes: what nobody claims any more is given back. */
  void leave() {
    rounds.leaveOthers(store.get());
  }

  /** The last step of a node that takes part under another name from now on. */
  void handBack() {
    rounds.leave(store.get());
  }

  /** The last step of a node that is on its own from now on. */
  void beAlone() {
    rights.beAlone();
    rounds.leave(store.get());
  }

  @Override
  public String node() {
    return self.node();
  }

  @Override
  public List<NodeCard> nodes() {
    return rounds.view().nodes();
  }

  @Override
  public List<LeaseRow> leases() {
    return rounds.view().leases();
  }

  @Override
  public void handOver(String name, String heir) {
    LeaseStore present = store.get();
    if (present == null) {
      throw new CaskadeException(ErrorCode.DATABASE_UNAVAILABLE, "the store is not started");
    }
    boolean live =
        present.nodes().stream().anyMatch(card -> card.node().equals(heir) && card.live());
    if (!live) {
      throw new CaskadeException(ErrorCode.NODE_UNKNOWN, heir);
    }
    if (!present.promise(name, heir)) {
      throw new CaskadeException(ErrorCode.LEASE_UNKNOWN, name);
    }
    LOG.info("{} is handed over to {}", name, heir);
    poke.run();
  }

  @Override
  public void force(String name) {
    Right right = rights.find(name);
    if (right == null) {
      throw new CaskadeException(ErrorCode.LEASE_UNKNOWN, name);
    }
    if (rounds.view().away().isEmpty()) {
      throw new CaskadeException(ErrorCode.LEASE_HELD, name);
    }
    LOG.warn("{} acts for {} by an operator's word", self.node(), name);
    rights.on(right, LeaseEvent.FORCED, self.node(), right.epoch());
    poke.run();
  }
}
