package io.caskade.receivers.server.words;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An ECM that was asked for: waits to be opened, then holds what came out. Any thread. */
public final class CachedEcm {
  private final EcmIdentity identity;
  private final long bornMillis;
  private volatile @Nullable Verdict verdict;

  /** Who waits; guarded by this. */
  private List<Consumer<Verdict>> waiting = new ArrayList<>(1);

  CachedEcm(EcmIdentity identity, long bornMillis) {
    this.identity = identity;
    this.bornMillis = bornMillis;
  }

  EcmIdentity identity() {
    return identity;
  }

  long bornMillis() {
    return bornMillis;
  }

  /** Null while it waits. */
  public @Nullable Verdict verdict() {
    return verdict;
  }

  /** Gives the verdict when it is there: at once, or on the thread that opens. */
  public void whenOpened(Consumer<Verdict> taker) {
    Verdict present = verdict;
    if (present == null) {
      synchronized (this) {
        present = verdict;
        if (present == null) {
          waiting.add(taker);
          return;
        }
      }
    }
    taker.accept(present);
  }

  /** The first verdict counts. */
  void complete(Verdict found) {
    List<Consumer<Verdict>> takers;
    synchronized (this) {
      if (verdict != null) {
        return;
      }
      verdict = found;
      takers = waiting;
      waiting = List.of();
    }
    takers.forEach(taker -> taker.accept(found));
  }
}
