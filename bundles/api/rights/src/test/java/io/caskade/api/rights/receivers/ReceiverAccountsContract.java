package io.caskade.api.rights.receivers;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.Octets;
import io.caskade.api.keys.WrappedKey;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link ReceiverAccounts} must do; a user's own passes the same. */
public abstract class ReceiverAccountsContract {
  private static final NetworkId NORTH = new NetworkId("north");
  private static final NetworkId SOUTH = new NetworkId("south");
  private static final ReceiverRules RULES =
      new ReceiverRules(3, Set.of("newcamd"), List.of("192.0.2.0/24"), false, 2);

  /** Those under test, which know nothing yet; the same ones during a test. */
  protected abstract ReceiverAccounts accounts();

  /** Makes these the accounts of the head-end, and returns when they are shown. */
  protected abstract void become(List<ReceiverAccount> accounts);

  @Test
  void areNotReadyBeforeAnythingWasRead() {
    assertThat(accounts().ready()).isFalse();
    assertThat(accounts().all()).isEmpty();
  }

  @Test
  void areReadyAlsoWhenThereAreNone() {
    become(List.of());
    assertThat(accounts().ready()).isTrue();
    assertThat(accounts().all()).isEmpty();
  }

  @Test
  void showEveryFieldOfTheAccountsOfAllNetworks() {
    List<ReceiverAccount> wanted = List.of(account(NORTH, "ann", 1), account(SOUTH, "bob", 4));
    become(wanted);
    assertThat(accounts().all()).containsExactlyInAnyOrderElementsOf(wanted);
  }

  @Test
  void theGenerationGrowsWithEachChangeAndOnlyThen() {
    become(List.of(account(NORTH, "ann", 1)));
    long first = accounts().generation();
    become(List.of(account(NORTH, "ann", 1)));
    assertThat(accounts().generation()).isEqualTo(first);
    become(List.of(account(NORTH, "ann", 2)));
    long second = accounts().generation();
    assertThat(second).isGreaterThan(first);
    become(List.of(account(NORTH, "ann", 2), account(NORTH, "bob", 1)));
    long third = accounts().generation();
    assertThat(third).isGreaterThan(second);
    become(List.of());
    assertThat(accounts().generation()).isGreaterThan(third);
    assertThat(accounts().all()).isEmpty();
  }

  /** A name that is given again begins with version 1. */
  @Test
  void aLowerVersionOfANewAccountIsShown() {
    become(List.of(account(NORTH, "ann", 9)));
    become(List.of());
    become(List.of(account(NORTH, "ann", 1)));
    assertThat(accounts().all()).containsExactly(account(NORTH, "ann", 1));
  }

  @Test
  void aNameMovesToAnotherNetwork() {
    become(List.of(account(NORTH, "ann", 1)));
    become(List.of(account(SOUTH, "ann", 1)));
    assertThat(accounts().all()).containsExactly(account(SOUTH, "ann", 1));
  }

  @Test
  void whatWasGivenStaysAsItWas() {
    become(List.of(account(NORTH, "ann", 1)));
    List<ReceiverAccount> given = accounts().all();
    become(List.of());
    assertThat(given).containsExactly(account(NORTH, "ann", 1));
  }

  private static ReceiverAccount account(NetworkId network, String name, long version) {
    return new ReceiverAccount(
        network,
        name,
        version,
        new CardSerial(2_100_000_000L + name.length()),
        new WrappedKey(Octets.parseHex("0102030405")),
        RULES,
        version % 2 == 1);
  }
}
