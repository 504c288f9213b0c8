package io.caskade.receivers.server;

import io.caskade.api.receivers.ReceiverShare;
import java.util.ArrayList;
import java.util.List;

/**
 * What one client asked of each CAID and provider. A client that claims more of them than any real
 * one has is counted under the last. Not synchronised: its owner is.
 */
final class ShareTally {
  private static final int MOST = 8;
  private static final int PROVIDER_BITS = 32;

  private final long[] keys = new long[MOST];
  private final long[] asked = new long[MOST];
  private final long[] found = new long[MOST];
  private int size;
  private int last;

  void answered(int caSystemId, int provider, boolean isFound) {
    last = place((long) caSystemId << PROVIDER_BITS | provider & 0xFFFF_FFFFL);
    asked[last]++;
    if (isFound) {
      found[last]++;
    }
  }

  private int place(long key) {
    for (int i = 0; i < size; i++) {
      if (keys[i] == key) {
        return i;
      }
    }
    if (size < MOST) {
      keys[size++] = key;
    }
    return size - 1;
  }

  /** The last used first. */
  List<ReceiverShare> shown() {
    List<ReceiverShare> shares = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      ReceiverShare share =
          new ReceiverShare((int) (keys[i] >> PROVIDER_BITS), (int) keys[i], asked[i], found[i]);
      shares.add(i == last ? 0 : shares.size(), share);
    }
    return shares;
  }
}
