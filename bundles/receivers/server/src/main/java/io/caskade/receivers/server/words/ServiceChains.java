package io.caskade.receivers.server.words;

import io.caskade.api.ecm.ControlWord;
import io.caskade.api.ecm.OpenedEcm;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Tells which ECMs belong to one service, whoever asked for them and whatever service id was
 * claimed: an ECM holds the word of its crypto period and that of the next, so neighbours share
 * one. Services that are scrambled with the same words are one service here. What is kept of a word
 * is a fingerprint under keys of this process. Bounded in number and time. Any thread.
 */
public final class ServiceChains {
  private static final long FORGOTTEN_MILLIS = 600_000;
  private static final long MULTIPLIER = 0x9E37_79B9_7F4A_7C15L;

  private final int most;
  private final long evenKey;
  private final long oddKey;
  private final long mixKey;

  /** By fingerprint, the one touched longest ago first. Guarded by this. */
  private final Map<Long, Link> links = new LinkedHashMap<>();

  /** The ECM that showed a word last. */
  private record Link(ChainedEcm ecm, long touchedMillis) {}

  /**
   * @param most ECMs that are remembered
   * @param random keys of the fingerprints
   */
  public ServiceChains(int most, RandomGenerator random) {
    this.most = most;
    evenKey = random.nextLong();
    oddKey = random.nextLong();
    mixKey = random.nextLong() | 1;
  }

  /**
   * Finds the service of an ECM.
   *
   * @param nowMillis monotonic
   */
  public ChainedEcm place(OpenedEcm ecm, long nowMillis) {
    long even = print(ecm.even(), evenKey);
    long odd = print(ecm.odd(), oddKey);
    long time = ecm.issuedAt().getEpochSecond();
    synchronized (this) {
      ChainedEcm byEven = find(even);
      ChainedEcm byOdd = find(odd);
      ServiceChain chain = chain(byEven, byOdd);
      var placed = new ChainedEcm(chain, even, odd, time);
      learn(placed, byEven);
      learn(placed, byOdd);
      remember(even, new Link(placed, nowMillis));
      remember(odd, new Link(placed, nowMillis));
      return placed;
    }
  }

  private @Nullable ChainedEcm find(long print) {
    Link link = print == 0 ? null : links.get(print);
    return link == null ? null : link.ecm();
  }

  private static ServiceChain chain(@Nullable ChainedEcm one, @Nullable ChainedEcm other) {
    if (one == null) {
      return other == null ? new ServiceChain() : other.chain().root();
    }
    ServiceChain root = one.chain().root();
    if (other != null && other.chain().root() != root) {
      other.chain().root().join(root);
    }
    return root;
  }

  private static void learn(ChainedEcm placed, @Nullable ChainedEcm neighbour) {
    if (neighbour != null && !neighbour.samePeriodAs(placed)) {
      placed.chain().learn(Math.abs(placed.time() - neighbour.time()));
    }
  }

  private void remember(long print, Link link) {
    if (print == 0) {
      return;
    }
    links.remove(print);
    links.put(print, link);
    if (links.size() > 2 * most) {
      Iterator<Long> eldest = links.keySet().iterator();
      eldest.next();
      eldest.remove();
    }
  }

  /** Forgets words that nobody asked about for ten minutes. */
  public synchronized void forget(long nowMillis) {
    Iterator<Link> all = links.values().iterator();
    while (all.hasNext() && nowMillis - all.next().touchedMillis() > FORGOTTEN_MILLIS) {
      all.remove();
    }
  }

  synchronized int size() {
    return links.size();
  }

  private long print(ControlWord word, long key) {
    if (word.isZero()) {
      return 0;
    }
    byte[] bytes = new byte[word.length()];
    word.copyTo(bytes, 0);
    long print = key;
    for (byte each : bytes) {
      print = mix((print ^ each) * MULTIPLIER);
    }
    Arrays.fill(bytes, (byte) 0);
    return print == 0 ? 1 : print;
  }

  private long mix(long bits) {
    long mixed = (bits ^ bits >>> 32) * mixKey;
    return mixed ^ mixed >>> 29;
  }
}
