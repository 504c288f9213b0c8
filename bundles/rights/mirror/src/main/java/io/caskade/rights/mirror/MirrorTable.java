package io.caskade.rights.mirror;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.Network;
import io.caskade.api.base.NetworkDirectory;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.AiredCard;
import io.caskade.api.rights.CardTable;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * The present image, read by any thread through one volatile field and written by the one thread
 * that follows the feed.
 */
final class MirrorTable implements CardTable, NetworkDirectory {
  private final InstantSource clock;
  private final LongConsumer networksChanged;
  private long revision;
  private volatile MirrorImage image;

  /**
   * @param clock decides what is aired
   * @param networksChanged told the new revision, on the writing thread
   */
  MirrorTable(InstantSource clock, ZoneId zone, LongConsumer networksChanged) {
    this.clock = clock;
    this.networksChanged = networksChanged;
    image = MirrorImage.first(zone);
  }

  MirrorImage image() {
    return image;
  }

  void publish(MirrorImage next) {
    boolean changed = !next.networks().equals(image.networks());
    image = next;
    if (changed) {
      revision++;
      networksChanged.accept(revision);
    }
  }

  @Override
  public boolean ready() {
    return image.complete();
  }

  @Override
  public int size(NetworkId network) {
    return image.of(network).size();
  }

  @Override
  public Optional<AiredCard> find(NetworkId network, CardSerial serial) {
    MirrorImage present = image;
    return present.of(network).find(serial, now(), present.rules(network));
  }

  @Override
  public Optional<AiredCard> next(NetworkId network, long after) {
    MirrorImage present = image;
    return present.of(network).next(after, now(), present.rules(network));
  }

  @Override
  public List<Network> networks() {
    return image.networks();
  }

  /** By the clock that decides what is aired. */
  Instant now() {
    return clock.instant();
  }
}
