package io.caskade.rights.mirror;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.NetworkId;
import io.caskade.api.keys.CardKey;
import io.caskade.api.keys.KeyVault;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.ChangeFeed;
import io.caskade.rights.mirror.NetworkCards.Merged;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Brings rows of the database into the table. Confined to the following thread. */
final class CardIntake {
  /** Rows that a load merges at once: enough to make copying blocks cheap, a few megabytes. */
  static final int LOAD_BATCH = 65_536;

  private final MirrorTable table;
  private final CardKeys keys;

  CardIntake(MirrorTable table, CardKeys keys) {
    this.table = table;
    this.keys = keys;
  }

  /** Reads these cards again; the table shows whatever is newer when the call returns. */
  List<CardSerial> refresh(
      ChangeFeed feed, KeyVault vault, NetworkId network, Collection<CardSerial> serials) {
    List<Card> rows = feed.cards(network, serials);
    merge(network, keyed(rows, vault));
    return rows.stream().map(Card::serial).toList();
  }

  /**
   * Streams all cards into the table.
   *
   * @param changed told of each network what was new in a batch
   */
  void load(ChangeFeed feed, KeyVault vault, BiConsumer<NetworkId, List<CardSerial>> changed) {
    Map<NetworkId, List<KeyedCard>> batches = new HashMap<>();
    int[] collected = {0};
    feed.readAll(
        card -> {
          batches
              .computeIfAbsent(card.network(), network -> new ArrayList<>())
              .add(keys.read(card, vault));
          if (++collected[0] == LOAD_BATCH) {
            batches.forEach((network, batch) -> changed.accept(network, merge(network, batch)));
            batches.clear();
            collected[0] = 0;
          }
        });
    batches.forEach((network, batch) -> changed.accept(network, merge(network, batch)));
  }

  private List<KeyedCard> keyed(List<Card> rows, KeyVault vault) {
    return rows.stream().map(row -> keys.read(row, vault)).toList();
  }

  private List<CardSerial> merge(NetworkId network, List<KeyedCard> batch) {
    if (batch.isEmpty()) {
      return List.of();
    }
    MirrorImage image = table.image();
    Merged merged = image.of(network).merge(batch, table.now(), image.rules(network));
    table.publish(image.with(merged.cards()));
    keys.report(merged.changed(), merged.unreadable());
    for (KeyedCard row : batch) {
      CardKey key = row.key();
      if (key != null) {
        key.destroy();
      }
    }
    return merged.changed();
  }
}
