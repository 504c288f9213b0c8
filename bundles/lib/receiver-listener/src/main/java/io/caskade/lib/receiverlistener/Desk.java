package io.caskade.lib.receiverlistener;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/** What all connections of a listener share. Any thread. */
final class Desk {
  private final InstantSource clock;
  private final LongSupplier nanos;
  private final Executor aside;
  private final Counters counters = new Counters();
  private final LogBudget logBudget;
  private final Strangers strangers = new Strangers();
  private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
  private final AtomicInteger clients = new AtomicInteger();
  private volatile ListenerSettings settings;
  private volatile Protocol protocol;

  /**
   * @param clock for what people read
   * @param nanos for deadlines
   * @param aside for work that would hold up a loop
   */
  Desk(
      ListenerSettings settings,
      Protocol protocol,
      InstantSource clock,
      LongSupplier nanos,
      Executor aside) {
    this.settings = settings;
    this.protocol = protocol;
    this.clock = clock;
    this.nanos = nanos;
    this.aside = aside;
    this.logBudget = new LogBudget(clock);
  }

  void change(ListenerSettings other, Protocol spoken) {
    settings = other;
    protocol = spoken;
  }

  ListenerSettings settings() {
    return settings;
  }

  Protocol protocol() {
    return protocol;
  }

  InstantSource clock() {
    return clock;
  }

  Executor aside() {
    return aside;
  }

  Counters counters() {
    return counters;
  }

  LogBudget logBudget() {
    return logBudget;
  }

  Strangers strangers() {
    return strangers;
  }

  /** All that are open, strangers too. */
  Collection<Connection> connections() {
    return connections;
  }

  void add(Connection fresh) {
    connections.add(fresh);
    strangers
        .add(fresh, settings.limits().strangers())
        .ifPresent(
            leaving -> {
              counters.count(Counter.STRANGERS_SENT_AWAY);
              leaving.drop();
            });
  }

  /** Nanoseconds of a clock that never steps. */
  long nanos() {
    return nanos.getAsLong();
  }

  /** A stranger logs in; false when there are too many clients. */
  boolean promote(Connection known) {
    if (clients.incrementAndGet() > settings.limits().clients()) {
      clients.decrementAndGet();
      return false;
    }
    strangers.remove(known);
    return true;
  }

  /** The server refused who was promoted. */
  void demote() {
    clients.decrementAndGet();
  }

  void remove(Connection gone, boolean client) {
    strangers.remove(gone);
    if (connections.remove(gone)) {
      if (client) {
        clients.decrementAndGet();
      }
      if (connections.isEmpty()) {
        synchronized (connections) {
          connections.notifyAll();
        }
      }
    }
  }

  /** False when somebody is left after so long. */
  boolean awaitNobody(Duration most) {
    long end = System.nanoTime() + most.toNanos();
    synchronized (connections) {
      while (!connections.isEmpty()) {
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (left <= 0) {
          return false;
        }
        try {
          connections.wait(left);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return false;
        }
      }
    }
    return true;
  }

  int clients() {
    return clients.get();
  }
}
