package io.caskade.rights.mirror;

import static io.caskade.rights.mirror.TestCards.NORTH;
import static io.caskade.rights.mirror.TestCards.card;
import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.base.Network;
import io.caskade.api.base.NetworkId;
import io.caskade.api.ops.Alarm;
import io.caskade.api.ops.AlarmCode;
import io.caskade.api.rights.ChangeFeed;
import io.caskade.api.rights.Urgency;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MirrorRoundsTest {
  private static final ZoneId ZONE = ZoneId.of("Europe/Sofia");

  private final InstantSource clock = InstantSource.fixed(TestCards.NOON);
  private final TestVault vault = new TestVault("one");
  private final Path path;
  private MirrorSettings settings;
  private long nanos;
  private final Announcer announcer = new Announcer();
  private MirrorTable table = new MirrorTable(clock, ZONE, revision -> {});
  private StandingAlarms alarms = new StandingAlarms(clock);
  private SnapshotKeeper snapshot;
  private MirrorRounds rounds;

  MirrorRoundsTest(@TempDir Path folder) {
    settings = MirrorSettings.in(folder);
    path = settings.snapshot();
    snapshot = new SnapshotKeeper(table, alarms, () -> settings, () -> nanos);
    rounds = rounds();
  }

  private MirrorRounds rounds() {
    var intake = new CardIntake(table, new CardKeys(alarms));
    return new MirrorRounds(
        new FeedFollower(table, intake, announcer, clock),
        new BoundaryWatch(table, announcer),
        snapshot,
        alarms,
        () -> settings,
        () -> {});
  }

  private void restart() {
    table = new MirrorTable(clock, ZONE, revision -> {});
    alarms = new StandingAlarms(clock);
    snapshot = new SnapshotKeeper(table, alarms, () -> settings, () -> nanos);
    rounds = rounds();
  }

  private Duration round(@Nullable ChangeFeed feed) {
    return rounds.round(new MirrorRounds.Services(vault, vault.seal(), feed));
  }

  private static TestFeed feedOf(int cards) {
    var feed = new TestFeed();
    for (int serial = 0; serial < cards; serial++) {
      feed.put(card(NORTH, serial, 1), Urgency.SINGLE);
    }
    return feed;
  }

  @Test
  void theDefaultNetworkServesBeforeAnythingWasRead() {
    assertThat(table.networks())
        .containsExactly(new Network(NetworkId.MAIN, 0x0B00, "tvcas3", ZONE, ZONE));
    assertThat(table.ready()).isFalse();
    var away = new TestFeed();
    away.away = true;

    round(away);

    assertThat(table.networks()).extracting(Network::id).containsExactly(NetworkId.MAIN);
    assertThat(table.ready()).isFalse();
  }

  @Test
  void aDatabaseThatIsAwayIsTriedWithLongerPausesAndOneAlarm() {
    TestFeed feed = feedOf(1);
    round(feed);
    feed.away = true;
    List<Long> pauses = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      pauses.add(round(feed).toSeconds());
    }

    assertThat(pauses).containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L);
    assertThat(alarms.alarms())
        .singleElement()
        .extracting(Alarm::code)
        .isEqualTo(AlarmCode.DATABASE_UNREACHABLE);
    assertThat(table.ready()).isTrue();
    assertThat(table.size(NORTH)).isEqualTo(1);

    feed.away = false;
    feed.put(card(NORTH, 50, 1), Urgency.SINGLE);
    assertThat(round(feed)).isEqualTo(Duration.ofSeconds(1));
    assertThat(alarms.alarms()).isEmpty();
    assertThat(table.size(NORTH)).isEqualTo(2);
  }

  @Test
  void aDatabaseThatComesAFewSecondsLaterIsStarting() {
    TestFeed feed = feedOf(1);
    feed.away = true;
    for (int i = 0; i < 3; i++) {
      round(feed);
      assertThat(alarmText()).isEqualTo("The database is starting: switched off.");
    }
    round(feed);
    assertThat(alarmText()).isEqualTo("The database does not answer: switched off.");
  }

  @Test
  void aDatabaseThatSaysThatItStartsIsNotAwayForTwoMinutes() {
    TestFeed feed = feedOf(1);
    feed.starting = true;
    for (int i = 0; i < 120; i++) {
      assertThat(round(feed)).isEqualTo(Duration.ofSeconds(1));
    }
    assertThat(alarmText()).isEqualTo("The database is starting: JPA starts.");
    round(feed);
    assertThat(alarmText()).isEqualTo("The database does not answer: JPA starts.");

    feed.starting = false;
    round(feed);
    assertThat(alarms.alarms()).isEmpty();
  }

  private String alarmText() {
    assertThat(alarms.alarms()).hasSize(1);
    return alarms.alarms().get(0).text(Locale.ENGLISH);
  }

  @Test
  void aMissingStoreIsAnAlarmAfterAWhile() {
    for (int i = 0; i < 10; i++) {
      round(null);
    }
    assertThat(alarmText()).isEqualTo("The database is starting: no store is running.");
    round(null);
    assertThat(alarmText()).isEqualTo("The database does not answer: no store is running.");

    round(feedOf(1));
    assertThat(alarms.alarms()).isEmpty();
  }

  @Test
  void cardsAndNetworksComeFromTheSnapshotWhenTheDatabaseIsAway() {
    TestFeed feed = feedOf(3);
    round(feed);
    snapshot.tick(vault.seal());
    restart();
    feed.away = true;

    round(feed);

    assertThat(table.ready()).isTrue();
    assertThat(table.size(NORTH)).isEqualTo(3);
    assertThat(table.networks()).extracting(Network::id).containsExactly(NORTH);
    feed.away = false;
    feed.calls.clear();
    round(feed);
    assertThat(feed.calls).doesNotContain("readAll");
  }

  @Test
  void aTamperedSnapshotIsSetAsideAndTheDatabaseIsRead() throws IOException {
    TestFeed feed = feedOf(3);
    round(feed);
    snapshot.tick(vault.seal());
    byte[] bytes = Files.readAllBytes(path);
    bytes[bytes.length / 2] ^= 1;
    Files.write(path, bytes);
    restart();

    round(null);
    assertThat(table.ready()).isFalse();
    assertThat(path).doesNotExist();
    assertThat(path.resolveSibling("cards.snapshot.rejected")).exists();

    round(feed);
    assertThat(table.size(NORTH)).isEqualTo(3);
  }

  @Test
  void nothingIsReadBeforeTheVaultIsThere() {
    TestFeed feed = feedOf(1);

    rounds.round(new MirrorRounds.Services(null, null, feed));

    assertThat(feed.calls).isEmpty();
  }

  @Test
  void theSnapshotIsWrittenWhenSomethingChangedAndNotTooOften() throws IOException {
    TestFeed feed = feedOf(1);
    snapshot.tick(vault.seal());
    assertThat(path).doesNotExist();
    round(feed);
    snapshot.tick(vault.seal());
    assertThat(path).exists();

    feed.put(card(NORTH, 60, 1), Urgency.SINGLE);
    round(feed);
    Files.delete(path);
    nanos += Duration.ofSeconds(59).toNanos();
    snapshot.tick(vault.seal());
    assertThat(path).doesNotExist();
    nanos += Duration.ofSeconds(1).toNanos();
    snapshot.tick(vault.seal());
    assertThat(path).exists();

    Files.delete(path);
    nanos += Duration.ofHours(1).toNanos();
    snapshot.tick(vault.seal());
    assertThat(path).doesNotExist();
  }

  @Test
  void aSnapshotThatCannotBeWrittenIsAnAlarmThatEndsByItself(@TempDir Path other)
      throws IOException {
    Path full = other.resolve("full");
    Files.writeString(full, "not a folder");
    settings =
        new MirrorSettings(
            full.resolve("cards.snapshot"), Duration.ofSeconds(1), Duration.ofSeconds(60));
    round(feedOf(2));
    snapshot.tick(vault.seal());

    assertThat(alarms.alarms())
        .singleElement()
        .extracting(Alarm::code)
        .isEqualTo(AlarmCode.SNAPSHOT_NOT_WRITTEN);
    assertThat(table.size(NORTH)).isEqualTo(2);

    Files.delete(full);
    nanos += Duration.ofSeconds(60).toNanos();
    snapshot.tick(vault.seal());
    assertThat(alarms.alarms()).isEmpty();
    assertThat(full.resolve("cards.snapshot")).exists();
  }
}
