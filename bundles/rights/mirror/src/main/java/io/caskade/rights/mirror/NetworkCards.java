package io.caskade.rights.mirror;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.NetworkId;
import io.caskade.api.keys.CardKey;
import io.caskade.api.rights.AiredCard;
import io.caskade.api.rights.AiringRules;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * All cards of one network, sorted by serial. Immutable: merging a batch copies the blocks that it
 * touches and shares the others, so that readers and the snapshot never wait for a change.
 */
final class NetworkCards {
  /**
   * Most rows of a block; a fuller one is split. A change of one card copies its block and looks
   * through it for its end, so it is small; a batch copies the list of all blocks, so it is not
   * smaller: forty thousand of them hold ten million cards.
   */
  static final int BLOCK = 256;

  private final NetworkId network;
  private final Regions regions;
  private final CardBlock[] blocks;
  private final int size;

  NetworkCards(NetworkId network, Regions regions, List<CardBlock> blocks) {
    this(network, regions, blocks, blocks.stream().mapToInt(CardBlock::size).sum());
  }

  /**
   * @param size sum of the blocks' sizes
   */
  NetworkCards(NetworkId network, Regions regions, List<CardBlock> blocks, int size) {
    this.network = network;
    this.regions = regions;
    this.blocks = blocks.toArray(CardBlock[]::new);
    this.size = size;
  }

  static NetworkCards empty(NetworkId network) {
    return new NetworkCards(network, Regions.EVERYWHERE, List.of());
  }

  NetworkId network() {
    return network;
  }

  Regions regions() {
    return regions;
  }

  List<CardBlock> blocks() {
    return Collections.unmodifiableList(Arrays.asList(blocks));
  }

  int size() {
    return size;
  }

  /** Bytes of the arrays that hold the cards. */
  long bytes() {
    return Arrays.stream(blocks).mapToLong(CardBlock::bytes).sum() + 4L * blocks.length;
  }

  /** What this card is to be told at {@code now}, if anything. */
  Optional<AiredCard> find(CardSerial serial, Instant now, AiringRules rules) {
    int at = blockOf(serial.value());
    if (at == blocks.length) {
      return Optional.empty();
    }
    CardBlock block = blocks[at];
    int row = block.firstAbove(serial.value() - 1);
    return block.serial(row) == serial.value() ? aired(block, row, now, rules) : Optional.empty();
  }

  /**
   * The next card above {@code after} that is to be told something at {@code now}. Blocks and rows
   * of stock and of what ended long ago are passed over by one comparison each.
   */
  Optional<AiredCard> next(long after, Instant now, AiringRules rules) {
    long second = now.getEpochSecond();
    long graced = second - rules.grace().toSeconds();
    for (int at = blockOf(after + 1); at < blocks.length; at++) {
      CardBlock block = blocks[at];
      int row = block.end() < graced ? block.size() : block.firstAbove(after);
      for (; row < block.size(); row++) {
        if (block.end(row) >= (block.is(row, CardBlock.EXTRA) ? graced : second)) {
          Optional<AiredCard> aired = aired(block, row, now, rules);
          if (aired.isPresent()) {
            return aired;
          }
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Adds new cards and replaces older versions.
   *
   * @param batch in any order; of two rows of a card the higher version counts
   * @param now up to when the present rows were told
   */
  Merged merge(List<KeyedCard> batch, Instant now, AiringRules rules) {
    return new CardMerge(this, regions.with(batch), now, rules).merge(batch);
  }

  /**
   * Before other rules hold: what was told up to now under the present ones. Reads every card, some
   * seconds for ten millions.
   */
  NetworkCards toldUnder(AiringRules rules, Instant now) {
    return new NetworkCards(
        network,
        regions,
        Arrays.stream(blocks).map(block -> block.toldUnder(rules, now)).toList(),
        size);
  }

  /**
   * @param changed serials that are new or of which a higher version came
   * @param unreadable new cards that were left out for want of a key
   */
  record Merged(NetworkCards cards, List<CardSerial> changed, List<CardSerial> unreadable) {}

  /** First block whose last serial is not below {@code serial}. */
  int blockOf(long serial) {
    int low = 0;
    int high = blocks.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (blocks[middle].lastSerial() >= serial) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private Optional<AiredCard> aired(CardBlock block, int row, Instant now, AiringRules rules) {
    return Telling.of(block, row, now, rules).map(telling -> aired(block, row, telling));
  }

  private AiredCard aired(CardBlock block, int row, Telling telling) {
    byte[] key = block.key(row);
    try {
      return new AiredCard(
          network,
          block.cardSerial(row),
          regions.name(block.region(row)),
          telling.rights(),
          telling.until(),
          new CardKey(key));
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }
}
