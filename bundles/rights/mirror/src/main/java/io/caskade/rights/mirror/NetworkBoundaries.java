package io.caskade.rights.mirror;

import io.caskade.api.base.CardSerial;
import java.util.List;
import java.util.function.Consumer;

/**
 * When which block of a network has its next boundary, so that a look costs one comparison for each
 * block. Blocks are immutable, so what is known of one holds while it is there. Confined to the
 * following thread.
 */
final class NetworkBoundaries {
  private CardBlock[] blocks = {};
  private long[] next = {};

  /**
   * Finds the cards with a boundary after {@code after} and up to {@code to}; seconds since
   * 1970-01-01 UTC.
   *
   * @param after the {@code to} of the last call
   */
  void pass(NetworkCards cards, long after, long to, Consumer<CardSerial> found) {
    List<CardBlock> present = cards.blocks();
    var nowBlocks = new CardBlock[present.size()];
    var nowNext = new long[present.size()];
    int old = 0;
    for (int at = 0; at < nowBlocks.length; at++) {
      CardBlock block = present.get(at);
      while (old < blocks.length && blocks[old].lastSerial() < block.lastSerial()) {
        old++;
      }
      nowBlocks[at] = block;
      long boundary = known(old, block) ? next[old] : block.nextBoundary(after);
      if (boundary <= to) {
        collect(block, after, to, found);
        boundary = block.nextBoundary(to);
      }
      nowNext[at] = boundary;
    }
    blocks = nowBlocks;
    next = nowNext;
  }

  @SuppressWarnings("ReferenceEquality")
  private boolean known(int old, CardBlock block) {
    return old < blocks.length && blocks[old] == block;
  }

  private static void collect(CardBlock block, long after, long to, Consumer<CardSerial> found) {
    for (int row = 0; row < block.size(); row++) {
      if (block.nextBoundary(row, after) <= to) {
        found.accept(block.cardSerial(row));
      }
    }
  }
}
