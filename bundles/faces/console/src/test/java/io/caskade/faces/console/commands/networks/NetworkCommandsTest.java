package io.caskade.faces.console.commands.networks;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.base.Network;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.ProductMask;
import io.caskade.api.rights.AiringRules;
import io.caskade.api.rights.NetworkManagement;
import io.caskade.api.rights.NetworkPolicy;
import io.caskade.api.rights.OperatorNetwork;
import io.caskade.api.rights.RecordFilter;
import io.caskade.api.rights.SharedAddress;
import io.caskade.api.rights.catalogue.CatalogueManagement;
import io.caskade.api.rights.catalogue.Product;
import io.caskade.api.rights.people.SetTopBox;
import io.caskade.api.rights.people.Subscriber;
import io.caskade.api.rights.people.SubscriberManagement;
import io.caskade.faces.console.commands.Fake;
import io.caskade.faces.console.commands.Shell;
import io.caskade.faces.console.commands.catalogue.ProductRename;
import io.caskade.faces.console.commands.catalogue.Products;
import io.caskade.faces.console.commands.catalogue.ServiceAdd;
import io.caskade.faces.console.commands.catalogue.ServiceRemove;
import io.caskade.faces.console.commands.people.SubscriberAdd;
import io.caskade.faces.console.commands.people.SubscriberFind;
import io.caskade.faces.console.commands.people.SubscriberForget;
import io.caskade.faces.console.commands.people.SubscriberShow;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Networks, what they sell, and to whom. */
class NetworkCommandsTest {
  private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");
  private static final Network MAIN = new Network(NetworkId.MAIN, 0x0B00, "tvcas3", MOSCOW, MOSCOW);

  private final Fake<NetworkManagement> networks =
      Fake.of(NetworkManagement.class)
          .on("list", List.of(new OperatorNetwork(MAIN, NetworkPolicy.DEFAULT, 4)))
          .on(
              "change",
              asked -> new OperatorNetwork((Network) asked.get(1), (NetworkPolicy) asked.get(2), 5))
          .on(
              "add",
              asked ->
                  new OperatorNetwork((Network) asked.get(1), (NetworkPolicy) asked.get(2), 1));
  private final Fake<CatalogueManagement> catalogue = Fake.of(CatalogueManagement.class);
  private final Fake<SubscriberManagement> people = Fake.of(SubscriberManagement.class);
  private final Shell shell = new Shell(networks, catalogue, people);

  private static Subscriber subscriber(String name) {
    return new Subscriber(
        NetworkId.MAIN,
        "K-17",
        1,
        name,
        "17/2026",
        "",
        "",
        List.of("+7 495 000-00-00"),
        "",
        "",
        "north",
        List.of("vip"),
        name.isEmpty(),
        Instant.parse("2026-01-01T00:00:00Z"));
  }

  @Test
  void aNetworkIsAddedWithTheSyntaxThatScriptsUse() throws Exception {
    assertThat(shell.run(NetworkAdd.class, "--zone", "Europe/Moscow", "north", "0B01"))
        .contains("cas:network-key-import");
    assertThat(networks.last().get(1))
        .isEqualTo(new Network(new NetworkId("north"), 0x0B01, "tvcas3", MOSCOW, MOSCOW));
    assertThat(networks.last().get(2)).isEqualTo(NetworkPolicy.DEFAULT);
    assertThat(shell.refused(NetworkAdd.class, "north", "XYZ")).contains("hexadecimal");
    assertThat(shell.refused(NetworkAdd.class, "-z", "Mars", "north", "0B01")).contains("Mars");
  }

  @Test
  void whatIsNotGivenStaysAsItIs() throws Exception {
    assertThat(shell.run(NetworkChange.class, "--max-window", "35", "main"))
        .contains("Rolling window, days  35");

    assertThat(networks.last().subList(1, 4))
        .containsExactly(
            MAIN,
            new NetworkPolicy(
                "", new AiringRules(Duration.ofDays(1), Optional.of(Duration.ofDays(35))), false),
            OptionalLong.of(4));
  }

  @Test
  void aPolicyIsChangedAsAWholeAndSwitchedOff() throws Exception {
    shell.run(
        NetworkChange.class,
        "--title",
        "Main",
        "--grace",
        "48",
        "--max-window",
        "0",
        "--billing-only",
        "yes",
        "--shared-address",
        "3fa210",
        "main");

    assertThat(networks.last().get(2))
        .isEqualTo(
            new NetworkPolicy(
                "Main",
                new AiringRules(Duration.ofHours(48), Optional.empty()),
                true,
                Optional.of(new SharedAddress(0x3FA210))));
    assertThat(shell.refused(NetworkChange.class, "--shared-address", "3FA2", "main"))
        .contains("six hexadecimal digits");
    assertThat(shell.refused(NetworkChange.class, "--billing-only", "maybe", "main"))
        .contains("yes, no");
  }

  @Test
  void aNetworkThatDoesNotExistIsNamed() throws Exception {
    assertThat(shell.refused(NetworkShow.class, "south")).contains("south");
    assertThat(shell.run(NetworkShow.class, "--json", "main"))
        .contains("\"caSystemId\":\"0x0B00\"")
        .contains(
            "\"maxWindowDays\":null,\"billingOnly\":false,\"sharedAddress\":null,\"version\":4}");
  }

  @Test
  void productsShowTheirMaskBits() throws Exception {
    catalogue.on("products", List.of(new Product(NetworkId.MAIN, 4, 2, "Sport", "")));

    assertThat(shell.run(Products.class))
        .isEqualTo(
            """
            Product | Packages | Name  | Notes | Version
            --------+----------+-------+-------+--------
            4       | 00000010 | Sport |       | 2\
            """);
  }

  @Test
  void aProductIsRenamedInItsPresentVersion() throws Exception {
    catalogue
        .on("products", List.of(new Product(NetworkId.MAIN, 4, 2, "Sport", "old")))
        .on("rename", asked -> asked.get(1));

    shell.run(ProductRename.class, "4", "Football");

    assertThat(catalogue.last().get(1))
        .isEqualTo(new Product(NetworkId.MAIN, 4, 2, "Football", "old"));
    assertThat(shell.refused(ProductRename.class, "31", "x")).contains("31");
  }

  @Test
  void aNewServiceComesWithItsAccessCriteria() throws Exception {
    catalogue.on("save", asked -> asked.get(1));

    assertThat(shell.run(ServiceAdd.class, "news", "101", "00000011", "News"))
        .contains("Access criteria for the mux: 00000011");
  }

  @Test
  void aServiceIsRemovedInItsPresentVersion() throws Exception {
    catalogue
        .on(
            "service",
            new io.caskade.api.rights.catalogue.Service(
                NetworkId.MAIN, "news", 6, "News", 101, ProductMask.parse("00000001"), ""))
        .takes("remove");

    assertThat(shell.run(ServiceRemove.class, "news")).contains("news");
    assertThat(catalogue.last().subList(1, 4)).containsExactly(NetworkId.MAIN, "news", 6L);
  }

  @Test
  void subscribersAreFoundByRegionAndTag() throws Exception {
    people.on("find", List.of(subscriber("Ivanov")));

    assertThat(shell.run(SubscriberFind.class, "-r", "north", "-t", "vip", "iva"))
        .contains("K-17       | Ivanov | 17/2026");
    assertThat(people.last().get(2))
        .isEqualTo(
            new RecordFilter(
                Optional.of("iva"), Map.of("region", "north", "tag", "vip"), Optional.empty(), 50));
  }

  @Test
  void aSubscriberIsShownWithBoxes() throws Exception {
    people
        .on("show", subscriber("Ivanov"))
        .on(
            "findBoxes",
            List.of(
                new SetTopBox(NetworkId.MAIN, "BOX-1", 1, "HD-9", Optional.of("K-17"), false, "")));

    assertThat(shell.run(SubscriberShow.class, "K-17"))
        .contains("BOX-1")
        .contains("cas:card-find --subscriber K-17");
  }

  @Test
  void aSubscriberIsAddedAndForgotten() throws Exception {
    people.on("save", asked -> asked.get(1)).on("forget", subscriber(""));

    shell.run(SubscriberAdd.class, "--name", "Ivanov", "-p", "1", "-p", "2", "-t", "vip", "K-17");
    Subscriber added = (Subscriber) people.last().get(1);
    assertThat(added.version()).isZero();
    assertThat(added.name()).isEqualTo("Ivanov");
    assertThat(added.phones()).containsExactly("1", "2");
    assertThat(added.tags()).containsExactly("vip");

    assertThat(shell.run(SubscriberForget.class, "K-17")).doesNotContain("Ivanov");
  }
}
