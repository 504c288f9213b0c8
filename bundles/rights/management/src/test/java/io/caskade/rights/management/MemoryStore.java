package io.caskade.rights.management;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.Network;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.CardChange;
import io.caskade.api.rights.NetworkChange;
import io.caskade.api.rights.Store;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** A store in memory; keeps the contract of the real one, so management can be tested over it. */
final class MemoryStore implements Store {
  final List<CardChange> cardChanges = new ArrayList<>();
  final List<NetworkChange> networkChanges = new ArrayList<>();

  /** Sizes of the lists that were applied. */
  final List<Integer> transactions = new ArrayList<>();

  /** Runs once, before the next card changes are applied. */
  Runnable meanwhile = () -> {};

  private final Map<NetworkId, Network> networks = new TreeMap<>();
  private final Set<UUID> done = new HashSet<>();
  private Map<NetworkId, TreeMap<CardSerial, Card>> cards = new TreeMap<>();

  MemoryStore() {
    ZoneId zone = ZoneId.of("Europe/Moscow");
    networks.put(
        NetworkId.MAIN,
        new Network(NetworkId.MAIN, Network.DEFAULT_CA_SYSTEM_ID, "tvcas3", zone, zone));
  }

  @Override
  public List<Network> networks() {
    return List.copyOf(networks.values());
  }

  @Override
  public Optional<Card> card(NetworkId network, CardSerial serial) {
    return Optional.ofNullable(of(cards, network).get(serial));
  }

  @Override
  public List<Card> cards(NetworkId network, Optional<CardSerial> after, int limit) {
    return of(cards, network).values().stream()
        .filter(card -> after.isEmpty() || card.serial().compareTo(after.get()) > 0)
        .limit(limit)
        .toList();
  }

  @Override
  public long countCards(NetworkId network) {
    return of(cards, network).size();
  }

  @Override
  public void apply(List<CardChange> changes) {
    Runnable now = meanwhile;
    meanwhile = () -> {};
    now.run();
    Map<NetworkId, TreeMap<CardSerial, Card>> next = new TreeMap<>();
    cards.forEach((network, present) -> next.put(network, new TreeMap<>(present)));
    var open = new ArrayList<CardChange>();
    for (CardChange change : changes) {
      if (!done.contains(change.id())) {
        require(of(next, change.after().network()), change);
        of(next, change.after().network()).put(change.after().serial(), change.after());
        open.add(change);
      }
    }
    cards = next;
    cardChanges.addAll(open);
    transactions.add(changes.size());
    open.forEach(change -> done.add(change.id()));
  }

  private void require(Map<CardSerial, Card> present, CardChange change) {
    Card after = change.after();
    Card before = present.get(after.serial());
    if (!networks.containsKey(after.network())) {
      throw new CaskadeException(ErrorCode.NETWORK_UNKNOWN, after.network());
    }
    if (change.before() == null && before != null) {
      throw new CaskadeException(ErrorCode.CARD_EXISTS, after.network(), after.serial());
    }
    if (change.before() != null
        && (before == null || before.version() != change.before().version())) {
      throw new CaskadeException(ErrorCode.VERSION_CONFLICT, after.network(), after.serial());
    }
  }

  @Override
  public void apply(NetworkChange change) {
    if (done.contains(change.id())) {
      return;
    }
    boolean known = networks.containsKey(change.network());
    Network after = change.after();
    if (!change.operation().equals("ADD")) {
      if (!known) {
        throw new CaskadeException(ErrorCode.NETWORK_UNKNOWN, change.network());
      }
    } else if (known) {
      throw new CaskadeException(ErrorCode.NETWORK_EXISTS, change.network());
    } else if (after != null) {
      requireFree(after);
    }
    if (after != null) {
      networks.put(change.network(), after);
    }
    networkChanges.add(change);
    done.add(change.id());
  }

  private void requireFree(Network network) {
    for (Network owner : networks.values()) {
      if (owner.caSystemId() == network.caSystemId()) {
        throw new CaskadeException(
            ErrorCode.CA_SYSTEM_ID_TAKEN, Integer.toHexString(network.caSystemId()), owner.id());
      }
    }
  }

  private static TreeMap<CardSerial, Card> of(
      Map<NetworkId, TreeMap<CardSerial, Card>> cards, NetworkId network) {
    return cards.computeIfAbsent(network, id -> new TreeMap<>());
  }
}
