package io.caskade.receivers.newcamd;

import io.caskade.api.receivers.OfferedCard;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a client was told that it may ask for.
 *
 * @param caSystemId of the port, as card data tell it
 * @param providers of that CAID, at least one
 * @param entries all CAIDs and providers, for extended mode
 */
record CardList(int caSystemId, List<Integer> providers, Set<Entry> entries) {
  /** One CAID with one provider. */
  record Entry(int caSystemId, int provider) {}

  /**
   * @param offered by the server
   * @param wanted CAID of the port, 0 for the first
   */
  static CardList of(List<OfferedCard> offered, int wanted) {
    Set<Entry> entries = new LinkedHashSet<>();
    OfferedCard main = null;
    for (OfferedCard card : offered) {
      card.providers().forEach(provider -> entries.add(new Entry(card.caSystemId(), provider)));
      if (main == null && (wanted == 0 || wanted == card.caSystemId())) {
        main = card;
      }
    }
    // A client ignores card data without a provider.
    return main == null
        ? new CardList(wanted, List.of(0), entries)
        : new CardList(main.caSystemId(), main.providers(), entries);
  }
}
