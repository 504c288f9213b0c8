package io.caskade.rights.mirror;

import static io.caskade.rights.mirror.TestCards.NORTH;
import static io.caskade.rights.mirror.TestCards.card;
import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.ops.MetricFamily.Reading;
import io.caskade.api.rights.Urgency;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MirrorMetricsTest {
  private static final ZoneId ZONE = ZoneId.of("Europe/Sofia");

  private final InstantSource clock = InstantSource.fixed(TestCards.NOON);
  private final TestVault vault = new TestVault("one");
  private final MirrorTable table = new MirrorTable(clock, ZONE, revision -> {});
  private final StandingAlarms alarms = new StandingAlarms(clock);
  private final TestFeed feed = new TestFeed();
  private long nanos = TimeUnit.SECONDS.toNanos(100);
  private final SnapshotKeeper snapshot;
  private final MirrorMetrics metrics;
  private final MirrorRounds rounds;

  MirrorMetricsTest(@TempDir Path folder) {
    MirrorSettings settings = MirrorSettings.in(folder);
    snapshot = new SnapshotKeeper(table, alarms, () -> settings, () -> nanos);
    metrics = new MirrorMetrics(table, snapshot::shown, clock, () -> nanos);
    var announcer = new Announcer();
    rounds =
        new MirrorRounds(
            new FeedFollower(table, new CardIntake(table, new CardKeys(alarms)), announcer, clock),
            new BoundaryWatch(table, announcer),
            snapshot,
            alarms,
            () -> settings,
            metrics::heard);
  }

  private void round() {
    rounds.round(new MirrorRounds.Services(vault, vault.seal(), feed));
  }

  private OptionalDouble read(String name, String network) {
    return metrics.metrics().stream()
        .filter(family -> family.name().equals(name))
        .flatMap(family -> family.samples().stream())
        .filter(sample -> network.equals(sample.labels().getOrDefault("network", "")))
        .mapToDouble(sample -> ((Reading.Value) sample.reading()).value())
        .findFirst();
  }

  private double value(String name) {
    return read(name, "").orElseThrow();
  }

  @Test
  void nothingIsSaidOfNewsAndSnapshotBeforeThereAreAny() {
    assertThat(value("mirror_ready")).isZero();
    assertThat(read("mirror_news_age_seconds", "")).isEmpty();
    assertThat(read("mirror_snapshot_age_seconds", "")).isEmpty();
  }

  @Test
  void tellsHowManyCardsThereAreAndHowFarTheFeedIs() {
    feed.put(card(NORTH, 1, 1), Urgency.SINGLE);
    round();
    feed.put(card(NORTH, 2, 1), Urgency.SINGLE);
    metrics.sealed(2);

    assertThat(value("mirror_ready")).isEqualTo(1);
    assertThat(read("mirror_cards", NORTH.value())).hasValue(1);
    assertThat(value("mirror_lag_changes")).isEqualTo(1);
    round();
    assertThat(value("mirror_lag_changes")).isZero();
    assertThat(value("mirror_applied_change")).isEqualTo(2);
    assertThat(read("mirror_cards", NORTH.value())).hasValue(2);
  }

  @Test
  void tellsHowManyReceiverAccountsThereAreOnceTheyAreKnown() {
    assertThat(read("mirror_receivers", "")).isEmpty();
    round();
    assertThat(value("mirror_receivers")).isZero();
    feed.put(TestAccounts.account(NORTH, "ann", 1));
    round();
    assertThat(value("mirror_receivers")).isEqualTo(1);
  }

  @Test
  void newsGrowOldWhileTheDatabaseIsAway() {
    feed.put(card(NORTH, 1, 1), Urgency.SINGLE);
    round();
    feed.away = true;
    nanos += TimeUnit.SECONDS.toNanos(30);
    round();
    assertThat(value("mirror_news_age_seconds")).isEqualTo(30);
    feed.away = false;
    round();
    assertThat(value("mirror_news_age_seconds")).isZero();
  }

  @Test
  void theSnapshotIsBehindUntilItIsWritten() {
    feed.put(card(NORTH, 1, 1), Urgency.SINGLE);
    round();
    assertThat(value("mirror_snapshot_lag_changes")).isEqualTo(1);
    snapshot.write(vault.seal());
    assertThat(value("mirror_snapshot_lag_changes")).isZero();
    assertThat(value("mirror_snapshot_age_seconds")).isZero();
  }
}
