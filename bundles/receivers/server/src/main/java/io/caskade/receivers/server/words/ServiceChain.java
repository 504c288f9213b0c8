package io.caskade.receivers.server.words;

import org.jspecify.annotations.Nullable;

/**
 * A service as its ECMs show it: those that follow one another share a control word, so they form a
 * chain. Two chains turn out to be one when the ECM between them comes. Any thread.
 */
public final class ServiceChain {
  private static final int LONGEST_PERIOD = 300;

  private volatile @Nullable ServiceChain joined;
  private volatile int periodSeconds;

  /** The chain that stands for this one now; compare by identity. */
  public ServiceChain root() {
    ServiceChain root = this;
    for (ServiceChain next = joined; next != null; next = next.joined) {
      root = next;
    }
    return root;
  }

  /** Length of the last crypto period that was seen, in seconds, 1..300; 0 while none was. */
  public int periodSeconds() {
    return periodSeconds;
  }

  void learn(long seconds) {
    if (seconds > 0) {
      periodSeconds = (int) Math.min(seconds, LONGEST_PERIOD);
    }
  }

  /** This root goes on in another root. */
  void join(ServiceChain other) {
    joined = other;
  }
}
