package io.caskade.ops.cluster;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.ops.LeaseRow;
import io.caskade.api.ops.LeaseStore;
import io.caskade.api.ops.NodeCard;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the database once a second: renews what is owned, takes what is free, steps back from
 * what another node has. What it sees stays readable while the database is away. Called by one
 * thread; the views by any.
 */
final class ClusterRounds {
  private static final Logger LOG = LoggerFactory.getLogger(ClusterRounds.class);

  /** Renewals, and checks whether this node may take part. */
  static final Duration RENEW = Duration.ofSeconds(5);

  /**
   * For so long a node that has just found the database leaves it to the former owner to renew what
   * ran out while nobody could reach it.
   */
  static final Duration COURTESY = Duration.ofSeconds(10);

  /** From stopping to giving back: a stream is closed within a second. */
  static final Duration STEP_BACK = Duration.ofSeconds(2);

  /** For so long a database may be said to be starting before it counts as away. */
  static final Duration START = Duration.ofSeconds(15);

  /** For so long the store itself may take to be there: a slow machine is no lost database. */
  static final Duration STORE_START = Duration.ofSeconds(60);

  /** A name that is still taken after so long is another head-end's. */
  static final Duration PASSING = LeaseStore.TIME_TO_LIVE.plusSeconds(5);

  private final Identity self;
  private final Rights rights;
  private final Admission admission;
  private final Losses losses;
  private final LongSupplier nanos;
  private final long begun;

  private long contactSince = Right.NEVER;
  private long checkedAt = Right.NEVER;
  private long refusedSince = Right.NEVER;
  private volatile View view = new View("it was not asked yet", false, "", List.of(), List.of());
  private volatile boolean paused;
  private final AtomicLong count = new AtomicLong();
  private final Object idle = new Object();

  /**
   * What is known.
   *
   * @param away why the database was not reached, empty when it was
   * @param admitted this node takes part
   * @param refused why it does not, empty when that is not known or not so
   */
  record View(
      String away, boolean admitted, String refused, List<NodeCard> nodes, List<LeaseRow> leases) {
    View {
      nodes = List.copyOf(nodes);
      leases = List.copyOf(leases);
    }
  }

  ClusterRounds(
      Identity self, Rights rights, Admission admission, Losses losses, LongSupplier nanos) {
    this.self = self;
    this.rights = rights;
    this.admission = admission;
    this.losses = losses;
    this.nanos = nanos;
    this.begun = nanos.getAsLong();
  }

  View view() {
    return view;
  }

  /** Gives everything back and takes nothing until it is ended. */
  void pause(boolean pause) {
    paused = pause;
  }

  boolean paused() {
    return paused;
  }

  /**
   * Waits until everything was given back after {@link #pause}, or no longer.
   *
   * @return false when something is left
   */
  boolean awaitNothingOwned(Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    synchronized (idle) {
      while (acting()) {
        long left = (end - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          return false;
        }
        idle.wait(left);
      }
    }
    return true;
  }

  private boolean acting() {
    return rights.all().stream()
        .anyMatch(right -> acts(right) || right.state() == LeaseState.RETIRING);
  }

  /** Looks since start. */
  long count() {
    return count.get();
  }

  /** One look. */
  void round(@Nullable LeaseStore store) {
    count.incrementAndGet();
    try {
      ask(store);
    } finally {
      synchronized (idle) {
        idle.notifyAll();
      }
    }
  }

  private void ask(@Nullable LeaseStore store) {
    if (store == null) {
      away("its store is not started", within(STORE_START));
      return;
    }
    try {
      look(store);
    } catch (CaskadeException e) {
      boolean starting = e.code() == ErrorCode.DATABASE_STARTING && within(START);
      away(String.valueOf(e.getMessage()), starting);
    }
  }

  private boolean within(Duration start) {
    return nanos.getAsLong() - begun < start.toNanos();
  }

  private void away(String why, boolean starting) {
    if (view.away().isEmpty()) {
      LOG.warn("Rights stay with whoever has them: the database does not answer: {}", why);
    }
    contactSince = Right.NEVER;
    checkedAt = Right.NEVER;
    View before = view;
    view = new View(why, before.admitted(), before.refused(), before.nodes(), before.leases());
    if (starting) {
      return;
    }
    for (Right right : rights.all()) {
      LeaseState state = right.state();
      if (paused && state == LeaseState.RETIRING) {
        continue;
      }
      boolean acts = state != LeaseState.STANDBY && state != LeaseState.WAITING;
      rights.on(
          right, LeaseEvent.AWAY, acts ? self.node() : right.standing().owner(), right.epoch());
    }
  }

  private void look(LeaseStore store) {
    giveBack(store);
    check(store);
    Map<String, LeaseRow> rows = new TreeMap<>();
    store.leases().forEach(row -> rows.put(row.name(), row));
    long now = nanos.getAsLong();
    if (contactSince == Right.NEVER) {
      contactSince = now;
    }
    for (Right right : rights.all()) {
      LeaseRow after = step(store, right, rows.get(right.name()), now);
      if (after != null) {
        rows.put(right.name(), after);
      }
    }
    View before = view;
    view =
        new View(
            "", before.admitted(), before.refused(), before.nodes(), List.copyOf(rows.values()));
  }

  private void giveBack(LeaseStore store) {
    List<String> names = rights.takeGivenBack();
    try {
      names.forEach(name -> store.release(name, self.node(), self.process()));
    } catch (CaskadeException e) {
      rights.keepGivenBack(names);
      throw e;
    }
  }

  /** Every five seconds: may this node take part, and who else does? */
  private void check(LeaseStore store) {
    long now = nanos.getAsLong();
    if (checkedAt != Right.NEVER && now - checkedAt < RENEW.toNanos()) {
      return;
    }
    Admission.Verdict verdict = admission.ask(store);
    View before = view;
    if (verdict.admitted() && !before.admitted()) {
      LOG.info("Node {} takes part", self.node());
    }
    view = new View("", verdict.admitted(), refusal(verdict, now), store.nodes(), before.leases());
    checkedAt = now;
  }

  /** What is worth telling: a name that is free again in a moment is not. */
  private String refusal(Admission.Verdict verdict, long now) {
    if (verdict.admitted()) {
      refusedSince = Right.NEVER;
      return "";
    }
    if (refusedSince == Right.NEVER) {
      refusedSince = now;
      LOG.info("This node does not take part yet: {}", verdict.reason());
    }
    if (verdict.passing() && now - refusedSince < PASSING.toNanos()) {
      return "";
    }
    if (!verdict.reason().equals(view.refused())) {
      LOG.error("This node takes nothing over: {}", verdict.reason());
    }
    return verdict.reason();
  }

  /** The row as it is afterwards; null when there is none. */
  private @Nullable LeaseRow step(LeaseStore store, Right right, @Nullable LeaseRow row, long now) {
    if (row != null && row.belongsTo(self.node(), self.process())) {
      return own(store, right, row, now);
    }
    if (row == null || !row.held()) {
      if (mayTake(right, row, now)) {
        return take(store, right, now);
      }
      // Nobody else has it: who acts is not stopped by a clock that went wrong.
      return acts(right) && !paused ? row : leave(right, row);
    }
    return leave(right, row);
  }

  private static boolean acts(Right right) {
    return right.state() == LeaseState.OWNER || right.state() == LeaseState.DOUBTED;
  }

  private LeaseRow own(LeaseStore store, Right right, LeaseRow row, long now) {
    boolean promised = !row.heir().isEmpty() && !row.heir().equals(self.node());
    if (promised || paused) {
      if (right.retiringSince == Right.NEVER) {
        right.retiringSince = now;
        LOG.info("{} steps back from {}", self.node(), right.name());
      }
      rights.on(right, LeaseEvent.PROMISED, row.heir(), row.epoch());
      if (now - right.retiringSince >= STEP_BACK.toNanos()) {
        store.release(right.name(), self.node(), self.process());
        rights.on(right, LeaseEvent.OTHERS, row.heir(), row.epoch());
      }
      return row;
    }
    boolean due =
        right.renewedAt == Right.NEVER
            || now - right.renewedAt >= RENEW.toNanos()
            || right.state() != LeaseState.OWNER;
    if (due) {
      return take(store, right, now);
    }
    rights.on(right, LeaseEvent.OURS, self.node(), row.epoch());
    return row;
  }

  private LeaseRow take(LeaseStore store, Right right, long now) {
    LeaseRow row = store.take(right.name(), self.node(), self.process(), right.epoch());
    if (row.belongsTo(self.node(), self.process()) && row.held()) {
      right.renewedAt = now;
      right.retiringSince = Right.NEVER;
      LeaseState before = rights.on(right, LeaseEvent.OURS, self.node(), row.epoch());
      losses.over(right.name());
      if (before != LeaseState.OWNER && before != LeaseState.DOUBTED) {
        LOG.info("{} owns {} now, epoch {}", self.node(), right.name(), row.epoch());
      }
    } else {
      leave(right, row);
    }
    return row;
  }

  /** Another node has it, or may have it. */
  private @Nullable LeaseRow leave(Right right, @Nullable LeaseRow row) {
    if (row != null && row.node().equals(self.node()) && row.held()) {
      // Left over from this node's former process: it runs out in a moment.
      return row;
    }
    String owner = row == null || !row.held() ? "" : row.node();
    long epoch = row == null ? right.epoch() : row.epoch();
    LeaseState before = rights.on(right, LeaseEvent.OTHERS, owner, epoch);
    right.renewedAt = Right.NEVER;
    right.retiringSince = Right.NEVER;
    if (LeaseMachine.lost(before, LeaseState.STANDBY)) {
      LOG.warn("{} lost {} to {}, epoch {}", self.node(), right.name(), owner, epoch);
      losses.lost(right.name(), owner);
    }
    return row;
  }

  private boolean mayTake(Right right, @Nullable LeaseRow row, long now) {
    if (paused || !view.admitted()) {
      return false;
    }
    return acts(right)
        || row == null
        || row.node().isEmpty()
        || row.givenBack()
        || mine(row)
        || row.heir().equals(self.node())
        || now - contactSince >= COURTESY.toNanos();
  }

  private boolean mine(LeaseRow row) {
    return row.node().equals(self.node());
  }

  /** The node goes; what is still claimed, by whoever is only exchanged, runs out by itself. */
  void leaveOthers(@Nullable LeaseStore store) {
    if (store == null) {
      return;
    }
    try {
      giveBack(store);
      if (rights.all().isEmpty()) {
        store.retire(self.node(), self.process());
      }
    } catch (CaskadeException e) {
      LOG.info("The node leaves without a word, its rights run out: {}", e.getMessage());
    }
  }

  /** The node is on its own: everything is free at once, as far as the database is there. */
  void leave(@Nullable LeaseStore store) {
    if (store == null) {
      return;
    }
    try {
      giveBack(store);
      for (Right right : rights.all()) {
        store.release(right.name(), self.node(), self.process());
      }
      store.retire(self.node(), self.process());
    } catch (CaskadeException e) {
      LOG.info("The node leaves without a word, its rights run out: {}", e.getMessage());
    }
  }
}
