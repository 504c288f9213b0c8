package io.caskade.rights.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.Actor;
import io.caskade.api.rights.Caller;
import io.caskade.api.rights.NetworkChange;
import io.caskade.api.rights.NetworkPolicy;
import io.caskade.api.rights.OperatorNetwork;
import io.caskade.api.rights.Role;
import io.caskade.rights.management.cards.CardSales;
import io.caskade.rights.management.networks.OperatorNetworks;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Management of cards and networks over a store and a vault in memory, at a time that can move. */
public final class TestDesk implements InstantSource {
  /** Somebody who may do everything. */
  public static final Caller ADMIN = Caller.administrator("ann", "console");

  public final MemoryStore store = new MemoryStore();
  public final MemoryVault vault = new MemoryVault();
  public final MemoryJournal journal = new MemoryJournal(store);
  public final Presence presence = new Presence(store, journal, vault, null);
  public final ChangeIds ids = new ChangeIds(this, new Random(1));
  public final Gate gate = new Gate(presence, ids, this);
  public final CardSales cards = new CardSales(presence, gate, ids, this);
  public final OperatorNetworks networks = new OperatorNetworks(presence, gate, ids, this);

  private Instant now = Instant.parse("2026-11-21T12:00:00.123456Z");

  @Override
  public Instant instant() {
    return now;
  }

  public void pass(Duration time) {
    now = now.plus(time);
  }

  /** Somebody of a role, with everything that the role may do, in these networks or in all. */
  public static Caller caller(Role role, String name, NetworkId... networks) {
    return new Caller(
        new Actor(name, "192.0.2.7"),
        role,
        Set.of(networks),
        Roles.permissions(role),
        Optional.empty());
  }

  /** Gives the network main another policy. */
  public void policy(NetworkPolicy policy) {
    OperatorNetwork main = presence.network(NetworkId.MAIN);
    var changed = new OperatorNetwork(main.network(), policy, main.version() + 1);
    store.apply(
        List.of(
            new NetworkChange(ids.next(), now, ADMIN.actor(), "CHANGE", NetworkId.MAIN, changed)));
  }

  /** Asserts that a call is refused with this code. */
  public static CaskadeException refused(ErrorCode code, ThrowingCallable call) {
    return assertThatExceptionOfType(CaskadeException.class)
        .isThrownBy(call)
        .satisfies(refusal -> assertThat(refusal.code()).as(refusal.getMessage()).isEqualTo(code))
        .actual();
  }
}
