package io.caskade.rights.management;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.ChangeFeed;
import io.caskade.api.rights.OperatorNetwork;
import io.caskade.api.rights.SealedChange;
import io.caskade.api.rights.StoredRecord;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/**
 * A feed that knows no more than its length.
 *
 * @param head highest number
 */
public record EmptyFeed(long head) implements ChangeFeed {
  public EmptyFeed() {
    this(0);
  }

  @Override
  public List<SealedChange> after(long seq, int limit) {
    return List.of();
  }

  @Override
  public List<OperatorNetwork> networks() {
    return List.of();
  }

  @Override
  public List<Card> cards(NetworkId network, Collection<CardSerial> serials) {
    return List.of();
  }

  @Override
  public void readAll(Consumer<Card> consumer) {}

  @Override
  public <T extends StoredRecord> List<T> records(
      Class<T> kind, NetworkId network, Collection<String> ids) {
    return List.of();
  }

  @Override
  public <T extends StoredRecord> void readAll(Class<T> kind, Consumer<T> consumer) {}
}
