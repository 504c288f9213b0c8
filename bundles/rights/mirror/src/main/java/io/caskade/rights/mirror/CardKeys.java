package io.caskade.rights.mirror;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.keys.CardKey;
import io.caskade.api.keys.KeyVault;
import io.caskade.api.ops.AlarmCode;
import io.caskade.api.rights.Card;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Unwraps card keys, once, when a card is read; a key that cannot be unwrapped is counted and
 * reported, and never stops the load. Confined to the following thread.
 */
final class CardKeys {
  private static final Logger LOG = LoggerFactory.getLogger(CardKeys.class);

  /** So many serials are named. */
  private static final int NAMED = 5;

  /** So many are told apart; beyond that the count stands still. */
  private static final int COUNTED = 100_000;

  private final StandingAlarms alarms;
  private final Set<CardSerial> unreadable = new TreeSet<>();

  CardKeys(StandingAlarms alarms) {
    this.alarms = alarms;
  }

  /**
   * @throws CaskadeException VAULT_UNREADABLE when the vault itself is away
   */
  KeyedCard read(Card card, KeyVault vault) {
    try {
      CardKey key = vault.unwrap(card.network(), card.serial(), card.key());
      if (key.length() <= CardBlock.MAX_KEY) {
        return new KeyedCard(card, key);
      }
      LOG.warn("card {} has a key of {} bytes, which no card has", card.serial(), key.length());
      key.destroy();
    } catch (CaskadeException e) {
      if (e.code() != ErrorCode.WRAPPED_KEY_INVALID) {
        throw e;
      }
    }
    return new KeyedCard(card, null);
  }

  /** Takes up the outcome of a batch. */
  void report(Collection<CardSerial> changed, Collection<CardSerial> failed) {
    if (!unreadable.isEmpty()) {
      unreadable.removeAll(Set.copyOf(changed));
    }
    failed.stream().limit(COUNTED - unreadable.size()).forEach(unreadable::add);
    if (unreadable.isEmpty()) {
      alarms.end(AlarmCode.CARD_KEYS_UNREADABLE);
    } else if (alarms.raise(AlarmCode.CARD_KEYS_UNREADABLE, unreadable.size(), named())) {
      LOG.error(
          "the keys of cards cannot be read by this vault, so they get no new EMMs; among them {}",
          named());
    }
  }

  private String named() {
    return unreadable.stream()
        .limit(NAMED)
        .map(CardSerial::toString)
        .collect(Collectors.joining(", "));
  }
}
