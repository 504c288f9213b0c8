package io.caskade.receivers.server.words;

import io.caskade.api.base.NetworkId;
import io.caskade.api.ecm.EcmDatagram;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/**
 * Each ECM is opened once for all who ask for it. Whether somebody may have its words is not this
 * class's matter: that is asked each time. Bounded by number and time. Any thread; a hit locks
 * nothing.
 */
public final class WordCache {
  private final long hashKey;
  private final ConcurrentMap<EcmIdentity, CachedEcm> ecms = new ConcurrentHashMap<>();

  /** As they came, the oldest first. */
  private final Queue<CachedEcm> ages = new ConcurrentLinkedQueue<>();

  private final AtomicInteger size = new AtomicInteger();
  private volatile int most;
  private volatile long lifeMillis;

  /**
   * @param most ECMs at a time
   * @param lifeMillis how long one is kept
   * @param random key of the hashes
   */
  public WordCache(int most, long lifeMillis, RandomGenerator random) {
    this.most = most;
    this.lifeMillis = lifeMillis;
    hashKey = random.nextLong() | 1;
  }

  /** Other bounds from now on. */
  public void limit(int newMost, long newLifeMillis) {
    most = newMost;
    lifeMillis = newLifeMillis;
  }

  /**
   * An ECM as a key.
   *
   * @param caSystemId of the network
   */
  public EcmIdentity identity(NetworkId network, int caSystemId, EcmDatagram ecm) {
    return new EcmIdentity(network, caSystemId, ecm, hashKey);
  }

  /**
   * An ECM from the cache, or a new one there.
   *
   * @param nowMillis monotonic
   * @param opening gets a new one, to open and complete it; on the calling thread
   */
  public CachedEcm get(EcmIdentity identity, long nowMillis, Opening opening) {
    CachedEcm present = ecms.get(identity);
    if (present != null && nowMillis - present.bornMillis() < lifeMillis) {
      return present;
    }
    var fresh = new CachedEcm(identity, nowMillis);
    if (present == null) {
      present = ecms.putIfAbsent(identity, fresh);
    } else if (ecms.replace(identity, present, fresh)) {
      present = null;
    }
    if (present != null) {
      return present;
    }
    ages.add(fresh);
    if (size.incrementAndGet() > most) {
      dropOldest();
    }
    opening.open(fresh);
    return fresh;
  }

  /** Opens an ECM that is new in the cache. */
  @FunctionalInterface
  public interface Opening {
    void open(CachedEcm ecm);
  }

  /** Nobody finds it any more; who has it keeps it. */
  void drop(CachedEcm ecm) {
    ecms.remove(ecm.identity(), ecm);
  }

  /** Drops what is too old. */
  public void expire(long nowMillis) {
    for (CachedEcm oldest = ages.peek();
        oldest != null && nowMillis - oldest.bornMillis() >= lifeMillis;
        oldest = ages.peek()) {
      dropOldest();
    }
  }

  private void dropOldest() {
    CachedEcm oldest = ages.poll();
    if (oldest != null) {
      size.decrementAndGet();
      drop(oldest);
    }
  }

  /** ECMs in it, also those that wait. */
  public int size() {
    return ecms.size();
  }
}
