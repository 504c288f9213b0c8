package io.caskade.receivers.server.sharing;

/**
 * How often the same ECM was asked within a minute: a request that goes round comes again and
 * again. Remembers the last 16 ECMs. Confined to whoever guards it.
 */
final class EcmRepeats {
  private static final int ROOM = 16;
  private static final long MINUTE_MILLIS = 60_000;

  private final long[] prints = new long[ROOM];
  private final long[] begun = new long[ROOM];
  private final int[] counts = new int[ROOM];
  private int next;

  /**
   * Counts an ECM.
   *
   * @param print of the ECM
   * @param millis monotonic
   * @return how often it was asked, this time included
   */
  int count(long print, long millis) {
    for (int i = 0; i < ROOM; i++) {
      if (counts[i] > 0 && prints[i] == print) {
        if (millis - begun[i] > MINUTE_MILLIS) {
          begun[i] = millis;
          counts[i] = 0;
        }
        return ++counts[i];
      }
    }
    prints[next] = print;
    begun[next] = millis;
    counts[next] = 1;
    next = (next + 1) % ROOM;
    return 1;
  }
}
