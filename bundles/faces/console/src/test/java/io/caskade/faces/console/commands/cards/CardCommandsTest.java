package io.caskade.faces.console.commands.cards;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.base.CardRights;
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
import io.caskade.api.rights.CardEdit;
import io.caskade.api.rights.CardHolder;
import io.caskade.api.rights.CardManagement;
import io.caskade.api.rights.CardPast;
import io.caskade.api.rights.CardQuery;
import io.caskade.api.rights.CardStatus;
import io.caskade.api.rights.NewCard;
import io.caskade.api.rights.ReplacementReason;
import io.caskade.api.rights.Role;
import io.caskade.api.rights.Sold;
import io.caskade.api.rights.Window;
import io.caskade.api.rights.access.Authentication;
import io.caskade.api.rights.access.BearerToken;
import io.caskade.api.rights.access.SignIn;
import io.caskade.api.rights.catalogue.CatalogueManagement;
import io.caskade.api.rights.catalogue.Product;
import io.caskade.faces.console.commands.Fake;
import io.caskade.faces.console.commands.Shell;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CardCommandsTest {
  private static final Instant START = Instant.parse("2025-12-31T21:00:00Z");
  private static final Instant FINISH = Instant.parse("2026-12-31T21:00:00Z");
  private static final String SERIAL = "2100000004";

  private final Fake<CardManagement> cards = Fake.of(CardManagement.class);
  private final Fake<CatalogueManagement> catalogue =
      Fake.of(CatalogueManagement.class)
          .on(
              "products",
              List.of(
                  new Product(NetworkId.MAIN, 0, 1, "Basic", ""),
                  new Product(NetworkId.MAIN, 4, 1, "Sport", "")));
  private final Fake<Authentication> authentication = Fake.of(Authentication.class);
  private final Shell shell = new Shell(cards, catalogue, authentication);

  private static Card card(CardStatus status, Window... windows) {
    return new Card(
        NetworkId.MAIN,
        CardSerial.parse(SERIAL),
        7,
        status,
        "north",
        new Sold(List.of(windows), true, Optional.empty(), true),
        FINISH,
        new WrappedKey(Octets.of(new byte[16])),
        new CardHolder(Optional.of("K-17"), Optional.of("BOX-1"), Optional.empty()),
        START);
  }

  private static Window window(String mask) {
    return new Window(ProductMask.parse(mask), START, FINISH);
  }

  @Test
  void aCardIsShownInTheZoneOfItsNetworkWithARowForEachProduct() throws Exception {
    cards.on("show", card(CardStatus.ACTIVE, window("00000011")));

    assertThat(shell.run(CardShow.class, SERIAL))
        .isEqualTo(
            """
            Serial              210-000-000-4
            Status              active
            Packages            00000011
            Paired              yes
            Free until
            Protected           yes
            Region              north
            Subscriber          K-17
            Set-top box         BOX-1
            Parent card
            Latest finish told  2027-01-01 00:00:00
            Registered          2026-01-01 00:00:00
            Version             7

            Entitlements
            Product | Name  | Start               | Finish
            --------+-------+---------------------+--------------------
            0       | Basic | 2026-01-01 00:00:00 | 2027-01-01 00:00:00
            4       | Sport | 2026-01-01 00:00:00 | 2027-01-01 00:00:00\
            """);
    Caller caller = (Caller) cards.last().get(0);
    assertThat(caller.actor()).isEqualTo(new Actor("anna", "console"));
    assertThat(caller.role()).isEqualTo(Role.ADMINISTRATOR);
  }

  @Test
  void aCardAsJsonHasTimesInUtc() throws Exception {
    cards.on("show", card(CardStatus.ACTIVE, window("00000001")));

    assertThat(shell.run(CardShow.class, "--json", SERIAL))
        .isEqualTo(
            "{\"serial\":\"2100000004\",\"status\":\"active\",\"packages\":\"00000001\","
                + "\"pair\":true,\"freeUntil\":null,\"protected\":true,\"region\":\"north\","
                + "\"subscriber\":\"K-17\",\"setTopBox\":\"BOX-1\",\"parent\":null,"
                + "\"latestFinish\":\"2026-12-31T21:00:00Z\","
                + "\"registered\":\"2025-12-31T21:00:00Z\",\"version\":7,"
                + "\"entitlements\":[{\"product\":0,\"name\":\"Basic\","
                + "\"start\":\"2025-12-31T21:00:00Z\",\"finish\":\"2026-12-31T21:00:00Z\"}]}");
  }

  @Test
  void aRefusalSaysWhatToDoInTheLanguageOfTheSession() throws Exception {
    cards.on(
        "show",
        arguments -> {
          throw new CaskadeException(ErrorCode.CARD_UNKNOWN, "main", SERIAL);
        });

    assertThat(shell.refused(CardShow.class, SERIAL))
        .isEqualTo(
            "There is no card 2100000004 in network 'main'.\n"
                + "Check the serial; cas:card-list shows the cards of a network.");
    assertThat(new Shell("ru", cards).refused(CardShow.class, SERIAL)).contains("карт");
  }

  @Test
  void aMissingServiceIsNamedInsteadOfAStackTrace() throws Exception {
    assertThat(new Shell().refused(CardSuspend.class, SERIAL))
        .contains("CardManagement")
        .contains("cas:vault-restore");
  }

  @Test
  void suspendingPrintsTheCardAsItIsThen() throws Exception {
    cards.on("suspend", card(CardStatus.SUSPENDED, window("00000001")));

    assertThat(shell.run(CardSuspend.class, SERIAL))
        .isEqualTo(
            """
            Serial        | Status    | Packages | Start               | Finish              | Paired | Protected | Region | Subscriber
            --------------+-----------+----------+---------------------+---------------------+--------+-----------+--------+-----------
            210-000-000-4 | suspended | 00000001 | 2026-01-01 00:00:00 | 2027-01-01 00:00:00 | yes    | yes       | north  | K-17\
            """);
    assertThat(cards.last().subList(1, 4))
        .containsExactly(NetworkId.MAIN, CardSerial.parse(SERIAL), OptionalLong.empty());
  }

  @Test
  void aCardIsAddedWithTheSyntaxThatScriptsUse() throws Exception {
    cards.on("add", card(CardStatus.ACTIVE, window("00000001")));

    shell.run(CardAdd.class, "--region", "north", SERIAL, "00000001", "2026-01-01", "1800000000");

    NewCard added = (NewCard) cards.last().get(1);
    assertThat(added.region()).isEqualTo("north");
    assertThat(added.sold())
        .isEqualTo(
            Sold.of(
                new CardRights(
                    ProductMask.parse("00000001"),
                    START,
                    Instant.ofEpochSecond(1_800_000_000),
                    false,
                    true)));
  }

  @Test
  void everyConditionOfASearchReachesTheQuery() throws Exception {
    cards.on("find", List.of());

    assertThat(
            shell.run(
                CardFind.class,
                "-t",
                "ivanov",
                "-s",
                "active",
                "-s",
                "suspended",
                "-m",
                "00000003",
                "-r",
                "north",
                "-u",
                "K-17",
                "-e",
                "3",
                "-a",
                "2100000000",
                "-l",
                "9"))
        .contains("(none)");

    CardQuery query = (CardQuery) cards.last().get(1);
    assertThat(query)
        .isEqualTo(
            new CardQuery(
                NetworkId.MAIN,
                Optional.of("ivanov"),
                Set.of(CardStatus.ACTIVE, CardStatus.SUSPENDED),
                ProductMask.parse("00000003"),
                Optional.of("north"),
                Optional.of("K-17"),
                query.finishFrom(),
                query.finishFrom().map(from -> from.plus(Duration.ofDays(3))),
                Optional.of(CardSerial.parse("2100000000")),
                9));
    assertThat(query.finishFrom()).isPresent();
  }

  @Test
  void aFullPageSaysHowToSeeTheNextOne() throws Exception {
    cards.on("find", List.of(card(CardStatus.STOCK)));

    assertThat(shell.run(CardFind.class, "-l", "1")).contains("cas:card-find --after 2100000004");
    assertThat(shell.run(CardFind.class, "-l", "2")).doesNotContain("--after");
  }

  @Test
  void aStateThatDoesNotExistIsRefusedWithThoseThatDo() throws Exception {
    assertThat(shell.refused(CardFind.class, "-s", "dead"))
        .contains("stock, active, suspended, blacklisted, retired");
  }

  @Test
  void windowsReplaceThePresentOnesWhileNobodyElseChangedTheCard() throws Exception {
    Card before = card(CardStatus.ACTIVE, window("00000001"));
    cards.on("show", before).on("change", before);

    shell.run(
        CardRightsChange.class,
        "-w",
        "00000001:2026-01-01:2027-01-01T00:00:00",
        "-w",
        "00000010:1800000000:1900000000",
        SERIAL);

    assertThat(cards.last().get(3))
        .isEqualTo(
            CardEdit.windows(
                List.of(
                    window("00000001"),
                    new Window(
                        ProductMask.parse("00000010"),
                        Instant.ofEpochSecond(1_800_000_000),
                        Instant.ofEpochSecond(1_900_000_000)))));
    assertThat(cards.last().get(4)).isEqualTo(OptionalLong.of(7));
  }

  @Test
  void packagesAloneLeaveTheDatesOfTheOnlyWindow() throws Exception {
    Card before = card(CardStatus.ACTIVE, window("00000001"));
    cards.on("show", before).on("change", before);

    shell.run(CardRightsChange.class, "--packages", "00000003", SERIAL);

    assertThat(cards.last().get(3)).isEqualTo(CardEdit.windows(List.of(window("00000003"))));
  }

  @Test
  void packagesAloneAreRefusedWhenSeveralWindowsCouldBeMeant() throws Exception {
    var later = new Window(ProductMask.parse("00000010"), START, FINISH.plusSeconds(60));
    cards.on("show", card(CardStatus.ACTIVE, window("00000001"), later));

    assertThat(shell.refused(CardRightsChange.class, "--packages", "00000003", SERIAL))
        .contains("--window");
  }

  @Test
  void aWindowThatCannotBeReadIsRefusedWithAnExample() throws Exception {
    cards.on("show", card(CardStatus.ACTIVE));

    assertThat(shell.refused(CardRightsChange.class, "-w", "00000001:2026-01-01", SERIAL))
        .contains("00000001:2026-01-01:2027-01-01");
    assertThat(shell.refused(CardRightsChange.class, "-w", "1", SERIAL)).contains("window");
  }

  @Test
  void historyNamesWhoDidWhat() throws Exception {
    Card then = card(CardStatus.STOCK);
    cards.on(
        "history",
        List.of(
            new CardPast(
                41,
                START,
                new Actor("billing", "192.0.2.7"),
                "ACTIVATE",
                CardStatus.ACTIVE,
                "",
                then.sold(),
                CardHolder.NOBODY)));

    assertThat(shell.run(CardHistory.class, SERIAL))
        .contains("2026-01-01 00:00:00 | ACTIVATE  | billing | 192.0.2.7  | active");
  }

  @Test
  void theSecondAdministratorCanSpeakAtTheSameConsole() throws Exception {
    var second = Caller.administrator("boris", "console");
    cards
        .on("unblacklist", said -> ((Caller) said.get(0)).actor().name().equals("boris"))
        .on("show", card(CardStatus.SUSPENDED));
    authentication
        .on(
            "signIn",
            asked ->
                ((Optional<?>) asked.get(2)).isEmpty()
                    ? new SignIn.CodeNeeded()
                    : new SignIn.Granted(second, new BearerToken("cs_x"), false))
        .takes("signOut");

    assertThat(shell.run(CardUnblacklist.class, SERIAL, "mistake"))
        .contains("another administrator");
    assertThat(
            shell
                .types("secret", "secret", "123456")
                .run(CardUnblacklist.class, "--second", "boris", SERIAL, "mistake"))
        .contains("suspended")
        .doesNotContain("secret");
  }

  @Test
  void aSecondAdministratorWhoIsRefusedChangesNothing() throws Exception {
    cards.on("unblacklist", false);
    authentication.on("signIn", new SignIn.Refused());

    assertThat(
            shell
                .types("wrong")
                .refused(CardUnblacklist.class, "--second", "boris", SERIAL, "mistake"))
        .contains("not known");
  }

  @Test
  void aStolenCardHandsEverythingToTheNewOne() throws Exception {
    cards
        .on("replace", card(CardStatus.ACTIVE))
        .on("show", card(CardStatus.BLACKLISTED, window("00000001")));

    assertThat(shell.run(CardReplace.class, SERIAL, "2100000005", "stolen"))
        .contains("active")
        .contains("blacklisted");
    assertThat(shell.refused(CardReplace.class, SERIAL, "2100000005", "eaten"))
        .contains("lost, broken, stolen");
  }

  @Test
  void theReasonOfAReplacementIsHandedOn() throws Exception {
    cards.on(
        "replace",
        asked -> {
          assertThat(asked.subList(2, 5))
              .containsExactly(
                  CardSerial.parse(SERIAL),
                  CardSerial.parse("2100000005"),
                  ReplacementReason.BROKEN);
          return card(CardStatus.ACTIVE);
        });
    cards.on("show", card(CardStatus.RETIRED));

    assertThat(shell.run(CardReplace.class, SERIAL, "2100000005", "broken")).contains("retired");
  }

  @Test
  void severalCardsAreRecalledInOneCall() throws Exception {
    cards.takes("recall");

    assertThat(shell.run(CardRecall.class, SERIAL, "2100000005")).contains("2 cards");
    assertThat(cards.last().get(2))
        .isEqualTo(List.of(CardSerial.parse(SERIAL), CardSerial.parse("2100000005")));
  }

  @Test
  void pairingAndRepairingAreOneCallEach() throws Exception {
    cards
        .on("change", card(CardStatus.ACTIVE))
        .on("repair", card(CardStatus.ACTIVE))
        .on("blacklist", card(CardStatus.BLACKLISTED));

    shell.run(CardPair.class, SERIAL, "no");
    assertThat(((CardEdit) cards.last().get(3)).paired()).contains(false);
    shell.run(CardRepair.class, "--hours", "12", SERIAL);
    assertThat(cards.last().get(3)).isEqualTo(Duration.ofHours(12));
    shell.run(CardBlacklist.class, SERIAL, "cloned");
    assertThat(cards.last().get(3)).isEqualTo("cloned");
  }
}
