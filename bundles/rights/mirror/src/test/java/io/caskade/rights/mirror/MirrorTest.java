package io.caskade.rights.mirror;

import static io.caskade.rights.mirror.TestCards.NORTH;
import static io.caskade.rights.mirror.TestCards.card;
import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.rights.Urgency;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MirrorTest {
  @Test
  void aHintIsFollowedAtOnceAndClosingLeavesASnapshotAndNoThread(@TempDir Path folder)
      throws InterruptedException {
    var settings =
        new MirrorSettings(
            folder.resolve("cards.snapshot"), Duration.ofHours(1), Duration.ofHours(1));
    var vault = new TestVault("one");
    var feed = new TestFeed();
    var loaded = new CountDownLatch(1);
    var changed = new CountDownLatch(1);
    var mirror =
        new Mirror(
            settings,
            InstantSource.fixed(TestCards.NOON),
            ZoneOffset.UTC,
            revision -> loaded.countDown());
    mirror.useVault(vault);
    mirror.useSeal(vault.seal());
    mirror.useFeed(feed);
    mirror.add((network, serials, urgency, at) -> changed.countDown());
    mirror.start();
    try {
      assertThat(loaded.await(1, TimeUnit.MINUTES)).isTrue();
      feed.put(card(NORTH, 1, 1), Urgency.SINGLE);
      mirror.sealed(1);
      assertThat(changed.await(1, TimeUnit.MINUTES)).isTrue();
      assertThat(mirror.table().size(NORTH)).isEqualTo(1);
    } finally {
      mirror.close();
    }
    assertThat(settings.snapshot()).exists();
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .noneMatch(name -> name.startsWith("caskade-mirror"));
  }

  /** After a power cut receivers log in before the database is back. */
  @Test
  void accountsAreKnownFromTheSnapshotWhileTheDatabaseIsAway(@TempDir Path folder)
      throws InterruptedException {
    var vault = new TestVault("one");
    var feed = new TestFeed();
    feed.there(TestAccounts.account(NORTH, "ann", 1));
    var loaded = new CountDownLatch(1);
    Mirror first = mirror(folder, vault, loaded);
    first.useFeed(feed);
    assertThat(first.receivers().ready()).isFalse();
    first.start();
    try {
      assertThat(loaded.await(1, TimeUnit.MINUTES)).isTrue();
    } finally {
      first.close();
    }
    assertThat(first.receivers().all()).hasSize(1);
    feed.away = true;
    var read = new CountDownLatch(1);
    Mirror second = mirror(folder, vault, read);
    second.useFeed(feed);
    second.start();
    try {
      assertThat(read.await(1, TimeUnit.MINUTES)).isTrue();
      assertThat(second.receivers().ready()).isTrue();
      assertThat(second.receivers().all()).containsExactly(TestAccounts.account(NORTH, "ann", 1));
    } finally {
      second.close();
    }
  }

  private static Mirror mirror(Path folder, TestVault vault, CountDownLatch networksRead) {
    var mirror =
        new Mirror(
            MirrorSettings.in(folder),
            InstantSource.system(),
            ZoneOffset.UTC,
            revision -> networksRead.countDown());
    mirror.useVault(vault);
    mirror.useSeal(vault.seal());
    return mirror;
  }

  @Test
  void aServiceThatWasReplacedIsNotForgottenByTheOldOneLeaving(@TempDir Path folder)
      throws InterruptedException {
    var vault = new TestVault("one");
    var old = new TestFeed();
    var fresh = new TestFeed();
    fresh.networks.add(TestFeed.network("south", 2));
    var loaded = new CountDownLatch(1);
    var mirror =
        new Mirror(
            MirrorSettings.in(folder),
            InstantSource.system(),
            ZoneOffset.UTC,
            revision -> loaded.countDown());
    mirror.useVault(vault);
    mirror.useSeal(vault.seal());
    mirror.useFeed(old);
    mirror.useFeed(fresh);
    mirror.forgetFeed(old);
    mirror.start();
    try {
      assertThat(loaded.await(1, TimeUnit.MINUTES)).isTrue();
      assertThat(mirror.networks().networks()).hasSize(2);
      assertThat(old.calls).isEmpty();
    } finally {
      mirror.close();
    }
  }
}
