package io.caskade.rights.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.caskade.api.base.CardRights;
import io.caskade.api.base.CardSerial;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.Network;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.ProductMask;
import io.caskade.api.keys.EcmKey;
import io.caskade.api.rights.Actor;
import io.caskade.api.rights.NetworkChange;
import io.caskade.api.rights.NewCard;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class OperatorNetworksTest {
  private static final Actor ACTOR = new Actor("ann", "console");
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final NetworkId NORTH = new NetworkId("north");

  private final MemoryStore store = new MemoryStore();
  private final MemoryVault vault = new MemoryVault();
  private final InstantSource clock = InstantSource.fixed(NOW);
  private final Presence presence = new Presence(() -> store, () -> vault);
  private final ChangeIds ids = new ChangeIds(clock, new Random(1));
  private final OperatorNetworks networks = new OperatorNetworks(presence, ids, clock);

  @Test
  void addsAndListsNetworks() {
    Network north = network(0x0B01, "tvcas3");
    assertThat(networks.add(ACTOR, north)).isEqualTo(north);
    assertThat(networks.list()).contains(north);
    NetworkChange change = store.networkChanges.get(0);
    assertThat(change).isEqualTo(new NetworkChange(change.id(), NOW, ACTOR, "ADD", NORTH, north));
  }

  @Test
  void changesAllButTheCaSystemId() {
    networks.add(ACTOR, network(0x0B01, "tvcas3"));
    assertThat(networks.change(ACTOR, network(0x0999, "caskade1")))
        .isEqualTo(network(0x0B01, "caskade1"));
    refused(
        ErrorCode.NETWORK_UNKNOWN,
        () ->
            networks.change(
                ACTOR,
                new Network(new NetworkId("west"), 1, "x", ZoneId.of("UTC"), ZoneId.of("UTC"))));
  }

  @Test
  void importsAKeyAndJournalsOnlyTheFact() {
    networks.importEcmKey(ACTOR, NetworkId.MAIN, key(1), false);
    assertThat(vault.ecmKey(NetworkId.MAIN)).isEqualTo(key(1));
    NetworkChange change = store.networkChanges.get(0);
    assertThat(change)
        .isEqualTo(new NetworkChange(change.id(), NOW, ACTOR, "IMPORT_KEY", NetworkId.MAIN, null));
  }

  @Test
  void refusesAKeyOfAnotherLengthOrNetwork() {
    refused(
        ErrorCode.KEY_LENGTH,
        () -> networks.importEcmKey(ACTOR, NetworkId.MAIN, new EcmKey(new byte[16]), true));
    refused(ErrorCode.NETWORK_UNKNOWN, () -> networks.importEcmKey(ACTOR, NORTH, key(1), true));
    assertThat(vault.ecmKeys).isEmpty();
  }

  @Test
  void refusesToReplaceTheKeyThatCardsKnow() {
    networks.importEcmKey(ACTOR, NetworkId.MAIN, key(1), false);
    addCard();
    refused(
        ErrorCode.KEY_IN_USE, () -> networks.importEcmKey(ACTOR, NetworkId.MAIN, key(2), false));
    assertThat(vault.ecmKey(NetworkId.MAIN)).isEqualTo(key(1));
    networks.importEcmKey(ACTOR, NetworkId.MAIN, key(1), false);
    networks.importEcmKey(ACTOR, NetworkId.MAIN, key(2), true);
    assertThat(vault.ecmKey(NetworkId.MAIN)).isEqualTo(key(2));
  }

  @Test
  void importsTheFirstKeyAlsoForCardsThatExist() {
    addCard();
    networks.importEcmKey(ACTOR, NetworkId.MAIN, key(1), false);
    assertThat(vault.ecmKey(NetworkId.MAIN)).isEqualTo(key(1));
  }

  private void addCard() {
    new CardSales(presence, ids, clock)
        .add(
            ACTOR,
            new NewCard(
                NetworkId.MAIN,
                new CardSerial(1),
                "",
                new CardRights(ProductMask.NONE, NOW, NOW, false, false),
                null));
  }

  private static EcmKey key(int fill) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) fill);
    return new EcmKey(bytes);
  }

  private static Network network(int caSystemId, String profile) {
    return new Network(
        NORTH, caSystemId, profile, ZoneId.of("Europe/Riga"), ZoneId.of("Europe/Moscow"));
  }

  private static void refused(ErrorCode code, ThrowingCallable call) {
    assertThatExceptionOfType(CaskadeException.class)
        .isThrownBy(call)
        .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(code));
  }
}
