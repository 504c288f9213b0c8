package io.caskade.faces.console.commands.receivers;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.Octets;
import io.caskade.api.keys.WrappedKey;
import io.caskade.api.receivers.ReceiverPassword;
import io.caskade.api.rights.RecordFilter;
import io.caskade.api.rights.receivers.NewReceiverAccount;
import io.caskade.api.rights.receivers.ReceiverAccount;
import io.caskade.api.rights.receivers.ReceiverManagement;
import io.caskade.api.rights.receivers.ReceiverRules;
import io.caskade.faces.console.commands.Fake;
import io.caskade.faces.console.commands.Shell;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReceiverCommandsTest {
  private static final CardSerial CARD = new CardSerial(2_100_000_000L);
  private static final ReceiverRules RULES =
      new ReceiverRules(3, Set.of("newcamd", "cccam"), List.of("192.0.2.0/24"), false, 1);

  private final List<String> passwords = new ArrayList<>();
  private final Fake<ReceiverManagement> receivers =
      Fake.of(ReceiverManagement.class)
          .on("list", List.of(account(RULES, true)))
          .on("show", account(RULES, true))
          .on("add", asked -> made(((NewReceiverAccount) asked.get(1)).password()))
          .on("change", asked -> account((ReceiverRules) asked.get(3), (boolean) asked.get(4)))
          .on("changePassword", asked -> made(given(asked.get(3))))
          .on("password", asked -> ReceiverPassword.of("the-present-one"))
          .takes("remove");
  private final Shell shell = new Shell(receivers);

  private static ReceiverAccount account(ReceiverRules rules, boolean enabled) {
    return new ReceiverAccount(
        NetworkId.MAIN, "ann", 4, CARD, new WrappedKey(Octets.parseHex("0A0B")), rules, enabled);
  }

  @SuppressWarnings("unchecked")
  private static Optional<ReceiverPassword> given(Object argument) {
    return (Optional<ReceiverPassword>) argument;
  }

  private ReceiverManagement.Made made(Optional<ReceiverPassword> given) {
    passwords.add(given.map(one -> new String(one.bytes(), StandardCharsets.UTF_8)).orElse("none"));
    return new ReceiverManagement.Made(
        account(RULES, true), ReceiverPassword.of("Kp7mQ2xWv9TzRb4d"));
  }

  @Test
  void theListShowsRulesAndNoPassword() throws Exception {
    assertThat(shell.run(ReceiverList.class))
        .isEqualTo(
            """
            Account | Card          | Enabled | Services | Protocols      | Addresses    | Newest wins | Downhops | Version
            --------+---------------+---------+----------+----------------+--------------+-------------+----------+--------
            ann     | 210-000-000-0 | yes     | 3        | cccam, newcamd | 192.0.2.0/24 | no          | 1        | 4\
            """);
    assertThat(shell.run(ReceiverList.class, "--json"))
        .contains("\"card\":\"2100000000\"", "\"newestWins\":false", "\"services\":3")
        .doesNotContain("0A0B", "password");
    shell.run(ReceiverList.class, "-c", "210-000-000-0", "--after", "a", "-l", "5", "an");
    assertThat(receivers.last().subList(1, 3))
        .containsExactly(
            NetworkId.MAIN,
            new RecordFilter(Optional.of("an"), Map.of("card", "2100000000"), Optional.of("a"), 5));
  }

  @Test
  void anAccountIsAddedWithItsCardAndItsPasswordShown() throws Exception {
    assertThat(shell.run(ReceiverAdd.class, "--make-card", "ann", "210-000-000-0"))
        .isEqualTo("Account   ann\nPassword  Kp7mQ2xWv9TzRb4d");
    assertThat(receivers.last().get(1))
        .isEqualTo(
            new NewReceiverAccount(
                NetworkId.MAIN, "ann", CARD, true, Optional.empty(), ReceiverRules.DEFAULT));
    assertThat(passwords).containsExactly("none");
  }

  @Test
  void rulesAreOptions() throws Exception {
    shell.run(
        ReceiverAdd.class,
        "-s",
        "3",
        "-p",
        "newcamd",
        "-p",
        "cccam",
        "-a",
        "192.0.2.0/24",
        "--newest-wins",
        "no",
        "--downhops",
        "1",
        "ann",
        "2100000000");
    NewReceiverAccount wanted = (NewReceiverAccount) receivers.last().get(1);
    assertThat(wanted.rules()).isEqualTo(RULES);
    assertThat(wanted.makesCard()).isFalse();
  }

  @Test
  void aPasswordIsAskedForTwiceAndNeverAnArgument() throws Exception {
    assertThat(
            shell
                .types("typed-secret", "typed-secret")
                .run(ReceiverAdd.class, "--ask", "ann", "2100000000"))
        .doesNotContain("typed-secret");
    assertThat(passwords).containsExactly("typed-secret");
    assertThat(
            shell
                .types("one-secret", "two-secret")
                .refused(ReceiverPasswordChange.class, "--ask", "ann"))
        .contains("differ");
    assertThat(passwords).hasSize(1);
  }

  @Test
  void aChangeKeepsWhatIsNotNamed() throws Exception {
    assertThat(shell.run(ReceiverChange.class, "-e", "no", "ann")).contains("| no ");
    assertThat(receivers.last().subList(1, 6))
        .containsExactly(NetworkId.MAIN, "ann", RULES, false, OptionalLong.of(4));
    shell.run(ReceiverChange.class, "-s", "5", "-p", "any", "-a", "any", "ann");
    assertThat(receivers.last().get(3))
        .isEqualTo(new ReceiverRules(5, Set.of(), List.of(), false, 1));
    assertThat(receivers.last().get(4)).isEqualTo(true);
    assertThat(shell.refused(ReceiverChange.class, "-e", "maybe", "ann")).contains("yes, no");
  }

  @Test
  void aPasswordIsMadeOrShown() throws Exception {
    assertThat(shell.run(ReceiverPasswordChange.class, "ann"))
        .contains("Kp7mQ2xWv9TzRb4d", "is sent away");
    assertThat(passwords).containsExactly("none");
    assertThat(shell.run(ReceiverPasswordChange.class, "--show", "ann"))
        .isEqualTo("Account   ann\nPassword  the-present-one");
    assertThat(passwords).as("nothing was changed").hasSize(1);
  }

  @Test
  void anAccountIsRemovedAndTheAnswerSaysWhatStays() throws Exception {
    assertThat(shell.run(ReceiverRemove.class, "-n", "north", "ann")).contains("its card");
    assertThat(receivers.last().subList(1, 3)).containsExactly(new NetworkId("north"), "ann");
    assertThat(new Shell("ru", receivers).run(ReceiverRemove.class, "ann")).contains("карта");
  }

  @Test
  void aRefusalComesWithItsCure() throws Exception {
    receivers.on(
        "add",
        asked -> {
          throw new CaskadeException(ErrorCode.RECEIVER_EXISTS, "ann");
        });
    assertThat(shell.refused(ReceiverAdd.class, "ann", "2100000000"))
        .contains("ann", "another name");
  }

  @Test
  void withoutManagementTheCommandSaysSo() throws Exception {
    assertThat(new Shell().refused(ReceiverList.class)).contains("ReceiverManagement");
  }
}
