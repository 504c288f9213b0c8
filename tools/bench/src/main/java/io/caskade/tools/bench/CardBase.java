package io.caskade.tools.bench;

import io.caskade.api.base.CardRights;
import io.caskade.api.base.CardSerial;
import io.caskade.api.base.Network;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.ProductMask;
import io.caskade.api.keys.CardKey;
import io.caskade.api.keys.KeyVault;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.CardHolder;
import io.caskade.api.rights.CardStatus;
import io.caskade.api.rights.ChangeFeed;
import io.caskade.api.rights.NetworkPolicy;
import io.caskade.api.rights.OperatorNetwork;
import io.caskade.api.rights.SealedChange;
import io.caskade.api.rights.Sold;
import io.caskade.api.rights.StoredRecord;
import io.caskade.api.rights.Urgency;
import io.caskade.ecm.profiletvcas3.Tvcas3Profile;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Consumer;

/** Stands in the database's place: so many cards, made when they are read. Safe for any thread. */
public final class CardBase implements ChangeFeed {
  private static final long FIRST_SERIAL = 1_000_000_000L;
  private static final int KEY = 16;
  private static final Duration YEAR = Duration.ofDays(365);

  private final int size;
  private final KeyVault vault;
  private final Instant today = Instant.now().truncatedTo(ChronoUnit.DAYS);
  private final Map<CardSerial, Long> versions = new HashMap<>();
  private final List<SealedChange> changes = new ArrayList<>();

  public CardBase(int size, KeyVault vault) {
    this.size = size;
    this.vault = vault;
  }

  public int size() {
    return size;
  }

  /**
   * @param place 0 to size - 1
   */
  public static CardSerial serial(int place) {
    return new CardSerial(FIRST_SERIAL + place);
  }

  /** An operator changed a card; returns the number of the change. */
  public synchronized long change(CardSerial serial) {
    versions.merge(serial, 2L, (version, two) -> version + 1);
    long seq = changes.size() + 1L;
    changes.add(
        new SealedChange(
            seq,
            new UUID(1, seq),
            Instant.now(),
            "CHANGE",
            Urgency.SINGLE,
            NetworkId.MAIN,
            Optional.of(serial),
            "card:" + serial));
    return seq;
  }

  @Override
  public synchronized long head() {
    return changes.size();
  }

  @Override
  public synchronized List<SealedChange> after(long seq, int limit) {
    int from = Math.toIntExact(Math.min(seq, changes.size()));
    return List.copyOf(changes.subList(from, Math.min(changes.size(), from + limit)));
  }

  @Override
  public List<OperatorNetwork> networks() {
    return mainNetwork();
  }

  public static List<OperatorNetwork> mainNetwork() {
    var main =
        new Network(
            NetworkId.MAIN,
            Network.DEFAULT_CA_SYSTEM_ID,
            Tvcas3Profile.PROFILE,
            ZoneOffset.UTC,
            ZoneOffset.UTC);
    return List.of(new OperatorNetwork(main, NetworkPolicy.DEFAULT, 1));
  }

  @Override
  public List<Card> cards(NetworkId network, Collection<CardSerial> serials) {
    return serials.stream().map(this::card).toList();
  }

  @Override
  public void readAll(Consumer<Card> consumer) {
    for (int place = 0; place < size; place++) {
      consumer.accept(card(serial(place)));
    }
  }

  @Override
  public <T extends StoredRecord> List<T> records(
      Class<T> kind, NetworkId network, Collection<String> ids) {
    return List.of();
  }

  /** Cards are all there is. */
  @Override
  public <T extends StoredRecord> void readAll(Class<T> kind, Consumer<T> consumer) {}

  private synchronized long version(CardSerial serial) {
    return versions.getOrDefault(serial, 1L);
  }

  /** The card as it is now. */
  public Card card(CardSerial serial) {
    long version = version(serial);
    var random = new SplittableRandom(serial.value());
    byte[] bytes = new byte[KEY];
    random.nextBytes(bytes);
    CardKey key = new CardKey(bytes);
    Instant start = today.minus(Duration.ofDays(random.nextInt(300)));
    Instant finish = today.plus(YEAR);
    try {
      return new Card(
          NetworkId.MAIN,
          serial,
          version,
          CardStatus.ACTIVE,
          "",
          Sold.of(
              new CardRights(
                  new ProductMask(random.nextInt() | (int) version), start, finish, false, false)),
          finish,
          vault.wrap(NetworkId.MAIN, serial, key),
          CardHolder.NOBODY,
          start);
    } finally {
      key.destroy();
    }
  }
}
