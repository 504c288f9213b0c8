package io.caskade.store.jpa.changes;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.CardChange;
import io.caskade.api.rights.NetworkChange;
import io.caskade.api.rights.StateChange;
import io.caskade.api.rights.Urgency;
import io.caskade.store.jpa.journal.Journal;
import io.caskade.store.jpa.journal.JournalEntry;
import io.caskade.store.jpa.work.UnitOfWork;
import io.caskade.store.jpa.work.WorkConflict;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.persistence.EntityManager;
import org.jspecify.annotations.Nullable;

/** Mixed lists of changes: the states and their journal in one transaction. */
public final class ChangeStore {
  /** So many changes are sent to the database at a time. */
  private static final int FLUSH = 1_000;

  /** Somebody else may change the same rows between the conflict and the look at it. */
  private static final int TRIES = 5;

  private final UnitOfWork work;
  private final Journal journal;
  private final List<Writer<?>> writers;

  /**
   * @param writers one for each kind of change, in the order in which they lock
   */
  public ChangeStore(UnitOfWork work, Journal journal, List<Writer<?>> writers) {
    this.work = work;
    this.journal = journal;
    this.writers = List.copyOf(writers);
  }

  public boolean done(UUID change) {
    return work.run(entities -> !journal.stored(entities, Set.of(change)).isEmpty());
  }

  /**
   * All of the changes or none; those whose id is in the journal are done already.
   *
   * @throws CaskadeException the refusals of {@code Store.apply}
   */
  public void apply(List<? extends StateChange> changes) {
    Map<UUID, StateChange> open = open(changes);
    if (!open.isEmpty()) {
      apply(entities -> {}, open);
    }
  }

  /**
   * As {@link #apply}, of what is made from what is read in the same transaction. It is made once:
   * after a lost race or a lost COMMIT the same changes, under the same ids, are tried again, so
   * that what had arrived after all is recognised.
   */
  public void apply(Function<EntityManager, List<? extends StateChange>> maker) {
    Map<UUID, StateChange> open = new LinkedHashMap<>();
    var made = new AtomicBoolean();
    apply(
        entities -> {
          if (!made.get()) {
            open.putAll(open(maker.apply(entities)));
            // What was read is not looked over again for changes of its own.
            entities.clear();
            made.set(true);
          }
        },
        open);
  }

  private Map<UUID, StateChange> open(List<? extends StateChange> changes) {
    Map<UUID, StateChange> open = new LinkedHashMap<>();
    for (StateChange change : changes) {
      writers.forEach(writer -> requireNextVersion(writer, change));
      open.putIfAbsent(change.id(), change);
    }
    return open;
  }

  private void apply(Consumer<EntityManager> before, Map<UUID, StateChange> open) {
    for (int tries = 1; ; tries++) {
      var attempts = new AtomicInteger();
      try {
        work.execute(
            entities -> {
              before.accept(entities);
              attempts.incrementAndGet();
              write(entities, List.copyOf(open.values()));
            });
        return;
      } catch (WorkConflict conflict) {
        List<StateChange> now = List.copyOf(open.values());
        open.keySet().removeAll(examine(now, attempts.get() > 1, tries >= TRIES));
        if (open.isEmpty()) {
          return;
        }
      }
    }
  }

  private static <C extends StateChange> void requireNextVersion(
      Writer<C> writer, StateChange change) {
    if (writer.kind().isInstance(change)) {
      writer.requireNextVersion(writer.kind().cast(change));
    }
  }

  private void write(EntityManager entities, List<StateChange> changes) {
    Urgency urgency = urgency(changes);
    Journal.Writing writing = journal.begin(entities);
    for (int from = 0; from < changes.size(); from += FLUSH) {
      List<StateChange> part = changes.subList(from, Math.min(changes.size(), from + FLUSH));
      List<Lane<?>> lanes = writers.stream().<Lane<?>>map(w -> lane(entities, w, part)).toList();
      for (StateChange change : part) {
        for (Lane<?> lane : lanes) {
          Written written = lane.write(change);
          if (written != null && written.journalled()) {
            writing.add(entry(change, written, urgency));
          }
        }
      }
      lanes.forEach(lane -> lane.locked().finish());
      entities.flush();
      entities.clear();
    }
    writing.end();
  }

  /** What goes along with a bulk job's cards does not overtake single changes. */
  private static Urgency urgency(List<StateChange> changes) {
    boolean bulk = false;
    for (StateChange change : changes) {
      if (change instanceof CardChange card) {
        if (card.urgency() == Urgency.SINGLE) {
          return Urgency.SINGLE;
        }
        bulk = true;
      }
    }
    return bulk ? Urgency.BULK : Urgency.SINGLE;
  }

  private static JournalEntry entry(StateChange change, Written written, Urgency urgency) {
    return new JournalEntry(
        change.id(),
        change.at(),
        change.actor(),
        written.operation(),
        written.urgency() == null ? urgency : written.urgency(),
        change.network(),
        written.serial(),
        written.target(),
        written.result(),
        written.before(),
        written.after());
  }

  private static <C extends StateChange> Lane<C> lane(
      EntityManager entities, Writer<C> writer, List<StateChange> part) {
    return new Lane<>(writer.kind(), writer.lock(entities, own(writer, part)));
  }

  private static <C extends StateChange> List<C> own(
      Writer<C> writer, Collection<StateChange> changes) {
    return changes.stream().filter(writer.kind()::isInstance).map(writer.kind()::cast).toList();
  }

  /** The changes of one kind in a part of a list. */
  private record Lane<C extends StateChange>(Class<C> kind, Writer.Locked<C> locked) {
    @Nullable Written write(StateChange change) {
      return kind.isInstance(change) ? locked.write(kind.cast(change)) : null;
    }
  }

  /**
   * Finds out why nothing was written.
   *
   * @param again a COMMIT of the same list was lost before: it may have arrived
   * @return ids of changes that are done already; the rest is to be tried again
   * @throws CaskadeException the refusal, when the tables explain it
   */
  private Set<UUID> examine(List<StateChange> changes, boolean again, boolean last) {
    return work.run(
        entities -> {
          Set<UUID> done =
              new HashSet<>(
                  journal.stored(entities, changes.stream().map(StateChange::id).toList()));
          List<StateChange> open =
              changes.stream().filter(change -> !done.contains(change.id())).toList();
          boolean partly = again || !done.isEmpty();
          var networks = new KnownNetworks(entities, added(open));
          List<Check<?>> checks =
              writers.stream().<Check<?>>map(w -> check(entities, networks, w, open)).toList();
          for (StateChange change : open) {
            if (partly && checks.stream().anyMatch(check -> check.shows(change))) {
              done.add(change.id());
            } else {
              checks.forEach(check -> check.require(change));
            }
          }
          if (last && done.size() < changes.size()) {
            throw new CaskadeException(
                ErrorCode.VERSION_CONFLICT, open.get(0).network(), open.get(0).id());
          }
          return done;
        });
  }

  private static Set<NetworkId> added(List<StateChange> changes) {
    return changes.stream()
        .filter(change -> change instanceof NetworkChange network && network.after() != null)
        .filter(change -> ((NetworkChange) change).operation().equals("ADD"))
        .map(StateChange::network)
        .collect(Collectors.toSet());
  }

  private static <C extends StateChange> Check<C> check(
      EntityManager entities, KnownNetworks networks, Writer<C> writer, List<StateChange> open) {
    return new Check<>(writer.kind(), writer.present(entities, networks, own(writer, open)));
  }

  /** The changes of one kind against what is. */
  private record Check<C extends StateChange>(Class<C> kind, Writer.Present<C> present) {
    boolean shows(StateChange change) {
      return kind.isInstance(change) && present.shows(kind.cast(change));
    }

    void require(StateChange change) {
      if (kind.isInstance(change)) {
        present.require(kind.cast(change));
      }
    }
  }
}
