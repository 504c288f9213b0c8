package io.caskade.rights.mirror;

import static io.caskade.rights.mirror.TestAccounts.account;
import static io.caskade.rights.mirror.TestCards.NORTH;
import static io.caskade.rights.mirror.TestCards.SOUTH;
import static io.caskade.rights.mirror.TestCards.card;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.rights.Urgency;
import io.caskade.api.rights.receivers.ReceiverAccount;
import io.caskade.api.rights.receivers.ReceiverAccounts;
import io.caskade.api.rights.receivers.ReceiverAccountsContract;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Accounts as the feed brings them. */
class MirrorAccountsTest extends ReceiverAccountsContract {
  private final InstantSource clock = InstantSource.fixed(TestCards.NOON);
  private final MirrorTable table = new MirrorTable(clock, ZoneOffset.UTC, revision -> {});
  private final MirrorAccounts accounts = new MirrorAccounts(table);
  private final TestVault vault = new TestVault("one");
  private final Map<String, ReceiverAccount> present = new HashMap<>();
  private TestFeed feed = new TestFeed();
  private final FeedFollower follower = follower();

  private FeedFollower follower() {
    return new FeedFollower(
        table,
        new CardIntake(table, new CardKeys(new StandingAlarms(clock))),
        new Announcer(),
        clock);
  }

  private void followToTheEnd() {
    while (follower.follow(feed, vault)) {
      assertThat(feed.calls.size()).isLessThan(100_000);
    }
  }

  @Override
  protected ReceiverAccounts accounts() {
    return accounts;
  }

  @Override
  protected void become(List<ReceiverAccount> wanted) {
    for (ReceiverAccount account : List.copyOf(present.values())) {
      if (wanted.stream()
          .noneMatch(
              other ->
                  other.name().equals(account.name())
                      && other.network().equals(account.network()))) {
        feed.remove(account);
        present.remove(account.name());
      }
    }
    for (ReceiverAccount account : wanted) {
      feed.put(account);
      present.put(account.name(), account);
    }
    followToTheEnd();
  }

  @Test
  void onlyWhatChangedIsReadAgain() {
    for (int i = 0; i < 50; i++) {
      feed.there(account(NORTH, "a" + i, 1));
    }
    followToTheEnd();
    assertThat(accounts.all()).hasSize(50);
    feed.calls.clear();
    feed.put(account(NORTH, "a7", 2));
    feed.put(card(NORTH, 1, 1), Urgency.SINGLE);
    followToTheEnd();
    assertThat(feed.calls).contains("records 1").doesNotContain("readAll ReceiverAccount");
    assertThat(accounts.all()).hasSize(50).contains(account(NORTH, "a7", 2));
    feed.calls.clear();
    feed.put(card(NORTH, 1, 2), Urgency.SINGLE);
    followToTheEnd();
    assertThat(feed.calls).noneMatch(call -> call.startsWith("records"));
  }

  /** The snapshot's place is kept behind what was read, so it is read again after a fault. */
  @Test
  void whatCouldNotBeReadIsReadInTheNextRound() {
    followToTheEnd();
    feed.put(account(NORTH, "ann", 1));
    feed.failing = "records";
    assertThatThrownBy(() -> follower.follow(feed, vault)).isInstanceOf(CaskadeException.class);
    follower.detach();
    assertThat(table.image().position().seq()).isZero();
    feed.failing = "";
    followToTheEnd();
    assertThat(accounts.all()).containsExactly(account(NORTH, "ann", 1));
  }

  @Test
  void aSnapshotOfCardsAloneLetsTheAccountsBeReadFromTheDatabase() {
    feed.put(card(NORTH, 1, 1), Urgency.SINGLE);
    feed.there(account(NORTH, "ann", 1));
    followToTheEnd();
    table.publish(table.image().with(KnownAccounts.NONE));
    assertThat(accounts.ready()).isFalse();
    follower.detach();
    feed.calls.clear();
    followToTheEnd();
    assertThat(feed.calls).contains("readAll ReceiverAccount").doesNotContain("readAll");
    assertThat(accounts.ready()).isTrue();
    assertThat(accounts.all()).containsExactly(account(NORTH, "ann", 1));
  }

  @Test
  void anotherDatabaseHasOtherAccounts() {
    feed.put(account(NORTH, "ann", 1));
    followToTheEnd();
    long before = accounts.generation();
    feed = new TestFeed();
    feed.put(account(SOUTH, "bob", 1));
    follower.detach();
    followToTheEnd();
    assertThat(accounts.all()).containsExactly(account(SOUTH, "bob", 1));
    assertThat(accounts.generation()).isGreaterThan(before);
  }

  @Test
  void aGapInTheFeedLetsAllBeReadAgain() {
    feed.put(account(NORTH, "ann", 1));
    feed.put(account(NORTH, "bob", 1));
    followToTheEnd();
    feed.remove(account(NORTH, "ann", 1));
    feed.put(account(NORTH, "eve", 1));
    feed.prune();
    feed.put(card(NORTH, 1, 1), Urgency.SINGLE);
    followToTheEnd();
    assertThat(accounts.all())
        .containsExactlyInAnyOrder(account(NORTH, "bob", 1), account(NORTH, "eve", 1));
  }

  /** Names come, go, come again and change their network, in pages of any length. */
  @Property(tries = 50)
  void theAccountsAreThoseOfTheDatabaseWhateverHappened(@ForAll Random random) {
    for (int round = 0; round < 20; round++) {
      for (int i = random.nextInt(6); i > 0; i--) {
        String name = "r" + random.nextInt(4);
        ReceiverAccount before = present.get(name);
        if (before != null) {
          feed.remove(before);
          present.remove(name);
        }
        if (random.nextInt(3) > 0) {
          var next = account(random.nextBoolean() ? NORTH : SOUTH, name, 1 + random.nextInt(3));
          feed.put(next);
          present.put(name, next);
        }
      }
      long generation = accounts.generation();
      List<ReceiverAccount> shown = accounts.all();
      followToTheEnd();
      assertThat(accounts.all()).containsExactlyInAnyOrderElementsOf(present.values());
      if (!new ArrayList<>(shown).equals(accounts.all())) {
        assertThat(accounts.generation()).isGreaterThan(generation);
      }
    }
  }
}
