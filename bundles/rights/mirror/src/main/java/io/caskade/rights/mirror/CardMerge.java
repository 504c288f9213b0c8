package io.caskade.rights.mirror;

import io.caskade.api.base.CardSerial;
import io.caskade.api.rights.AiringRules;
import io.caskade.rights.mirror.NetworkCards.Merged;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Merges one batch into the cards of a network. Used once. */
final class CardMerge {
  private static final Comparator<KeyedCard> ORDER =
      Comparator.<KeyedCard>comparingLong(row -> row.card().serial().value())
          .thenComparing(row -> row.card().version(), Comparator.reverseOrder());

  private final NetworkCards cards;
  private final Regions regions;
  private final Instant now;
  private final AiringRules rules;
  private final BlockWriter writer;
  private final List<CardSerial> changed = new ArrayList<>();
  private final List<CardSerial> unreadable = new ArrayList<>();

  private int added;

  CardMerge(NetworkCards cards, Regions regions, Instant now, AiringRules rules) {
    this.cards = cards;
    this.regions = regions;
    this.now = now;
    this.rules = rules;
    writer = new BlockWriter(regions);
  }

  Merged merge(List<KeyedCard> batch) {
    List<KeyedCard> sorted = newestOfEach(batch);
    List<CardBlock> present = cards.blocks();
    List<CardBlock> merged = new ArrayList<>(present.size() + 8);
    int copied = 0;
    int from = 0;
    while (from < sorted.size() && !present.isEmpty()) {
      int last = present.size() - 1;
      int at = Math.min(cards.blockOf(sorted.get(from).card().serial().value()), last);
      CardBlock block = present.get(at);
      int to = at == last ? sorted.size() : firstAbove(sorted, from, block.lastSerial());
      merged.addAll(present.subList(copied, at));
      mergeBlock(block, sorted.subList(from, to));
      writer.flushTo(merged);
      copied = at + 1;
      from = to;
    }
    merged.addAll(present.subList(copied, present.size()));
    sorted.subList(from, sorted.size()).forEach(this::add);
    writer.flushTo(merged);
    return new Merged(
        new NetworkCards(cards.network(), regions, merged, cards.size() + added),
        changed,
        unreadable);
  }

  private void mergeBlock(CardBlock block, List<KeyedCard> batch) {
    int row = 0;
    for (KeyedCard incoming : batch) {
      long serial = incoming.card().serial().value();
      int next = Math.max(row, block.firstAbove(serial - 1));
      writer.append(block, row, next);
      row = next;
      if (row < block.size() && block.serial(row) == serial) {
        replace(block, row++, incoming);
      } else {
        add(incoming);
      }
    }
    writer.append(block, row, block.size());
  }

  /**
   * What was told up to now counts for the stop EMMs, also when it was told after the change was
   * made and before it came here, as in a long bulk job.
   */
  private void replace(CardBlock block, int row, KeyedCard incoming) {
    if (incoming.card().version() <= block.unsigned(row, CardBlock.VERSION)) {
      writer.append(block, row);
      return;
    }
    changed.add(incoming.card().serial());
    Instant told = Telling.latestTold(block, row, now, rules);
    if (incoming.key() == null) {
      unreadable.add(incoming.card().serial());
      writer.append(incoming.card(), told, block, row);
    } else {
      writer.append(incoming.card(), told, incoming.key());
    }
  }

  private void add(KeyedCard incoming) {
    if (incoming.key() == null) {
      unreadable.add(incoming.card().serial());
    } else {
      changed.add(incoming.card().serial());
      writer.append(incoming.card(), Instant.EPOCH, incoming.key());
      added++;
    }
  }

  private static List<KeyedCard> newestOfEach(List<KeyedCard> batch) {
    List<KeyedCard> sorted = new ArrayList<>(batch);
    sorted.sort(ORDER);
    List<KeyedCard> newest = new ArrayList<>(sorted.size());
    for (KeyedCard row : sorted) {
      if (newest.isEmpty()
          || !newest.get(newest.size() - 1).card().serial().equals(row.card().serial())) {
        newest.add(row);
      }
    }
    return newest;
  }

  /** First of {@code sorted} from {@code from} whose serial is above {@code serial}. */
  private static int firstAbove(List<KeyedCard> sorted, int from, long serial) {
    int low = from;
    int high = sorted.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted.get(middle).card().serial().value() > serial) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
