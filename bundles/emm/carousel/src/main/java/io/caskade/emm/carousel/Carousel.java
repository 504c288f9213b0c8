package io.caskade.emm.carousel;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.NetworkDirectory;
import io.caskade.api.base.NetworkId;
import io.caskade.api.ecm.CasProfile;
import io.caskade.api.emm.EmmAudience;
import io.caskade.api.emm.EmmFeed;
import io.caskade.api.emm.EmmSource;
import io.caskade.api.ops.MetricFamily;
import io.caskade.api.rights.CardListener;
import io.caskade.api.rights.CardTable;
import io.caskade.api.rights.Urgency;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;

/**
 * What goes on air next, for each mux. Owns no thread and no socket: whoever owns a socket pulls.
 * Table, networks and profiles may come and go; meanwhile changes wait. Safe for any thread.
 */
public final class Carousel implements EmmSource, CardListener, AutoCloseable {
  private final InstantSource wall;
  private final LongSupplier nanos;
  private final Surroundings surroundings = new Surroundings();
  private final List<CarouselFeed> feeds = new CopyOnWriteArrayList<>();

  /** Guarded by itself. */
  private final RecentChanges recent = new RecentChanges();

  /** On the clocks of this machine. */
  public Carousel() {
    this(InstantSource.system(), System::nanoTime);
  }

  /**
   * A carousel on other clocks.
   *
   * @param wall tells which rights hold and which offset a zone has
   * @param nanos monotonic, for repeats and pauses: a step of the wall clock moves none of them
   */
  public Carousel(InstantSource wall, LongSupplier nanos) {
    this.wall = wall;
    this.nanos = nanos;
  }

  @Override
  public EmmFeed open(EmmAudience audience) {
    return opened(audience);
  }

  @Override
  public EmmFeed takeOver(EmmAudience audience) {
    CarouselFeed feed = opened(audience);
    synchronized (recent) {
      recent.replay(feed::changed, nanos.getAsLong());
    }
    return feed;
  }

  private CarouselFeed opened(EmmAudience audience) {
    var feed = new CarouselFeed(audience, surroundings, wall, nanos, feeds::remove);
    feeds.add(feed);
    return feed;
  }

  @Override
  public void changed(
      NetworkId network, List<CardSerial> serials, Urgency urgency, Instant committedAt) {
    synchronized (recent) {
      recent.add(network, serials, urgency, committedAt, nanos.getAsLong());
    }
    feeds.forEach(feed -> feed.changed(network, serials, urgency, committedAt));
  }

  public void use(CardTable table) {
    surroundings.use(table);
  }

  public void forget(CardTable table) {
    surroundings.forget(table);
  }

  public void use(NetworkDirectory directory) {
    surroundings.use(directory);
  }

  /** Networks were added or changed. */
  public void networksChanged() {
    surroundings.networksChanged();
  }

  public void forget(NetworkDirectory directory) {
    surroundings.forget(directory);
  }

  /**
   * Adds a profile; the highest ranking, then version, of a name serves.
   *
   * @param version in OSGi's form
   */
  public void add(CasProfile profile, String name, int ranking, String version) {
    surroundings.add(new ProfileOffer(profile, name, ranking, version));
    feeds.forEach(CarouselFeed::leaveOldProfiles);
  }

  /** When the call returns no feed uses the profile or holds a worker of it. */
  public void remove(CasProfile profile) {
    surroundings.remove(profile);
    feeds.forEach(CarouselFeed::leaveOldProfiles);
  }

  /** What the feeds gave out and what waits; holds up a feed for microseconds. */
  public List<MetricFamily> metrics() {
    return FeedFigures.metrics(feeds.stream().map(CarouselFeed::shown).toList());
  }

  /** Closes all feeds; they give out nothing any more. */
  @Override
  public void close() {
    feeds.forEach(CarouselFeed::close);
  }
}
