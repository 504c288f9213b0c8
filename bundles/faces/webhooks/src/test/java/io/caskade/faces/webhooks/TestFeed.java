package io.caskade.faces.webhooks;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.Octets;
import io.caskade.api.keys.WrappedKey;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.CardHolder;
import io.caskade.api.rights.CardStatus;
import io.caskade.api.rights.ChangeFeed;
import io.caskade.api.rights.OperatorNetwork;
import io.caskade.api.rights.SealedChange;
import io.caskade.api.rights.Sold;
import io.caskade.api.rights.StoredRecord;
import io.caskade.api.rights.Urgency;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** A feed in memory. Each card is at the version of its latest change. */
final class TestFeed implements ChangeFeed {
  static final Instant AT = Instant.parse("2026-06-01T11:00:00Z");
  static final byte[] KEY = "sixteen bytes k!".getBytes(java.nio.charset.StandardCharsets.UTF_8);

  final List<SealedChange> changes = new ArrayList<>();
  boolean away;

  /**
   * @return its number
   */
  long seal(NetworkId network, String operation, long serial) {
    return add(network, operation, Optional.of(new CardSerial(serial)), "card:" + serial);
  }

  long sealOther(NetworkId network, String operation, String target) {
    return add(network, operation, Optional.empty(), target);
  }

  private long add(
      NetworkId network, String operation, Optional<CardSerial> serial, String target) {
    long seq = changes.size() + 1L;
    changes.add(
        new SealedChange(
            seq, new UUID(7, seq), AT, operation, Urgency.SINGLE, network, serial, target));
    return seq;
  }

  static Card card(NetworkId network, CardSerial serial, long version) {
    return new Card(
        network,
        serial,
        version,
        CardStatus.ACTIVE,
        "north",
        Sold.NOTHING,
        Instant.EPOCH,
        new WrappedKey(Octets.of(KEY)),
        CardHolder.NOBODY,
        AT);
  }

  private void touch() {
    if (away) {
      throw new CaskadeException(ErrorCode.DATABASE_UNAVAILABLE, "switched off");
    }
  }

  @Override
  public long head() {
    touch();
    return changes.size();
  }

  @Override
  public List<SealedChange> after(long seq, int limit) {
    touch();
    return changes.stream().skip(seq).limit(limit).toList();
  }

  @Override
  public List<OperatorNetwork> networks() {
    return List.of();
  }

  @Override
  public List<Card> cards(NetworkId network, Collection<CardSerial> serials) {
    touch();
    return serials.stream()
        .map(
            serial ->
                card(
                    network,
                    serial,
                    changes.stream()
                        .filter(change -> change.serial().equals(Optional.of(serial)))
                        .count()))
        .toList();
  }

  @Override
  public void readAll(Consumer<Card> consumer) {
    throw new UnsupportedOperationException();
  }

  @Override
  public <T extends StoredRecord> List<T> records(
      Class<T> kind, NetworkId network, Collection<String> ids) {
    throw new UnsupportedOperationException();
  }

  @Override
  public <T extends StoredRecord> void readAll(Class<T> kind, Consumer<T> consumer) {
    throw new UnsupportedOperationException();
  }
}
