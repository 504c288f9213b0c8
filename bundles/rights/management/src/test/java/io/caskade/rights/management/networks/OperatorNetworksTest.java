package io.caskade.rights.management.networks;

import static io.caskade.rights.management.TestDesk.ADMIN;
import static io.caskade.rights.management.TestDesk.caller;
import static io.caskade.rights.management.TestDesk.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.base.CardRights;
import io.caskade.api.base.CardSerial;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.Network;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.ProductMask;
import io.caskade.api.keys.EcmKey;
import io.caskade.api.rights.AiringRules;
import io.caskade.api.rights.Caller;
import io.caskade.api.rights.NetworkChange;
import io.caskade.api.rights.NetworkPolicy;
import io.caskade.api.rights.NewCard;
import io.caskade.api.rights.OperatorNetwork;
import io.caskade.api.rights.RecordFilter;
import io.caskade.api.rights.Role;
import io.caskade.api.rights.catalogue.Product;
import io.caskade.rights.management.TestDesk;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperatorNetworksTest {
  private static final NetworkId NORTH = new NetworkId("north");
  private static final OptionalLong ANY = OptionalLong.empty();
  private static final NetworkPolicy POLICY =
      new NetworkPolicy(
          "North", new AiringRules(Duration.ofHours(36), Optional.of(Duration.ofDays(35))), true);

  private final TestDesk desk = new TestDesk();
  private final OperatorNetworks networks = desk.networks;

  @Test
  void addsANetworkWithThirtyTwoProductsInOneTransaction() {
    OperatorNetwork north = networks.add(ADMIN, network(0x0B01, "tvcas3"), POLICY);
    assertThat(north).isEqualTo(new OperatorNetwork(network(0x0B01, "tvcas3"), POLICY, 1));
    assertThat(networks.list(ADMIN)).contains(north);
    NetworkChange change = desk.store.applied(NetworkChange.class).get(0);
    assertThat(change)
        .isEqualTo(
            new NetworkChange(change.id(), desk.instant(), ADMIN.actor(), "ADD", NORTH, north));
    assertThat(desk.store.transactions).containsExactly(33);
    assertThat(products()).hasSize(32).first().isEqualTo(new Product(NORTH, 0, 1, "Package 0", ""));
    assertThat(products()).last().isEqualTo(new Product(NORTH, 31, 1, "Package 31", ""));
  }

  @Test
  void addsProductsOnlyWhereAProfileHasBits() {
    networks.add(ADMIN, network(0x0B01, "caskade1"), NetworkPolicy.DEFAULT);
    assertThat(products()).isEmpty();
    networks.change(ADMIN, network(0x0B01, "tvcas3"), NetworkPolicy.DEFAULT, ANY);
    assertThat(products()).hasSize(32);
    networks.change(ADMIN, network(0x0B01, "caskade1"), NetworkPolicy.DEFAULT, ANY);
    networks.change(ADMIN, network(0x0B01, "tvcas3"), NetworkPolicy.DEFAULT, ANY);
    assertThat(products()).hasSize(32);
  }

  @Test
  void refusesATakenNameOrCaSystemIdAndAddsNoProducts() {
    networks.add(ADMIN, network(0x0B01, "tvcas3"), POLICY);
    refused(ErrorCode.NETWORK_EXISTS, () -> networks.add(ADMIN, network(0x0B02, "tvcas3"), POLICY));
    ZoneId zone = ZoneId.of("UTC");
    var south = new Network(new NetworkId("south"), 0x0B01, "tvcas3", zone, zone);
    refused(ErrorCode.CA_SYSTEM_ID_TAKEN, () -> networks.add(ADMIN, south, POLICY));
    var headEnd = new Network(new NetworkId("head-end"), 0x0B02, "tvcas3", zone, zone);
    refused(ErrorCode.NETWORK_NAME_INVALID, () -> networks.add(ADMIN, headEnd, POLICY));
    assertThat(desk.store.applied).hasSize(33);
  }

  @Test
  void changesAllButTheCaSystemId() {
    networks.add(ADMIN, network(0x0B01, "tvcas3"), NetworkPolicy.DEFAULT);
    OperatorNetwork changed =
        networks.change(ADMIN, network(0x0999, "caskade1"), POLICY, OptionalLong.of(1));
    assertThat(changed).isEqualTo(new OperatorNetwork(network(0x0B01, "caskade1"), POLICY, 2));
    refused(
        ErrorCode.VERSION_CONFLICT,
        () -> networks.change(ADMIN, network(0x0B01, "tvcas3"), POLICY, OptionalLong.of(1)));
    ZoneId zone = ZoneId.of("UTC");
    var west = new Network(new NetworkId("west"), 1, "x", zone, zone);
    refused(ErrorCode.NETWORK_UNKNOWN, () -> networks.change(ADMIN, west, POLICY, ANY));
  }

  @Test
  void changesANetworkAlsoWhenSomebodyElseDidMeanwhile() {
    networks.add(ADMIN, network(0x0B01, "tvcas3"), NetworkPolicy.DEFAULT);
    desk.store.meanwhile =
        () -> networks.change(ADMIN, network(0x0B01, "other"), NetworkPolicy.DEFAULT, ANY);
    assertThat(networks.change(ADMIN, network(0x0B01, "tvcas3"), POLICY, ANY).version())
        .isEqualTo(3);
  }

  @Test
  void doesARequestOfTheSameNameOnce() {
    Caller again = ADMIN.withRequest(new UUID(1, 1));
    OperatorNetwork added = networks.add(again, network(0x0B01, "tvcas3"), POLICY);
    assertThat(networks.add(again, network(0x0B01, "tvcas3"), POLICY)).isEqualTo(added);
    Caller change = ADMIN.withRequest(new UUID(1, 2));
    OptionalLong first = OptionalLong.of(1);
    OperatorNetwork changed = networks.change(change, network(1, "x"), POLICY, first);
    assertThat(networks.change(change, network(1, "x"), POLICY, first)).isEqualTo(changed);
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S, , true",
    "P30D, , true",
    "P30DT1S, , false",
    "-PT1S, , false",
    "PT0.5S, , false",
    "P1D, P1D, true",
    "P1D, P400D, true",
    "P1D, PT23H59M59S, false",
    "P1D, P400DT1S, false",
    "P1D, PT24H0.001S, false"
  })
  void keepsGraceAndRollingValidityInTheirRanges(String grace, String maxWindow, boolean good) {
    Optional<Duration> window = Optional.ofNullable(maxWindow).map(Duration::parse);
    var policy = new NetworkPolicy("", new AiringRules(Duration.parse(grace), window), false);
    if (good) {
      networks.add(ADMIN, network(0x0B01, "tvcas3"), policy);
    } else {
      refused(
          ErrorCode.FIELD_INVALID, () -> networks.add(ADMIN, network(0x0B01, "tvcas3"), policy));
    }
  }

  @Test
  void refusesNamesAndProfilesOfAnotherForm() {
    for (String profile : List.of("", "TVCAS", "a b", "x".repeat(33))) {
      refused(
          ErrorCode.FIELD_INVALID,
          () -> networks.add(ADMIN, network(0x0B01, profile), NetworkPolicy.DEFAULT));
    }
    for (String name : List.of("x".repeat(191), "two\nlines")) {
      var policy = new NetworkPolicy(name, AiringRules.DEFAULT, false);
      refused(
          ErrorCode.FIELD_INVALID, () -> networks.add(ADMIN, network(0x0B01, "tvcas3"), policy));
    }
  }

  @Test
  void listsTheNetworksThatACallerSees() {
    networks.add(ADMIN, network(0x0B01, "tvcas3"), POLICY);
    assertThat(networks.list(caller(Role.OPERATOR, "olga", NORTH)))
        .extracting(known -> known.network().id())
        .containsExactly(NORTH);
    assertThat(networks.list(caller(Role.OPERATOR, "olga"))).hasSize(2);
  }

  @Test
  void importsAKeyAndJournalsOnlyTheFact() {
    networks.importEcmKey(ADMIN, NetworkId.MAIN, key(1), false);
    assertThat(desk.vault.ecmKey(NetworkId.MAIN)).isEqualTo(key(1));
    NetworkChange change = desk.store.applied(NetworkChange.class).get(0);
    assertThat(change)
        .isEqualTo(
            new NetworkChange(
                change.id(), desk.instant(), ADMIN.actor(), "IMPORT_KEY", NetworkId.MAIN, null));
  }

  @Test
  void refusesAKeyOfAnotherLengthOrNetwork() {
    refused(
        ErrorCode.KEY_LENGTH,
        () -> networks.importEcmKey(ADMIN, NetworkId.MAIN, new EcmKey(new byte[16]), true));
    refused(ErrorCode.NETWORK_UNKNOWN, () -> networks.importEcmKey(ADMIN, NORTH, key(1), true));
    assertThat(desk.vault.ecmKeys).isEmpty();
  }

  @Test
  void refusesToReplaceTheKeyThatCardsKnow() {
    networks.importEcmKey(ADMIN, NetworkId.MAIN, key(1), false);
    addCard();
    refused(
        ErrorCode.KEY_IN_USE, () -> networks.importEcmKey(ADMIN, NetworkId.MAIN, key(2), false));
    assertThat(desk.vault.ecmKey(NetworkId.MAIN)).isEqualTo(key(1));
    networks.importEcmKey(ADMIN, NetworkId.MAIN, key(1), false);
    networks.importEcmKey(ADMIN, NetworkId.MAIN, key(2), true);
    assertThat(desk.vault.ecmKey(NetworkId.MAIN)).isEqualTo(key(2));
  }

  @Test
  void importsTheFirstKeyAlsoForCardsThatExist() {
    addCard();
    networks.importEcmKey(ADMIN, NetworkId.MAIN, key(1), false);
    assertThat(desk.vault.ecmKey(NetworkId.MAIN)).isEqualTo(key(1));
  }

  private void addCard() {
    Instant day = Instant.parse("2026-11-21T00:00:00Z");
    desk.cards.add(
        ADMIN,
        new NewCard(
            NetworkId.MAIN,
            new CardSerial(1),
            "",
            new CardRights(ProductMask.NONE, day, day, false, false),
            null));
  }

  private List<Product> products() {
    return desk.store.records(Product.class, NORTH, RecordFilter.page(Optional.empty(), 100));
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
}
