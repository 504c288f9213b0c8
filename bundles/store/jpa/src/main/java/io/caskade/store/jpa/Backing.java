package io.caskade.store.jpa;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.keys.KeyVault;
import io.caskade.api.ops.MetricFamily;
import io.caskade.api.ops.MetricFamily.Sample;
import io.caskade.api.rights.StorageRoom;
import io.caskade.store.jpa.gate.DatabaseState;
import io.caskade.store.jpa.replica.WriteGate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.persistence.EntityManagerFactory;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * What the store stands on, each of it here or away at any moment. Bound once for all components of
 * this bundle: it comes and goes with the bundle, so they may have it in their constructors.
 */
@Component(service = Backing.class)
public final class Backing {
  @Reference(
      target = "(osgi.unit.name=caskade)",
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable EntityManagerFactory factory;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable DatabaseState state;

  /** Only an embedded database has one. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable StorageRoom room;

  volatile @Nullable DataSource source;
  volatile @Nullable KeyVault vault;

  volatile WriteGate writes = WriteGate.OPEN;

  private final List<Runnable> watchers = new CopyOnWriteArrayList<>();

  /**
   * Tells that a source came or went, or that a vault came; from the thread that brought it.
   *
   * @param watcher must not block
   */
  void watch(Runnable watcher) {
    watchers.add(watcher);
  }

  /** The same one that was given to {@link #watch}. */
  void unwatch(Runnable watcher) {
    watchers.remove(watcher);
  }

  @Reference(
      target = "(osgi.jndi.service.name=caskade)",
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindSource(DataSource present) {
    source = present;
    watchers.forEach(Runnable::run);
  }

  /** Another one may have been bound before this one goes. */
  void unbindSource(DataSource gone) {
    if (source == gone) {
      source = null;
      watchers.forEach(Runnable::run);
    }
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindVault(KeyVault present) {
    vault = present;
    watchers.forEach(Runnable::run);
  }

  void unbindVault(KeyVault gone) {
    if (vault == gone) {
      vault = null;
    }
  }

  /**
   * Does a change, where changes are taken and have room.
   *
   * @throws CaskadeException STANDBY_REFUSES, STORAGE_FULL, or that of the work
   */
  <T> T change(Supplier<T> work) {
    StorageRoom present = room;
    if (present != null) {
      present.demand();
    }
    return writes.pass(work);
  }

  /** 1 for the state in which the way to the database is. */
  MetricFamily gate() {
    DatabaseState present = state;
    String now = "away";
    if (factory != null && source != null) {
      now = "open";
    } else if (present == null || present.starting()) {
      now = "starting";
    }
    String shown = now;
    return MetricFamily.gauge(
        "store_gate",
        "1 for the state of the way to the database: open, starting or away.",
        Stream.of("open", "starting", "away")
            .map(each -> Sample.of(Map.of("state", each), each.equals(shown) ? 1 : 0))
            .toList());
  }

  /** The refusal while there is no database: it is starting, or it is away. */
  CaskadeException whyAbsent() {
    DatabaseState present = state;
    if (present == null) {
      return new CaskadeException(ErrorCode.DATABASE_STARTING, "its gate is not started");
    }
    return new CaskadeException(
        present.starting() ? ErrorCode.DATABASE_STARTING : ErrorCode.DATABASE_UNAVAILABLE,
        present.reason());
  }
}
