package io.caskade.rights.management;

import static io.caskade.rights.management.TestDesk.ADMIN;
import static io.caskade.rights.management.TestDesk.caller;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.Network;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.ProductMask;
import io.caskade.api.keys.EcmKey;
import io.caskade.api.rights.AiringRules;
import io.caskade.api.rights.Caller;
import io.caskade.api.rights.CardEdit;
import io.caskade.api.rights.CardHolder;
import io.caskade.api.rights.CardQuery;
import io.caskade.api.rights.CardStatus;
import io.caskade.api.rights.NetworkPolicy;
import io.caskade.api.rights.NewCard;
import io.caskade.api.rights.Note;
import io.caskade.api.rights.ReplacementReason;
import io.caskade.api.rights.Role;
import io.caskade.api.rights.Sold;
import io.caskade.api.rights.StateChange;
import io.caskade.api.rights.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Role x operation x network, written down by hand: what is let through and what is refused. */
class AuthorisationMatrixTest {
  /**
   * Columns: administrator, operator, billing, dealer, auditor, personalisation; then whether only
   * billing does it in a network that says so.
   */
  private static final String MATRIX =
      """
      cards.show             x x x x x x -
      cards.find             x x x x x x -
      cards.find by name     x x x x x - -
      cards.count            x x x x x x -
      cards.history          x x x x x x -
      cards.add to stock     x - - - - x -
      cards.add sold         x - - - - - b
      cards.addAll           x - - - - x -
      cards.change windows   x x x x - - b
      cards.change paired    x x - - - - -
      cards.change protected x - - - - - -
      cards.change region    x x x - - - -
      cards.change holder    x x x x - - -
      cards.change nothing   x x x x - - -
      cards.activate         x x x x - - b
      cards.suspend          x x x - - - b
      cards.resume           x x x - - - b
      cards.blacklist        x - - - - - -
      cards.unblacklist      x - - - - - -
      cards.retire           x - - - - - -
      cards.repair           x x - - - - -
      cards.replace          x x - - - - -
      cards.recall           x x x - - - -
      networks.list          x x x x x x -
      networks.add           x - - - - - -
      networks.change        x - - - - - -
      networks.importEcmKey  x - - - - - -
      """;

  private static final NetworkId OTHER = new NetworkId("other");
  private static final Window WINDOW =
      new Window(
          new ProductMask(1),
          Instant.parse("2026-01-01T00:00:00Z"),
          Instant.parse("2027-01-01T00:00:00Z"));
  private static final CardSerial ACTIVE = new CardSerial(1);
  private static final CardSerial STOCK = new CardSerial(2);
  private static final CardSerial SUSPENDED = new CardSerial(3);
  private static final CardSerial BLACKLISTED = new CardSerial(4);
  private static final OptionalLong ANY = OptionalLong.empty();

  private final TestDesk desk = new TestDesk();

  /** Added to serials and names, so that a second call finds everything untouched. */
  private int shift;

  static Stream<Arguments> cells() {
    var cells = new ArrayList<Arguments>();
    for (String line : MATRIX.lines().toList()) {
      String operation = line.substring(0, 22).strip();
      String[] marks = line.substring(22).strip().split(" +");
      for (Role role : Role.values()) {
        cells.add(
            Arguments.of(role, operation, marks[role.ordinal()].equals("x"), marks[6].equals("b")));
      }
    }
    return cells.stream();
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("cells")
  void letsThroughWhatTheMatrixSays(
      Role role, String operation, boolean allowed, boolean billingOnly) {
    prepare();
    assertThat(call(caller(role, "dora"), operation, NetworkId.MAIN)).isEqualTo(allowed);
    desk.store.applied.clear();
    prepareAgain();
    Caller limited = caller(role, "dora", NetworkId.MAIN, new NetworkId("fresh" + shift));
    assertThat(call(limited, operation, NetworkId.MAIN))
        .as("limited to this network")
        .isEqualTo(allowed);
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("cells")
  void refusesEverythingInANetworkOfOthers(
      Role role, String operation, boolean allowed, boolean billingOnly) {
    prepare();
    if (operation.equals("networks.list")) {
      assertThat(desk.networks.list(caller(role, "dora", OTHER))).isEmpty();
    } else {
      assertThat(call(caller(role, "dora", OTHER), operation, NetworkId.MAIN)).isFalse();
    }
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("cells")
  void refusesEveryRoleWithoutAScope(
      Role role, String operation, boolean allowed, boolean billingOnly) {
    prepare();
    Caller bare = caller(role, "dora");
    var powerless =
        new Caller(
            bare.actor(),
            role,
            bare.networks(),
            Roles.permissions(role, Set.of()),
            Optional.empty());
    assertThat(call(powerless, operation, NetworkId.MAIN)).isFalse();
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("cells")
  void leavesSalesToBillingWhereTheNetworkSaysSo(
      Role role, String operation, boolean allowed, boolean billingOnly) {
    prepare();
    desk.policy(new NetworkPolicy("", AiringRules.DEFAULT, true));
    boolean expected = allowed && (!billingOnly || role == Role.BILLING);
    assertThat(call(caller(role, "dora"), operation, NetworkId.MAIN)).isEqualTo(expected);
  }

  /** True when the call got through the gate; a refusal must be in the journal, alone. */
  private boolean call(Caller caller, String operation, NetworkId network) {
    int before = desk.store.applied.size();
    CaskadeException refusal =
        catchThrowableOfType(
            CaskadeException.class, () -> operations(caller, network).get(operation).run());
    List<StateChange> written = desk.store.applied.subList(before, desk.store.applied.size());
    if (!forbidden(refusal)) {
      assertThat(refusal).as("the preparation suits the operation").isNull();
      return true;
    }
    assertThat(written)
        .singleElement()
        .isInstanceOfSatisfying(
            Note.class,
            note -> {
              assertThat(note.operation()).isEqualTo("REFUSED");
              assertThat(note.result()).isEqualTo("forbidden");
              assertThat(note.actor()).isEqualTo(caller.actor());
            });
    return false;
  }

  private static boolean forbidden(@Nullable CaskadeException refusal) {
    return refusal != null && refusal.code() == ErrorCode.FORBIDDEN;
  }

  private void prepare() {
    desk.cards.add(ADMIN, card(ACTIVE, CardStatus.ACTIVE, true));
    desk.cards.add(ADMIN, card(STOCK, CardStatus.STOCK, false));
    desk.cards.add(ADMIN, card(SUSPENDED, CardStatus.SUSPENDED, false));
    desk.cards.add(ADMIN, card(BLACKLISTED, CardStatus.ACTIVE, false));
    desk.cards.blacklist(ADMIN, NetworkId.MAIN, BLACKLISTED, "seen on a card server");
    desk.store.apply(List.of(TestAccounts.added("dora", Role.DEALER, 100)));
    desk.vault.createEcmKey(NetworkId.MAIN, 32);
    desk.store.applied.clear();
  }

  /** Cards that the first call of two did not touch. */
  private void prepareAgain() {
    shift = 10;
    desk.cards.add(ADMIN, card(at(ACTIVE), CardStatus.ACTIVE, true));
    desk.cards.add(ADMIN, card(at(STOCK), CardStatus.STOCK, false));
    desk.cards.add(ADMIN, card(at(SUSPENDED), CardStatus.SUSPENDED, false));
    desk.cards.add(ADMIN, card(at(BLACKLISTED), CardStatus.ACTIVE, false));
    desk.cards.blacklist(ADMIN, NetworkId.MAIN, at(BLACKLISTED), "seen on a card server");
    desk.store.applied.clear();
  }

  private CardSerial at(CardSerial serial) {
    return new CardSerial(serial.value() + shift);
  }

  private static NewCard card(CardSerial serial, CardStatus status, boolean paired) {
    var sold = new Sold(List.of(WINDOW), paired, Optional.empty(), true);
    return new NewCard(NetworkId.MAIN, serial, status, "", sold, CardHolder.NOBODY, null, false);
  }

  private NewCard stock(NetworkId network, long serial, boolean sold) {
    return new NewCard(
        network,
        new CardSerial(serial + shift),
        sold ? CardStatus.ACTIVE : CardStatus.STOCK,
        "",
        sold ? Sold.NOTHING.withWindows(List.of(WINDOW)) : Sold.NOTHING,
        CardHolder.NOBODY,
        null,
        false);
  }

  private Map<String, Runnable> operations(Caller who, NetworkId in) {
    var all = new LinkedHashMap<String, Runnable>();
    var cards = desk.cards;
    var networks = desk.networks;
    CardQuery page = CardQuery.all(in, Optional.empty(), 10);
    all.put("cards.show", () -> cards.show(who, in, at(ACTIVE)));
    all.put("cards.find", () -> cards.find(who, page));
    all.put("cards.find by name", () -> cards.find(who, named(in)));
    all.put("cards.count", () -> cards.count(who, page));
    all.put("cards.history", () -> cards.history(who, in, at(ACTIVE), 10));
    all.put("cards.add to stock", () -> cards.add(who, stock(in, 100, false)));
    all.put("cards.add sold", () -> cards.add(who, stock(in, 101, true)));
    all.put("cards.addAll", () -> cards.addAll(who, List.of(stock(in, 102, false))));
    all.put("cards.change windows", () -> edit(who, in, CardEdit.windows(List.of(WINDOW))));
    all.put("cards.change paired", () -> edit(who, in, Edits.paired(false)));
    all.put("cards.change protected", () -> edit(who, in, Edits.protectedCard(false)));
    all.put("cards.change region", () -> edit(who, in, Edits.region("north")));
    all.put("cards.change holder", () -> edit(who, in, Edits.subscriber(Optional.empty())));
    all.put("cards.change nothing", () -> edit(who, in, Edits.nothing()));
    all.put("cards.activate", () -> cards.activate(who, in, at(STOCK), ANY));
    all.put("cards.suspend", () -> cards.suspend(who, in, at(ACTIVE), ANY));
    all.put("cards.resume", () -> cards.resume(who, in, at(SUSPENDED), ANY));
    all.put("cards.blacklist", () -> cards.blacklist(who, in, at(ACTIVE), "piracy"));
    all.put("cards.unblacklist", () -> cards.unblacklist(who, in, at(BLACKLISTED), "mistake"));
    all.put("cards.retire", () -> cards.retire(who, in, at(ACTIVE), ANY));
    all.put("cards.repair", () -> cards.repair(who, in, at(ACTIVE), Duration.ofHours(2)));
    all.put(
        "cards.replace",
        () -> cards.replace(who, in, at(ACTIVE), at(STOCK), ReplacementReason.LOST));
    all.put("cards.recall", () -> cards.recall(who, in, List.of(at(ACTIVE))));
    all.put("networks.list", () -> networks.list(who));
    all.put("networks.add", () -> networks.add(who, fresh(), NetworkPolicy.DEFAULT));
    all.put("networks.change", () -> networks.change(who, known(in), NetworkPolicy.DEFAULT, ANY));
    all.put(
        "networks.importEcmKey",
        () -> networks.importEcmKey(who, in, new EcmKey(new byte[32]), true));
    return all;
  }

  private void edit(Caller who, NetworkId in, CardEdit edit) {
    desk.cards.change(who, in, at(ACTIVE), edit, ANY);
  }

  private static CardQuery named(NetworkId in) {
    CardQuery all = CardQuery.all(in, Optional.empty(), 10);
    return new CardQuery(
        in,
        Optional.of("Ivanov"),
        all.statuses(),
        all.products(),
        all.region(),
        all.subscriber(),
        all.finishFrom(),
        all.finishBefore(),
        all.after(),
        all.limit());
  }

  private static Network known(NetworkId id) {
    ZoneId zone = ZoneId.of("Europe/Moscow");
    return new Network(id, Network.DEFAULT_CA_SYSTEM_ID, "tvcas3", zone, zone);
  }

  /** A network that does not exist yet. */
  private Network fresh() {
    ZoneId zone = ZoneId.of("Europe/Moscow");
    return new Network(new NetworkId("fresh" + shift), 0x0C00 + shift, "tvcas3", zone, zone);
  }
}
