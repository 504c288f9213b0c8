package io.caskade.rights.management.receivers;

import static io.caskade.rights.management.Bench.ADMINISTRATOR;
import static io.caskade.rights.management.Bench.caller;
import static io.caskade.rights.management.Bench.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.Network;
import io.caskade.api.base.NetworkId;
import io.caskade.api.receivers.ReceiverPassword;
import io.caskade.api.rights.Caller;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.CardStatus;
import io.caskade.api.rights.NetworkChange;
import io.caskade.api.rights.NetworkPolicy;
import io.caskade.api.rights.Note;
import io.caskade.api.rights.OperatorNetwork;
import io.caskade.api.rights.Permission;
import io.caskade.api.rights.RecordChange;
import io.caskade.api.rights.RecordFilter;
import io.caskade.api.rights.Role;
import io.caskade.api.rights.StateChange;
import io.caskade.api.rights.receivers.NewReceiverAccount;
import io.caskade.api.rights.receivers.ReceiverAccount;
import io.caskade.api.rights.receivers.ReceiverManagement.Made;
import io.caskade.api.rights.receivers.ReceiverRules;
import io.caskade.rights.management.Bench;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiverAccountDeskTest {
  private static final NetworkId MAIN = NetworkId.MAIN;
  private static final NetworkId NORTH = new NetworkId("north");
  private static final ReceiverRules RULES = ReceiverRules.DEFAULT;
  private static final OptionalLong ANY = OptionalLong.empty();

  private final Bench bench = new Bench();
  private final ReceiverAccountDesk desk =
      new ReceiverAccountDesk(
          bench.presence, bench.gate, bench.records, bench.ids, bench.clock, new Random(5));

  private static NewReceiverAccount account(String name, long card, boolean makesCard) {
    return new NewReceiverAccount(
        MAIN, name, new CardSerial(card), makesCard, Optional.empty(), RULES);
  }

  private static NewReceiverAccount with(ReceiverRules rules) {
    return new NewReceiverAccount(MAIN, "ann", new CardSerial(7), false, Optional.empty(), rules);
  }

  private static NewReceiverAccount with(String password) {
    return new NewReceiverAccount(
        MAIN, "ann", new CardSerial(7), false, Optional.of(ReceiverPassword.of(password)), RULES);
  }

  private static String text(ReceiverPassword password) {
    return new String(password.bytes(), StandardCharsets.UTF_8);
  }

  private Made ann() {
    bench.put(Bench.card(7, CardStatus.ACTIVE));
    return desk.add(ADMINISTRATOR, account("ann", 7, false));
  }

  @Test
  void addsAnAccountWithAMadePasswordThatIsSealed() {
    Made made = ann();
    assertThat(made.account().version()).isEqualTo(1);
    assertThat(made.account().enabled()).isTrue();
    assertThat(made.account().card()).isEqualTo(new CardSerial(7));
    assertThat(text(made.password())).matches("[a-km-np-zA-HJ-NP-Z2-9]{16}");
    assertThat(
            new String(
                made.account().password().octets().toByteArray(), StandardCharsets.ISO_8859_1))
        .doesNotContain(text(made.password()));
    assertThat(desk.show(ADMINISTRATOR, MAIN, "ann")).isEqualTo(made.account());
    assertThat(desk.of(ADMINISTRATOR, MAIN, new CardSerial(7))).contains(made.account());
    assertThat(desk.of(ADMINISTRATOR, MAIN, new CardSerial(8))).isEmpty();
    assertThat(desk.password(ADMINISTRATOR, MAIN, "ann")).isEqualTo(made.password());
  }

  @Test
  void takesAPasswordThatIsGivenAndLeavesItToTheCaller() {
    bench.put(Bench.card(7, CardStatus.ACTIVE));
    NewReceiverAccount wanted = with("gluehwein!");
    Made made = desk.add(ADMINISTRATOR, wanted);
    wanted.password().orElseThrow().destroy();
    assertThat(text(made.password())).isEqualTo("gluehwein!");
    assertThat(text(desk.password(ADMINISTRATOR, MAIN, "ann"))).isEqualTo("gluehwein!");
  }

  /** Account and card stand or fall together. */
  @Test
  void makesTheCardInTheSameTransaction() {
    Made made = desk.add(ADMINISTRATOR, account("ann", 7, true));
    Card card = bench.card(7);
    assertThat(card.status()).isEqualTo(CardStatus.ACTIVE);
    assertThat(card.sold().windows()).isEmpty();
    assertThat(card.key().octets().length()).isEqualTo(16);
    assertThat(bench.store.transactions).containsExactly(2);
    assertThat(made.account().card()).isEqualTo(card.serial());
    refused(ErrorCode.CARD_EXISTS, () -> desk.add(ADMINISTRATOR, account("bob", 7, true)));
    refused(ErrorCode.RECEIVER_UNKNOWN, () -> desk.show(ADMINISTRATOR, MAIN, "bob"));
    refused(ErrorCode.RECEIVER_EXISTS, () -> desk.add(ADMINISTRATOR, account("ann", 8, true)));
    assertThat(bench.store.card(MAIN, new CardSerial(8))).isEmpty();
  }

  @Test
  void makingACardIsASaleAndLeftToBillingWhereTheNetworkSaysSo() {
    refused(
        ErrorCode.FORBIDDEN,
        () -> desk.add(caller(Permission.RECEIVERS_WRITE), account("ann", 7, true)));
    leaveToBilling();
    refused(ErrorCode.FORBIDDEN, () -> desk.add(ADMINISTRATOR, account("ann", 7, true)));
    Caller billing =
        caller(Role.BILLING, Set.of(MAIN), Permission.RECEIVERS_WRITE, Permission.CARDS_SELL);
    assertThat(desk.add(billing, account("ann", 7, true)).account().name()).isEqualTo("ann");
    assertThat(desk.add(billing, account("bob", 8, true)).account().name()).isEqualTo("bob");
  }

  private void leaveToBilling() {
    OperatorNetwork main = bench.presence.network(MAIN);
    var policy = new NetworkPolicy("", main.policy().airing(), true);
    apply("CHANGE", new OperatorNetwork(main.network(), policy, main.version() + 1));
  }

  private void apply(String operation, OperatorNetwork network) {
    bench.store.apply(
        List.of(
            new NetworkChange(
                UUID.randomUUID(),
                Bench.NOW,
                ADMINISTRATOR.actor(),
                operation,
                network.network().id(),
                network)));
  }

  @Test
  void aNameIsGivenOnceInTheWholeHeadEnd() {
    ann();
    apply(
        "ADD",
        new OperatorNetwork(
            new Network(NORTH, 0x0B01, "tvcas3", ZoneOffset.UTC, ZoneOffset.UTC),
            NetworkPolicy.DEFAULT,
            1));
    var other =
        new NewReceiverAccount(NORTH, "ann", new CardSerial(9), true, Optional.empty(), RULES);
    refused(ErrorCode.RECEIVER_EXISTS, () -> desk.add(ADMINISTRATOR, other));
    desk.remove(ADMINISTRATOR, MAIN, "ann");
    assertThat(desk.add(ADMINISTRATOR, other).account().network()).isEqualTo(NORTH);
  }

  @Test
  void aCardHasOneAccountAndMustBeThere() {
    ann();
    assertThatExceptionOfType(CaskadeException.class)
        .isThrownBy(() -> desk.add(ADMINISTRATOR, account("bob", 7, false)))
        .withMessageContaining("ann")
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.RECEIVER_INVALID));
    refused(ErrorCode.RECEIVER_EXISTS, () -> desk.add(ADMINISTRATOR, account("ann", 7, false)));
    refused(ErrorCode.CARD_UNKNOWN, () -> desk.add(ADMINISTRATOR, account("bob", 8, false)));
    refused(
        ErrorCode.NETWORK_UNKNOWN,
        () ->
            desk.add(
                ADMINISTRATOR,
                new NewReceiverAccount(
                    NORTH, "bob", new CardSerial(7), false, Optional.empty(), RULES)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "Ann", "a b", "abcdefghijklmnopqrstu", "ann@home", "\u0430nn", "a/b", "a:b"})
  void refusesNamesThatAReceiverCannotSend(String name) {
    bench.put(Bench.card(7, CardStatus.ACTIVE));
    refused(ErrorCode.RECEIVER_INVALID, () -> desk.add(ADMINISTRATOR, account(name, 7, false)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "abcdefghijklmnopqrst", "flat-17.salon_1", "0"})
  void takesNamesThatEveryProtocolCarries(String name) {
    bench.put(Bench.card(7, CardStatus.ACTIVE));
    assertThat(desk.add(ADMINISTRATOR, account(name, 7, false)).account().name()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "seven77",
        "with blank",
        "\u043f\u0430\u0440\u043e\u043b\u044c12345",
        "tab\tulator",
        "delete\u007f\u007f",
        "0123456789012345678901234567890123456789012345678901234567890123"
      })
  void refusesPasswordsThatNotEveryProtocolCarries(String password) {
    bench.put(Bench.card(7, CardStatus.ACTIVE));
    assertThatExceptionOfType(CaskadeException.class)
        .isThrownBy(() -> desk.add(ADMINISTRATOR, with(password)))
        .withMessageContaining("password")
        .withMessageNotContaining(password);
    Made made = desk.add(ADMINISTRATOR, account("ann", 7, false));
    refused(
        ErrorCode.RECEIVER_INVALID,
        () ->
            desk.changePassword(
                ADMINISTRATOR, MAIN, "ann", Optional.of(ReceiverPassword.of(password))));
    assertThat(desk.password(ADMINISTRATOR, MAIN, "ann")).isEqualTo(made.password());
  }

  @Test
  void refusesRulesThatMakeNoSense() {
    bench.put(Bench.card(7, CardStatus.ACTIVE));
    for (ReceiverRules wrong :
        List.of(
            new ReceiverRules(0, Set.of(), List.of(), true, 0),
            new ReceiverRules(65, Set.of(), List.of(), true, 0),
            new ReceiverRules(2, Set.of("gbox"), List.of(), true, 0),
            new ReceiverRules(2, Set.of(), List.of("example.org"), true, 0),
            new ReceiverRules(2, Set.of(), List.of("10.0.0.0/33"), true, 0),
            new ReceiverRules(2, Set.of(), List.of("10.0.0.1,10.0.0.2"), true, 0),
            new ReceiverRules(2, Set.of(), List.of(" 10.0.0.1"), true, 0),
            new ReceiverRules(2, Set.of(), List.of(""), true, 0),
            new ReceiverRules(2, Set.of(), Collections.nCopies(65, "10.0.0.1"), true, 0),
            new ReceiverRules(2, Set.of(), List.of(), true, -1),
            new ReceiverRules(2, Set.of(), List.of(), true, 10))) {
      refused(ErrorCode.RECEIVER_INVALID, () -> desk.add(ADMINISTRATOR, with(wrong)));
    }
    var far =
        new ReceiverRules(
            64,
            Set.of("cccam", "newcamd", "camd35", "cs378x"),
            List.of("10.0.0.0/8", "2001:db8::/32", "192.0.2.7", "::1"),
            false,
            9);
    assertThat(desk.add(ADMINISTRATOR, with(far)).account().rules()).isEqualTo(far);
  }

  @Test
  void changesRulesAndSwitchesOff() {
    ann();
    var rules = new ReceiverRules(3, Set.of("newcamd"), List.of("10.0.0.0/8"), true, 1);
    ReceiverAccount changed = desk.change(ADMINISTRATOR, MAIN, "ann", rules, false, ANY);
    assertThat(changed.version()).isEqualTo(2);
    assertThat(changed.rules()).isEqualTo(rules);
    assertThat(changed.enabled()).isFalse();
    assertThat(bench.lastRecord().detail())
        .isEqualTo(Map.of("fields", "services,protocols,addresses,downhops,enabled"));
    int written = bench.store.applied.size();
    assertThat(desk.change(ADMINISTRATOR, MAIN, "ann", rules, false, ANY)).isEqualTo(changed);
    assertThat(bench.store.applied).as("nothing changed, nothing written").hasSize(written);
    refused(
        ErrorCode.VERSION_CONFLICT,
        () -> desk.change(ADMINISTRATOR, MAIN, "ann", RULES, true, OptionalLong.of(1)));
    assertThat(desk.change(ADMINISTRATOR, MAIN, "ann", RULES, true, OptionalLong.of(2)).version())
        .isEqualTo(3);
  }

  @Test
  void changesWhatSomebodyElseChangedInBetween() {
    ann();
    bench.store.meanwhile = () -> desk.changePassword(ADMINISTRATOR, MAIN, "ann", Optional.empty());
    ReceiverAccount changed = desk.change(ADMINISTRATOR, MAIN, "ann", RULES, false, ANY);
    assertThat(changed.version()).isEqualTo(3);
  }

  @Test
  void changesThePassword() {
    Made made = ann();
    Made changed = desk.changePassword(ADMINISTRATOR, MAIN, "ann", Optional.empty());
    assertThat(changed.password()).isNotEqualTo(made.password());
    assertThat(changed.account().version()).isEqualTo(2);
    assertThat(desk.password(ADMINISTRATOR, MAIN, "ann")).isEqualTo(changed.password());
    Made given =
        desk.changePassword(
            ADMINISTRATOR, MAIN, "ann", Optional.of(ReceiverPassword.of("0123-4567")));
    assertThat(text(given.password())).isEqualTo("0123-4567");
    assertThat(text(desk.password(ADMINISTRATOR, MAIN, "ann"))).isEqualTo("0123-4567");
  }

  @Test
  void removesTheLogInAndLeavesTheCard() {
    ann();
    desk.remove(ADMINISTRATOR, MAIN, "ann");
    refused(ErrorCode.RECEIVER_UNKNOWN, () -> desk.show(ADMINISTRATOR, MAIN, "ann"));
    refused(ErrorCode.RECEIVER_UNKNOWN, () -> desk.remove(ADMINISTRATOR, MAIN, "ann"));
    refused(ErrorCode.RECEIVER_UNKNOWN, () -> desk.password(ADMINISTRATOR, MAIN, "ann"));
    refused(ErrorCode.NETWORK_UNKNOWN, () -> desk.show(ADMINISTRATOR, NORTH, "ann"));
    assertThat(bench.card(7).status()).isEqualTo(CardStatus.ACTIVE);
  }

  /** A call that was lost on its way is sent again, with the same name. */
  @Test
  void aRequestThatIsSentAgainChangesNothing() {
    Caller again = ADMINISTRATOR.withRequest(UUID.randomUUID());
    Made made = desk.add(again, account("ann", 7, true));
    Made repeated = desk.add(again, account("ann", 7, true));
    assertThat(repeated).isEqualTo(made);
    Caller password = ADMINISTRATOR.withRequest(UUID.randomUUID());
    Made first = desk.changePassword(password, MAIN, "ann", Optional.empty());
    assertThat(desk.changePassword(password, MAIN, "ann", Optional.empty())).isEqualTo(first);
    Caller change = ADMINISTRATOR.withRequest(UUID.randomUUID());
    desk.change(change, MAIN, "ann", RULES, false, ANY);
    assertThat(desk.change(change, MAIN, "ann", RULES, true, ANY).enabled()).isFalse();
    Caller remove = ADMINISTRATOR.withRequest(UUID.randomUUID());
    desk.remove(remove, MAIN, "ann");
    desk.remove(remove, MAIN, "ann");
    assertThat(desk.list(ADMINISTRATOR, MAIN, RecordFilter.page(Optional.empty(), 10))).isEmpty();
  }

  @Test
  void theJournalKeepsWhoAndWhatAndNoPassword() {
    Made made = ann();
    desk.changePassword(
        ADMINISTRATOR, MAIN, "ann", Optional.of(ReceiverPassword.of("journal-secret")));
    desk.password(ADMINISTRATOR, MAIN, "ann");
    desk.remove(ADMINISTRATOR, MAIN, "ann");
    assertThat(bench.store.applied(RecordChange.class))
        .extracting(RecordChange::operation, RecordChange::detail)
        .containsExactly(
            tuple("ADD", Map.of("card", "7")),
            tuple("CHANGE", Map.of("fields", "password")),
            tuple("REMOVE", Map.of("card", "7")));
    assertThat(bench.store.applied(Note.class))
        .singleElement()
        .satisfies(
            note -> {
              assertThat(note.operation()).isEqualTo("SHOW_PASSWORD");
              assertThat(note.target()).isEqualTo("receiver-account:ann");
            });
    for (StateChange change : bench.store.applied) {
      assertThat(change.toString())
          .doesNotContain("journal-secret")
          .doesNotContain(text(made.password()));
    }
  }

  @Test
  void listsAPageAndFindsByCard() {
    for (int i = 0; i < 5; i++) {
      desk.add(ADMINISTRATOR, account("r" + i, 100 + i, true));
    }
    assertThat(desk.list(ADMINISTRATOR, MAIN, RecordFilter.page(Optional.of("r1"), 2)))
        .extracting(ReceiverAccount::name)
        .containsExactly("r2", "r3");
    assertThat(
            desk.list(
                ADMINISTRATOR,
                MAIN,
                new RecordFilter(Optional.empty(), Map.of("card", "103"), Optional.empty(), 10)))
        .extracting(ReceiverAccount::name)
        .containsExactly("r3");
    refused(
        ErrorCode.FIELD_INVALID,
        () ->
            desk.list(
                ADMINISTRATOR,
                MAIN,
                new RecordFilter(Optional.empty(), Map.of("password", "x"), Optional.empty(), 10)));
  }
}
