package io.caskade.receivers.server.words;

import io.caskade.api.ecm.EcmDatagram;
import io.caskade.api.receivers.CoreAnswer;
import io.caskade.api.receivers.CoreSites;
import io.caskade.api.receivers.Refusal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * At an edge node: the cores that open the ECMs whose key is not here. What they open goes into the
 * same cache and through the same decisions as what is opened here. A refusal of theirs is never
 * kept, so that the next who asks is asked for again. Any thread.
 */
public final class Cores {
  private static final Logger LOG = LoggerFactory.getLogger(Cores.class);

  /** More than any time-out that can be configured: whoever has not answered by then never will. */
  private static final long PATIENCE_MILLIS = 1_000;

  private final WordCache cache;
  private final WordMaker maker;
  private final OpeningFigures figures;
  private final LongSupplier millis;
  private final List<CoreSites> all = new CopyOnWriteArrayList<>();
  private final Map<CachedEcm, Asked> asked = new ConcurrentHashMap<>();
  private volatile int most;

  private record Asked(CoreSites sites, long sinceMillis) {}

  /**
   * @param most ECMs that may wait at a time
   * @param millis monotonic
   */
  public Cores(
      int most, WordCache cache, WordMaker maker, OpeningFigures figures, LongSupplier millis) {
    this.most = most;
    this.cache = cache;
    this.maker = maker;
    this.figures = figures;
    this.millis = millis;
  }

  /** So many may wait from now on. */
  public void limit(int newMost) {
    most = newMost;
  }

  public void use(CoreSites sites) {
    all.add(sites);
  }

  /** These are gone; what they were asked is answered now. */
  public void forget(CoreSites sites) {
    all.remove(sites);
    asked.forEach(
        (ecm, one) -> {
          if (one.sites() == sites) {
            refuse(ecm, Refusal.CORE_AWAY);
          }
        });
  }

  /** Whether cores are asked for such an ECM. */
  public boolean serve(int caSystemId, EcmDatagram ecm) {
    return serving(caSystemId, ecm) != null;
  }

  private @Nullable CoreSites serving(int caSystemId, EcmDatagram ecm) {
    for (CoreSites sites : all) {
      if (sites.serves(caSystemId, ecm)) {
        return sites;
      }
    }
    return null;
  }

  /** Asks the cores for an ECM; false when it is none of theirs. */
  public boolean open(CachedEcm ecm) {
    EcmIdentity identity = ecm.identity();
    CoreSites sites = serving(identity.caSystemId(), identity.ecm());
    if (sites == null) {
      return false;
    }
    if (asked.size() >= most) {
      figures.overflow.increment();
      cache.drop(ecm);
      ecm.complete(new Verdict.Closed(Refusal.BUSY));
      return true;
    }
    asked.put(ecm, new Asked(sites, millis.getAsLong()));
    ask(sites, ecm);
    return true;
  }

  private void ask(CoreSites sites, CachedEcm ecm) {
    try {
      EcmIdentity identity = ecm.identity();
      sites.open(identity.caSystemId(), identity.ecm(), answer -> answered(ecm, answer));
    } catch (RuntimeException e) {
      LOG.error("The cores could not be asked: {}", e.toString());
      refuse(ecm, Refusal.CORE_AWAY);
    }
    if (!all.contains(sites)) {
      // They went while they were asked; who forgot them may not have seen this ECM yet.
      refuse(ecm, Refusal.CORE_AWAY);
    }
  }

  private void answered(CachedEcm ecm, CoreAnswer answer) {
    if (answer instanceof CoreAnswer.Opened opened) {
      if (asked.remove(ecm) != null) {
        ecm.complete(maker.words(opened.ecm()));
      }
    } else if (answer instanceof CoreAnswer.Foreign) {
      if (asked.remove(ecm) != null) {
        figures.foreign.increment();
        close(ecm, Refusal.ECM_FOREIGN);
      }
    } else {
      refuse(ecm, answer instanceof CoreAnswer.Slow ? Refusal.CORE_SLOW : Refusal.CORE_AWAY);
    }
  }

  private void refuse(CachedEcm ecm, Refusal reason) {
    if (asked.remove(ecm) != null) {
      figures.unavailable.increment();
      close(ecm, reason);
    }
  }

  private void close(CachedEcm ecm, Refusal reason) {
    cache.drop(ecm);
    ecm.complete(new Verdict.Closed(reason));
  }

  /** Answers those that waited for longer than any core may take. */
  public void expire(long nowMillis) {
    asked.forEach(
        (ecm, one) -> {
          if (nowMillis - one.sinceMillis() >= PATIENCE_MILLIS) {
            refuse(ecm, Refusal.CORE_SLOW);
          }
        });
  }

  /** ECMs that wait. */
  public int waiting() {
    return asked.size();
  }

  /** Answers all that wait. */
  public void close() {
    all.clear();
    asked.keySet().forEach(ecm -> refuse(ecm, Refusal.STOPPING));
  }
}
