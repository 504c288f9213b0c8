package io.caskade.lib.cardprotocol.dialect;

import java.util.List;

/**
 * One record of the answer to {@link CardTag#SUBSCRIPTIONS}.
 *
 * @param provider 0..0xFFFF
 * @param name as the card has it, with trailing blanks
 * @param entries one for each pair of dates
 */
public record SubscriptionRecord(int provider, String name, List<Entry> entries) {
  public SubscriptionRecord {
    entries = List.copyOf(entries);
  }

  /**
   * A time and what may be seen in it.
   *
   * @param classes 32 packages, bit 0 is package 0; TVCAS3 cards put counters into the second entry
   */
  public record Entry(CardDate from, CardDate to, int classes) {}
}
