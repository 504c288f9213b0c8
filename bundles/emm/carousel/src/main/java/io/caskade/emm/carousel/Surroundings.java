package io.caskade.emm.carousel;

import io.caskade.api.base.Network;
import io.caskade.api.base.NetworkDirectory;
import io.caskade.api.base.NetworkId;
import io.caskade.api.ecm.CasProfile;
import io.caskade.api.rights.CardTable;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What the feeds work with; each part may come and go. Safe for any thread. */
final class Surroundings {
  private final AtomicReference<@Nullable CardTable> table = new AtomicReference<>();
  private final AtomicReference<@Nullable NetworkDirectory> directory = new AtomicReference<>();
  private final List<ProfileOffer> profiles = new CopyOnWriteArrayList<>();
  private final AtomicLong stamp = new AtomicLong();

  /** Grows when profiles or networks changed. */
  long stamp() {
    return stamp.get();
  }

  void networksChanged() {
    stamp.incrementAndGet();
  }

  void use(CardTable next) {
    table.set(next);
  }

  void forget(CardTable gone) {
    table.compareAndSet(gone, null);
  }

  void use(NetworkDirectory next) {
    directory.set(next);
    networksChanged();
  }

  void forget(NetworkDirectory gone) {
    directory.compareAndSet(gone, null);
    networksChanged();
  }

  void add(ProfileOffer offer) {
    profiles.add(offer);
    stamp.incrementAndGet();
  }

  @SuppressWarnings("ReferenceEquality")
  void remove(CasProfile gone) {
    profiles.removeIf(offer -> offer.profile() == gone);
    stamp.incrementAndGet();
  }

  Optional<CardTable> table() {
    return Optional.ofNullable(table.get());
  }

  Optional<Network> network(NetworkId id) {
    NetworkDirectory present = directory.get();
    return present == null
        ? Optional.empty()
        : present.networks().stream().filter(network -> network.id().equals(id)).findFirst();
  }

  /** The best profile of a name. */
  Optional<CasProfile> profile(String name) {
    return profiles.stream()
        .filter(offer -> offer.name().equals(name))
        .max(ProfileOffer.BEST_LAST)
        .map(ProfileOffer::profile);
  }
}
