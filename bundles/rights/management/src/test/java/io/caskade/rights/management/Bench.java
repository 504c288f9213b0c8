package io.caskade.rights.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.Octets;
import io.caskade.api.base.ProductMask;
import io.caskade.api.keys.WrappedKey;
import io.caskade.api.rights.Actor;
import io.caskade.api.rights.Caller;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.CardChange;
import io.caskade.api.rights.CardHolder;
import io.caskade.api.rights.CardOperation;
import io.caskade.api.rights.CardStatus;
import io.caskade.api.rights.Permission;
import io.caskade.api.rights.RecordChange;
import io.caskade.api.rights.Role;
import io.caskade.api.rights.Sold;
import io.caskade.api.rights.Urgency;
import io.caskade.api.rights.Window;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Management over a store in memory, at a time that the test turns. */
public final class Bench {
  public static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  public static final Instant FINISH = Instant.parse("2026-12-31T23:59:59Z");
  public static final Caller ADMINISTRATOR = Caller.administrator("ann", "console");

  public Instant now = NOW;
  public final MemoryStore store = new MemoryStore();
  public final MemoryVault vault = new MemoryVault();
  public final InstantSource clock = () -> now;
  public final Presence presence = new Presence(store, null, vault, null);
  public final ChangeIds ids = new ChangeIds(clock, new Random(1));
  public final Gate gate = new Gate(presence, ids, clock);
  public final Records records = new Records(presence, ids, clock);

  public static Caller caller(Permission... permissions) {
    return caller(Role.ADMINISTRATOR, Set.of(NetworkId.MAIN), permissions);
  }

  public static Caller caller(Role role, Set<NetworkId> networks, Permission... permissions) {
    Set<Permission> may = EnumSet.noneOf(Permission.class);
    may.addAll(Arrays.asList(permissions));
    return new Caller(new Actor("carl", "test"), role, networks, may, Optional.empty());
  }

  public static Window window(int products, Instant finish) {
    return new Window(new ProductMask(products), START, finish);
  }

  public static Card card(long serial, CardStatus status, Window... windows) {
    return new Card(
        NetworkId.MAIN,
        new CardSerial(serial),
        1,
        status,
        "",
        Sold.NOTHING.withWindows(List.of(windows)),
        Instant.EPOCH,
        new WrappedKey(Octets.parseHex("0102")),
        CardHolder.NOBODY,
        START);
  }

  public static Card held(Card card, CardHolder holder) {
    return new Card(
        card.network(),
        card.serial(),
        card.version(),
        card.status(),
        card.region(),
        card.sold(),
        card.latestFinish(),
        card.key(),
        holder,
        card.registeredAt());
  }

  /** Puts cards into the store, as if they had always been there. */
  public void put(Card... cards) {
    store.apply(
        Arrays.stream(cards)
            .map(
                card ->
                    new CardChange(
                        UUID.randomUUID(),
                        START,
                        ADMINISTRATOR.actor(),
                        CardOperation.ADD,
                        Urgency.BULK,
                        null,
                        card))
            .toList());
    store.applied.clear();
    store.transactions.clear();
  }

  public Card card(long serial) {
    return store.card(NetworkId.MAIN, new CardSerial(serial)).orElseThrow();
  }

  /** The last change of a record. */
  public RecordChange lastRecord() {
    List<RecordChange> changes = store.applied(RecordChange.class);
    return changes.get(changes.size() - 1);
  }

  public static void refused(ErrorCode code, ThrowingCallable call) {
    assertThatExceptionOfType(CaskadeException.class)
        .isThrownBy(call)
        .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(code));
  }

  /** FIELD_INVALID that names this field. */
  public static void refusedField(String field, ThrowingCallable call) {
    assertThatExceptionOfType(CaskadeException.class)
        .isThrownBy(call)
        .withMessageStartingWith("Field " + field + ":");
  }
}
