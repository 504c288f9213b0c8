package io.caskade.rights.management;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.Network;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.CardChange;
import io.caskade.api.rights.CardQuery;
import io.caskade.api.rights.NetworkChange;
import io.caskade.api.rights.NetworkPolicy;
import io.caskade.api.rights.Note;
import io.caskade.api.rights.OperatorNetwork;
import io.caskade.api.rights.RecordChange;
import io.caskade.api.rights.RecordFilter;
import io.caskade.api.rights.RecordKind;
import io.caskade.api.rights.StateChange;
import io.caskade.api.rights.Store;
import io.caskade.api.rights.StoredRecord;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A store in memory; keeps the contract of the real one, so management can be tested over it. */
public final class MemoryStore implements Store {
  /** Every change that was applied, in order; what was done already is not among them. */
  public final List<StateChange> applied = new ArrayList<>();

  /** Sizes of the lists that were given to {@link #apply}. */
  public final List<Integer> transactions = new ArrayList<>();

  /** Runs once, before the next changes are applied: what somebody else does in between. */
  public Runnable meanwhile = () -> {};

  private final Map<NetworkId, OperatorNetwork> networks = new TreeMap<>();
  private final Map<NetworkId, TreeMap<CardSerial, Card>> cards = new TreeMap<>();
  private final MemoryRecords records = new MemoryRecords();
  private final Set<UUID> done = new HashSet<>();

  /** Knows the network main. */
  public MemoryStore() {
    ZoneId zone = ZoneId.of("Europe/Moscow");
    Network main = new Network(NetworkId.MAIN, Network.DEFAULT_CA_SYSTEM_ID, "tvcas3", zone, zone);
    networks.put(NetworkId.MAIN, new OperatorNetwork(main, NetworkPolicy.DEFAULT, 1));
  }

  /** The changes of one type, in order. */
  public synchronized <T extends StateChange> List<T> applied(Class<T> type) {
    return applied.stream().filter(type::isInstance).map(type::cast).toList();
  }

  @Override
  public synchronized List<OperatorNetwork> networks() {
    return List.copyOf(networks.values());
  }

  @Override
  public synchronized Optional<Card> card(NetworkId network, CardSerial serial) {
    return Optional.ofNullable(of(network).get(serial));
  }

  @Override
  public Optional<Card> change(
      NetworkId network,
      CardSerial serial,
      Function<Card, ? extends List<? extends StateChange>> change) {
    Optional<Card> before = card(network, serial);
    List<? extends StateChange> made = before.isEmpty() ? List.of() : change.apply(before.get());
    if (made.isEmpty()) {
      return before;
    }
    apply(made);
    return card(network, serial);
  }

  @Override
  public synchronized List<Card> cards(CardQuery query) {
    return MemoryCards.page(of(query.network()), query, records);
  }

  @Override
  public synchronized List<Card> cards(NetworkId network, Collection<CardSerial> serials) {
    return of(network).values().stream().filter(card -> serials.contains(card.serial())).toList();
  }

  @Override
  public synchronized long countCards(CardQuery query) {
    return MemoryCards.count(of(query.network()), query, records);
  }

  @Override
  public synchronized Optional<CardSerial> highestSerial(
      NetworkId network, CardSerial from, CardSerial to) {
    NavigableMap<CardSerial, Card> range = of(network).subMap(from, true, to, true);
    return range.isEmpty() ? Optional.empty() : Optional.of(range.lastKey());
  }

  @Override
  public synchronized <T extends StoredRecord> Optional<T> record(
      Class<T> kind, NetworkId network, String id) {
    return records.find(kind, network, id);
  }

  @Override
  public synchronized <T extends StoredRecord> List<T> records(
      Class<T> kind, NetworkId network, RecordFilter filter) {
    return records.page(kind, network, filter);
  }

  @Override
  public synchronized void apply(List<? extends StateChange> changes) {
    Runnable somebodyElse = meanwhile;
    meanwhile = () -> {};
    somebodyElse.run();
    Deque<Runnable> undo = new ArrayDeque<>();
    try {
      for (StateChange change : changes) {
        if (!done.contains(change.id())) {
          apply(change, undo);
        }
      }
    } catch (RuntimeException e) {
      undo.forEach(Runnable::run);
      throw e;
    }
    transactions.add(changes.size());
  }

  @Override
  public synchronized boolean done(UUID change) {
    return done.contains(change);
  }

  @Override
  public synchronized int removeOlder(RecordKind kind, Instant before) {
    return records.removeOlder(kind, before);
  }

  private void apply(StateChange change, Deque<Runnable> undo) {
    if (change instanceof CardChange card) {
      applyCard(card, undo);
    } else if (change instanceof NetworkChange network) {
      applyNetwork(network, undo);
    } else if (change instanceof RecordChange record) {
      requireNetwork(record.network());
      records.apply(record, undo);
    } else if (!(change instanceof Note)) {
      throw new IllegalArgumentException("unknown change " + change);
    }
    applied.add(change);
    undo.push(() -> applied.remove(applied.size() - 1));
    if (!(change instanceof RecordChange record) || record.journalled()) {
      done.add(change.id());
      undo.push(() -> done.remove(change.id()));
    }
  }

  private void applyCard(CardChange change, Deque<Runnable> undo) {
    Card after = change.after();
    requireNetwork(after.network());
    TreeMap<CardSerial, Card> present = of(after.network());
    Card before = present.get(after.serial());
    requireNext(change.before() == null ? 0 : change.before().version(), after.version());
    if (change.before() == null && before != null) {
      throw new CaskadeException(ErrorCode.CARD_EXISTS, after.network(), after.serial());
    }
    if (change.before() != null
        && (before == null || before.version() != change.before().version())) {
      throw new CaskadeException(ErrorCode.VERSION_CONFLICT, after.network(), after.serial());
    }
    present.put(after.serial(), after);
    undo.push(() -> putBack(present, after.serial(), before));
  }

  private void applyNetwork(NetworkChange change, Deque<Runnable> undo) {
    OperatorNetwork present = networks.get(change.network());
    OperatorNetwork after = change.after();
    if (!change.operation().equals("ADD")) {
      requireNetwork(change.network());
    } else if (present != null) {
      throw new CaskadeException(ErrorCode.NETWORK_EXISTS, change.network());
    } else if (after != null) {
      requireFree(after.network());
    }
    if (after != null) {
      if (after.version() != (present == null ? 0 : present.version()) + 1) {
        throw new CaskadeException(
            ErrorCode.VERSION_CONFLICT, change.network(), "network:" + change.network());
      }
      networks.put(change.network(), after);
      undo.push(() -> putBack(networks, change.network(), present));
    }
  }

  private void requireNetwork(NetworkId network) {
    if (!networks.containsKey(network) && !network.equals(StoredRecord.HEAD_END)) {
      throw new CaskadeException(ErrorCode.NETWORK_UNKNOWN, network);
    }
  }

  private void requireFree(Network network) {
    for (OperatorNetwork owner : networks.values()) {
      if (owner.network().caSystemId() == network.caSystemId()) {
        throw new CaskadeException(
            ErrorCode.CA_SYSTEM_ID_TAKEN,
            Integer.toHexString(network.caSystemId()),
            owner.network().id());
      }
    }
  }

  static void requireNext(long before, long after) {
    if (after != before + 1) {
      throw new IllegalArgumentException("version " + after + " does not follow " + before);
    }
  }

  static <K, V> void putBack(Map<K, V> map, K key, @Nullable V value) {
    if (value == null) {
      map.remove(key);
    } else {
      map.put(key, value);
    }
  }

  private TreeMap<CardSerial, Card> of(NetworkId network) {
    return cards.computeIfAbsent(network, id -> new TreeMap<>());
  }
}
