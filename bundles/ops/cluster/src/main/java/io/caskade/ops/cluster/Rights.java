package io.caskade.ops.cluster;

import io.caskade.api.ops.StreamLease;
import io.caskade.api.ops.StreamLeases;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is claimed at this node. Never blocks: the rounds ask the database. */
final class Rights implements StreamLeases {
  private static final Logger LOG = LoggerFactory.getLogger(Rights.class);

  private final String node;
  private final OwnedFile.Kept remembered;
  private final boolean sameProcess;
  private final Runnable poke;
  private final Map<String, Right> claimed = new TreeMap<>();
  private final List<String> givenBack = new ArrayList<>();
  private boolean alone;

  /**
   * @param remembered what the file of the last time says
   * @param sameProcess that was this very process, whose bundle was exchanged
   * @param poke wakes the rounds
   */
  Rights(String node, OwnedFile.Kept remembered, boolean sameProcess, Runnable poke) {
    this.node = node;
    this.remembered = remembered;
    this.sameProcess = sameProcess;
    this.poke = poke;
  }

  @Override
  public StreamLease claim(String name, Runnable changed) {
    Claim claim;
    synchronized (this) {
      Right right = claimed.computeIfAbsent(name, this::fresh);
      right.claimants().add(changed);
      givenBack.remove(name);
      claim = new Claim(right, changed);
    }
    poke.run();
    return claim;
  }

  private Right fresh(String name) {
    Long epoch = remembered.epochs().get(name);
    if (alone) {
      return new Right(name, LeaseState.OWNER, "", 0);
    }
    if (epoch == null) {
      return new Right(name, LeaseState.WAITING, "", 0);
    }
    LeaseState state = sameProcess ? LeaseState.OWNER : LeaseState.REMEMBERED;
    return new Right(name, state, node, epoch);
  }

  synchronized List<Right> all() {
    return List.copyOf(claimed.values());
  }

  synchronized @Nullable Right find(String name) {
    return claimed.get(name);
  }

  /** Rights that nobody here claims any more; each is told once. */
  synchronized List<String> takeGivenBack() {
    List<String> names = List.copyOf(givenBack);
    givenBack.clear();
    return names;
  }

  /** They were not given back after all; once more later. */
  synchronized void keepGivenBack(List<String> names) {
    for (String name : names) {
      if (!claimed.containsKey(name)) {
        givenBack.add(name);
      }
    }
  }

  /**
   * Something was learnt about a right; its claimants are told when that changes anything.
   *
   * @param owner node that has it now, empty when unknown
   * @return the state before
   */
  LeaseState on(Right right, LeaseEvent event, String owner, long epoch) {
    LeaseState before;
    boolean changed;
    synchronized (this) {
      before = right.state();
      changed = right.become(LeaseMachine.next(before, event), owner, epoch);
    }
    if (changed) {
      tell(right);
    }
    return before;
  }

  /** This head-end is on its own from now on: everything is its own. */
  void beAlone() {
    List<Right> rights;
    synchronized (this) {
      alone = true;
      rights = all();
      rights.forEach(right -> right.become(LeaseState.OWNER, "", 0));
    }
    rights.forEach(Rights::tell);
  }

  private static void tell(Right right) {
    for (Runnable claimant : right.claimants()) {
      try {
        claimant.run();
      } catch (RuntimeException e) {
        LOG.error("Whoever claims {} failed to notice a change", right.name(), e);
      }
    }
  }

  /** What is owned, with its epoch, in the order of names. */
  synchronized Map<String, Long> owned() {
    var owned = new TreeMap<String, Long>();
    for (Right right : claimed.values()) {
      LeaseState state = right.state();
      // Of one that is not decided yet another power cut must not lose the memory.
      if (state == LeaseState.OWNER
          || state == LeaseState.DOUBTED
          || state == LeaseState.REMEMBERED) {
        owned.put(right.name(), right.epoch());
      }
    }
    return owned;
  }

  private final class Claim implements StreamLease {
    private final Right right;
    private final Runnable changed;
    private boolean closed;

    Claim(Right right, Runnable changed) {
      this.right = right;
      this.changed = changed;
    }

    @Override
    public Standing standing() {
      return right.standing();
    }

    @Override
    public void interrupted() {
      synchronized (Rights.this) {
        LeaseState before = right.state();
        // While it is doubted, nobody is known to have it. The caller knows that it stopped.
        String owner = before == LeaseState.OWNER ? "" : right.standing().owner();
        right.become(LeaseMachine.next(before, LeaseEvent.INTERRUPTED), owner, right.epoch());
      }
      poke.run();
    }

    @Override
    public void close() {
      synchronized (Rights.this) {
        if (closed) {
          return;
        }
        closed = true;
        right.claimants().remove(changed);
        if (right.claimants().isEmpty()) {
          claimed.remove(right.name());
          givenBack.add(right.name());
        }
      }
      poke.run();
    }
  }
}
