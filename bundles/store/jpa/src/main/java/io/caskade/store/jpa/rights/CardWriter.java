package io.caskade.store.jpa.rights;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.CardChange;
import io.caskade.api.rights.journal.CardState;
import io.caskade.store.jpa.changes.KnownNetworks;
import io.caskade.store.jpa.changes.Writer;
import io.caskade.store.jpa.changes.Written;
import io.caskade.store.jpa.work.WorkConflict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.persistence.EntityManager;

/** Writes cards. */
public final class CardWriter implements Writer<CardChange> {
  @Override
  public Class<CardChange> kind() {
    return CardChange.class;
  }

  @Override
  public void requireNextVersion(CardChange change) {
    long before = change.before() == null ? 0 : change.before().version();
    if (change.after().version() != before + 1) {
      throw new IllegalArgumentException(
          "card %s: version %d does not follow %d"
              .formatted(change.after().serial(), change.after().version(), before));
    }
  }

  /**
   * New cards are not looked for: the primary key refuses a second one. A single card is not read
   * either: one UPDATE finds it by its version, and locks it.
   */
  @Override
  public Locked<CardChange> lock(EntityManager entities, List<CardChange> changes) {
    if (changes.size() == 1 && changes.get(0).before() != null) {
      return change -> update(entities, change);
    }
    Map<CardEntity.Key, CardEntity> rows = new HashMap<>();
    serials(changes.stream().filter(change -> change.before() != null).toList())
        .forEach(
            (network, serials) ->
                CardRows.lock(entities, network, serials).forEach(row -> rows.put(row.key(), row)));
    return change -> write(entities, rows, change);
  }

  private static Map<NetworkId, List<CardSerial>> serials(List<CardChange> changes) {
    return changes.stream()
        .map(CardChange::after)
        .collect(groupingBy(Card::network, mapping(Card::serial, toList())));
  }

  private static Written update(EntityManager entities, CardChange change) {
    Card after = change.after();
    if (new CardEntity(after).update(entities) != 1) {
      throw new WorkConflict("card " + after.serial());
    }
    return written(change);
  }

  private static Written write(
      EntityManager entities, Map<CardEntity.Key, CardEntity> rows, CardChange change) {
    Card before = change.before();
    Card after = change.after();
    var key = new CardEntity.Key(after.network(), after.serial());
    CardEntity row = rows.get(key);
    if (before == null && row == null) {
      row = new CardEntity(after);
      entities.persist(row);
      rows.put(key, row);
    } else if (before != null && row != null && row.version() == before.version()) {
      row.take(after);
    } else {
      throw new WorkConflict("card " + after.serial());
    }
    return written(change);
  }

  private static Written written(CardChange change) {
    Card before = change.before();
    Card after = change.after();
    return new Written(
        true,
        change.operation().name(),
        change.urgency(),
        after.serial(),
        "card:" + after.serial(),
        Written.OK,
        before == null ? null : CardState.of(before).toJson(),
        CardState.of(after).toJson());
  }

  @Override
  public Present<CardChange> present(
      EntityManager entities, KnownNetworks networks, List<CardChange> changes) {
    Map<CardEntity.Key, Long> versions = new HashMap<>();
    serials(changes)
        .forEach(
            (network, serials) ->
                CardRows.find(entities, network, serials)
                    .forEach(row -> versions.put(row.key(), row.version())));
    return change -> {
      networks.require(change.network());
      Card before = change.before();
      Card after = change.after();
      var key = new CardEntity.Key(after.network(), after.serial());
      Long version = versions.get(key);
      if (before == null && version != null) {
        throw refusal(ErrorCode.CARD_EXISTS, after);
      }
      if (before != null && (version == null || version != before.version())) {
        throw refusal(ErrorCode.VERSION_CONFLICT, after);
      }
      versions.put(key, after.version());
    };
  }

  private static CaskadeException refusal(ErrorCode code, Card card) {
    return new CaskadeException(code, card.network(), card.serial());
  }
}
