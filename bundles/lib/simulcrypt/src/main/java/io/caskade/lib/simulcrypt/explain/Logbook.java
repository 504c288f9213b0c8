package io.caskade.lib.simulcrypt.explain;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The last explanations, the oldest dropped; one that comes again in a row counts up instead. Any
 * thread.
 */
public final class Logbook {
  private final int most;
  private final Deque<Seen> entries = new ArrayDeque<>(0);

  /** Keeps so many. */
  public Logbook(int most) {
    this.most = most;
  }

  /** Writes one down; false when it is the same as the last one. */
  public synchronized boolean note(Instant at, String peer, Explanation what) {
    Seen last = entries.peekLast();
    boolean again = last != null && last.what().equals(what) && last.peer().equals(peer);
    if (again) {
      entries.removeLast();
    }
    add(new Seen(at, peer, again ? last.times() + 1 : 1, what));
    return !again;
  }

  /** Takes over what another one holds. */
  public synchronized void add(List<Seen> others) {
    others.forEach(this::add);
  }

  private void add(Seen entry) {
    if (entries.size() >= most) {
      entries.removeFirst();
    }
    entries.addLast(entry);
  }

  /** The oldest first. */
  public synchronized List<Seen> entries() {
    return List.copyOf(entries);
  }
}
