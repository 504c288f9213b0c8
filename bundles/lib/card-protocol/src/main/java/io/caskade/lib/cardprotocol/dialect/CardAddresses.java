package io.caskade.lib.cardprotocol.dialect;

import java.util.List;

/**
 * Answer to {@link CardTag#HOST}.
 *
 * @param serial unique address, 0..0xFFFFFFFF
 * @param shared shared addresses in the card's order, each 0..0xFFFFFF
 */
public record CardAddresses(long serial, List<Integer> shared) {
  public CardAddresses {
    shared = List.copyOf(shared);
  }
}
