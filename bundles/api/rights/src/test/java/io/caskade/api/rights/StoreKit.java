package io.caskade.api.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.caskade.api.base.CardRights;
import io.caskade.api.base.CardSerial;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.Network;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.Octets;
import io.caskade.api.base.ProductMask;
import io.caskade.api.keys.WrappedKey;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;

/** What the parts of {@link StoreContract} share. */
abstract class StoreKit {
  protected static final Actor ACTOR = new Actor("ann", "console");
  protected static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  protected static final Instant FINISH = Instant.parse("2026-12-31T23:59:59Z");

  /** The store under test; the same one during a test. */
  protected abstract Store store();

  protected static Card newCard(long serial) {
    return new Card(
        NetworkId.MAIN,
        new CardSerial(serial),
        1,
        CardStatus.ACTIVE,
        "north-1",
        Sold.of(new CardRights(new ProductMask(0x8000_0011), START, FINISH, true, false)),
        FINISH,
        new WrappedKey(Octets.parseHex("0102030405060708")),
        CardHolder.NOBODY,
        START);
  }

  protected static Card suspended(Card card) {
    return new Card(
        card.network(),
        card.serial(),
        card.version() + 1,
        CardStatus.SUSPENDED,
        card.region(),
        card.sold(),
        card.latestFinish(),
        card.key(),
        card.holder(),
        card.registeredAt());
  }

  protected static CardChange change(
      CardOperation operation, Urgency urgency, @Nullable Card before, Card after) {
    return new CardChange(UUID.randomUUID(), START, ACTOR, operation, urgency, before, after);
  }

  protected static CardChange added(Card card) {
    return change(CardOperation.ADD, Urgency.SINGLE, null, card);
  }

  protected static Network network(String id, int caSystemId, String profile, String zone) {
    return new Network(new NetworkId(id), caSystemId, profile, ZoneId.of(zone), ZoneId.of(zone));
  }

  protected static CardQuery everyCard() {
    return CardQuery.all(NetworkId.MAIN, Optional.empty(), 1_000);
  }

  /** A network of version 1 that was added, or of version 2 that was changed. */
  protected static List<NetworkChange> changed(String operation, Network network) {
    long version = operation.equals("ADD") ? 1 : 2;
    var after = new OperatorNetwork(network, NetworkPolicy.DEFAULT, version);
    return List.of(
        new NetworkChange(UUID.randomUUID(), START, ACTOR, operation, network.id(), after));
  }

  protected static void refused(ErrorCode code, ThrowingCallable call) {
    assertThatExceptionOfType(CaskadeException.class)
        .isThrownBy(call)
        .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(code));
  }

  protected static RecordChange record(
      @Nullable StoredRecord before, @Nullable StoredRecord after, boolean journalled) {
    return new RecordChange(
        UUID.randomUUID(), START, ACTOR, "SAVE", before, after, Map.of("why", "test"), journalled);
  }

  protected static RecordChange added(StoredRecord added) {
    return record(null, added, true);
  }
}
