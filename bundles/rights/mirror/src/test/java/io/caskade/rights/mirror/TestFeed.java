package io.caskade.rights.mirror;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.Network;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.AiringRules;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.ChangeFeed;
import io.caskade.api.rights.NetworkPolicy;
import io.caskade.api.rights.OperatorNetwork;
import io.caskade.api.rights.SealedChange;
import io.caskade.api.rights.StoredRecord;
import io.caskade.api.rights.Urgency;
import io.caskade.api.rights.receivers.ReceiverAccount;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** A database in memory that can be away, and that can change while it is read. */
final class TestFeed implements ChangeFeed {
  final List<OperatorNetwork> networks = new ArrayList<>();
  final List<String> calls = new ArrayList<>();
  boolean away;
  boolean starting;

  /** Calls that begin with this fail. */
  String failing = "";

  Runnable whileStreaming = () -> {};

  private final Map<String, Card> rows = new LinkedHashMap<>();
  private final Map<String, ReceiverAccount> accounts = new LinkedHashMap<>();
  private List<SealedChange> changes = new ArrayList<>();
  private long pruned;

  TestFeed() {
    networks.add(network("north", 1));
  }

  static OperatorNetwork network(String name, int caSystemId) {
    return network(name, caSystemId, AiringRules.DEFAULT);
  }

  static OperatorNetwork network(String name, int caSystemId, AiringRules rules) {
    return new OperatorNetwork(
        new Network(new NetworkId(name), caSystemId, "tvcas3", ZoneId.of("UTC"), ZoneId.of("UTC")),
        new NetworkPolicy("", rules, false),
        1);
  }

  void put(Card card, Urgency urgency) {
    rows.put(card.network() + "/" + card.serial(), card);
    seal(card.network(), Optional.of(card.serial()), urgency);
  }

  /** A row without a change: it was there before. */
  void there(Card card) {
    rows.put(card.network() + "/" + card.serial(), card);
  }

  void seal(NetworkId network, Optional<CardSerial> serial, Urgency urgency) {
    seal(
        network,
        serial,
        urgency,
        serial.map(number -> "card:" + number).orElse("network:" + network));
  }

  private void seal(
      NetworkId network, Optional<CardSerial> serial, Urgency urgency, String target) {
    long seq = pruned + changes.size() + 1;
    changes.add(
        new SealedChange(
            seq,
            new UUID(System.identityHashCode(this), seq),
            TestCards.NOON.plusSeconds(seq),
            "CHANGE",
            urgency,
            network,
            serial,
            target));
  }

  /** An account that was there before. */
  void there(ReceiverAccount account) {
    accounts.put(account.name(), account);
  }

  void put(ReceiverAccount account) {
    there(account);
    seal(account);
  }

  void remove(ReceiverAccount account) {
    accounts.remove(account.name());
    seal(account);
  }

  /** Says that an account changed, whatever became of it. */
  void seal(ReceiverAccount account) {
    seal(account.network(), Optional.empty(), Urgency.SINGLE, "receiver-account:" + account.name());
  }

  /** Forgets all changes so far. */
  void prune() {
    pruned += changes.size();
    changes = new ArrayList<>();
  }

  private void touch(String call) {
    calls.add(call);
    if (away) {
      throw new CaskadeException(ErrorCode.DATABASE_UNAVAILABLE, "switched off");
    }
    if (!failing.isEmpty() && call.startsWith(failing)) {
      throw new CaskadeException(ErrorCode.DATABASE_UNAVAILABLE, "lost on the way");
    }
    if (starting) {
      throw new CaskadeException(ErrorCode.DATABASE_STARTING, "JPA starts");
    }
  }

  @Override
  public long head() {
    touch("head");
    return pruned + changes.size();
  }

  @Override
  public List<SealedChange> after(long seq, int limit) {
    touch("after " + seq);
    return changes.stream().filter(change -> change.seq() > seq).limit(limit).toList();
  }

  @Override
  public List<OperatorNetwork> networks() {
    touch("networks");
    return List.copyOf(networks);
  }

  @Override
  public List<Card> cards(NetworkId network, Collection<CardSerial> serials) {
    touch("cards " + serials.size());
    List<Card> found = new ArrayList<>();
    for (CardSerial serial : serials) {
      Card card = rows.get(network + "/" + serial);
      if (card != null) {
        found.add(card);
      }
    }
    return found;
  }

  @Override
  public void readAll(Consumer<Card> consumer) {
    touch("readAll");
    for (Card card : List.copyOf(rows.values())) {
      consumer.accept(card);
      whileStreaming.run();
    }
  }

  @Override
  public <T extends StoredRecord> List<T> records(
      Class<T> kind, NetworkId network, Collection<String> ids) {
    touch("records " + ids.size());
    return accounts.values().stream()
        .filter(account -> account.network().equals(network) && ids.contains(account.name()))
        .map(kind::cast)
        .toList();
  }

  @Override
  public <T extends StoredRecord> void readAll(Class<T> kind, Consumer<T> consumer) {
    touch("readAll " + kind.getSimpleName());
    List.copyOf(accounts.values()).forEach(account -> consumer.accept(kind.cast(account)));
  }
}
