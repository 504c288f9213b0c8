package io.caskade.rights.mirror;

import static io.caskade.rights.mirror.TestCards.NORTH;

import io.caskade.api.base.EmmDatagram;
import io.caskade.api.base.NetworkDirectory;
import io.caskade.api.ecm.CasProfile;
import io.caskade.api.emm.EmmAudience;
import io.caskade.api.emm.EmmFeed;
import io.caskade.api.rights.CardTable;
import io.caskade.ecm.profiletvcas3.Tvcas3Profile;
import io.caskade.emm.carousel.Carousel;
import io.caskade.keys.crypto.BlockCiphers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Mirror and carousel as the head-end runs them, in virtual time and without threads. */
final class SimulatedHeadEnd implements AutoCloseable {
  private static final int ROOM = 4096;

  private final TestFeed feed;
  private final TestVault vault;
  private final SnapshotKeeper snapshot;
  private final MirrorRounds rounds;
  private final Carousel carousel;
  private final EmmFeed air;

  /**
   * @param cycle time of one round of the carousel
   */
  SimulatedHeadEnd(
      InstantSource clock, TestFeed feed, TestVault vault, Path folder, Duration cycle) {
    this.feed = feed;
    this.vault = vault;
    var table = new MirrorTable(clock, ZoneOffset.UTC, revision -> {});
    var alarms = new StandingAlarms(clock);
    var announcer = new Announcer();
    MirrorSettings settings = MirrorSettings.in(folder);
    snapshot = new SnapshotKeeper(table, alarms, () -> settings, () -> nanos(clock));
    rounds =
        new MirrorRounds(
            new FeedFollower(table, new CardIntake(table, new CardKeys(alarms)), announcer, clock),
            new BoundaryWatch(table, announcer),
            snapshot,
            alarms,
            () -> settings,
            () -> {});
    carousel = new Carousel(clock, () -> nanos(clock));
    CasProfile profile = new Tvcas3Profile(new BlockCiphers());
    carousel.use((CardTable) table);
    carousel.use((NetworkDirectory) table);
    carousel.add(profile, Tvcas3Profile.PROFILE, 0, "1.0.0");
    announcer.add(carousel);
    air = carousel.open(new EmmAudience("mux", Set.of(NORTH), Set.of(), cycle));
  }

  private static long nanos(InstantSource clock) {
    return Duration.between(Instant.EPOCH, clock.instant()).toNanos();
  }

  /** Follows the database and gives out all EMMs that are due. */
  List<EmmDatagram> pump() {
    var services = new MirrorRounds.Services(vault, vault.seal(), feed);
    while (rounds.round(services).isZero()) {
      continue;
    }
    List<EmmDatagram> emms = new ArrayList<>();
    Optional<EmmDatagram> next = air.next(ROOM);
    while (next.isPresent()) {
      emms.add(next.get());
      next = air.next(ROOM);
    }
    return emms;
  }

  /** Leaves the snapshot. */
  @Override
  public void close() {
    snapshot.write(vault.seal());
    air.close();
    carousel.close();
  }
}
