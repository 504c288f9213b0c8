package io.caskade.rights.management;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.NetworkId;
import io.caskade.api.keys.KeyVault;
import io.caskade.api.keys.PasswordHasher;
import io.caskade.api.rights.Caller;
import io.caskade.api.rights.OperatorNetwork;
import io.caskade.api.rights.Store;
import io.caskade.api.rights.journal.JournalArchive;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * What management stands on and what may be away at any moment: store, journal, vault, hasher.
 * Always registered, so that the services of management are too and callers learn why they are
 * refused.
 */
@Component(service = Presence.class)
public final class Presence {
  private static final Duration NETWORKS_FRESH = Duration.ofSeconds(1);

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile @Nullable Store store;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile @Nullable JournalArchive journal;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile @Nullable KeyVault vault;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile @Nullable PasswordHasher hasher;

  private final InstantSource clock;
  private final Duration networksFresh;
  private volatile @Nullable Networks networks;

  /** What a store said of its networks, and when. */
  private record Networks(Store from, Instant at, List<OperatorNetwork> all) {
    Optional<OperatorNetwork> find(NetworkId id) {
      return all.stream().filter(known -> known.network().id().equals(id)).findFirst();
    }
  }

  /** Made by Declarative Services. */
  @Activate
  public Presence() {
    clock = InstantSource.system();
    networksFresh = NETWORKS_FRESH;
  }

  /** Of these services; null where one is away. Asks for the networks each time. */
  public Presence(
      @Nullable Store store,
      @Nullable JournalArchive journal,
      @Nullable KeyVault vault,
      @Nullable PasswordHasher hasher) {
    this(store, journal, vault, hasher, InstantSource.system(), Duration.ZERO);
  }

  Presence(
      @Nullable Store store,
      @Nullable JournalArchive journal,
      @Nullable KeyVault vault,
      @Nullable PasswordHasher hasher,
      InstantSource clock,
      Duration networksFresh) {
    this.clock = clock;
    this.networksFresh = networksFresh;
    this.store = store;
    this.journal = journal;
    this.vault = vault;
    this.hasher = hasher;
  }

  /**
   * @throws CaskadeException DATABASE_UNAVAILABLE
   */
  public Store store() {
    return present(store, ErrorCode.DATABASE_UNAVAILABLE, "the store is not started");
  }

  /**
   * @throws CaskadeException DATABASE_UNAVAILABLE
   */
  public JournalArchive journal() {
    return present(journal, ErrorCode.DATABASE_UNAVAILABLE, "the journal is not started");
  }

  /**
   * @throws CaskadeException VAULT_UNREADABLE
   */
  public KeyVault vault() {
    return present(
        vault, ErrorCode.VAULT_UNREADABLE, "of this head-end", "its bundle is not started");
  }

  /**
   * @throws CaskadeException VAULT_UNREADABLE
   */
  public PasswordHasher hasher() {
    return present(
        hasher, ErrorCode.VAULT_UNREADABLE, "of this head-end", "its bundle is not started");
  }

  /** True when the request of this name was made before. */
  public boolean done(Caller caller) {
    return caller.request().filter(request -> store().done(request)).isPresent();
  }

  /**
   * For what is shown once: a request that was made before would get a secret that nobody knows.
   *
   * @throws CaskadeException RECORD_EXISTS
   */
  public void requireNew(Caller caller, NetworkId network, String kind) {
    if (done(caller)) {
      throw new CaskadeException(ErrorCode.RECORD_EXISTS, network, kind, "of this request");
    }
  }

  /**
   * A network as it was within the last second: every change of a card asks for it, and what
   * another node changed is seen that much later at most.
   *
   * @throws CaskadeException NETWORK_UNKNOWN, DATABASE_UNAVAILABLE
   */
  public OperatorNetwork network(NetworkId id) {
    Store present = store();
    Networks known = networks;
    if (known != null
        && known.from() == present
        && clock.instant().isBefore(known.at().plus(networksFresh))) {
      Optional<OperatorNetwork> found = known.find(id);
      if (found.isPresent()) {
        return found.get();
      }
    }
    return networkNow(id);
  }

  /**
   * A network as it is now, for whoever changes it.
   *
   * @throws CaskadeException NETWORK_UNKNOWN, DATABASE_UNAVAILABLE
   */
  public OperatorNetwork networkNow(NetworkId id) {
    Store present = store();
    Instant asked = clock.instant();
    var read = new Networks(present, asked, present.networks());
    networks = read;
    return read.find(id).orElseThrow(() -> new CaskadeException(ErrorCode.NETWORK_UNKNOWN, id));
  }

  /** A network was changed here: what was known of them is forgotten. */
  public void networksChanged() {
    networks = null;
  }

  private static <T> T present(@Nullable T service, ErrorCode code, Object... why) {
    if (service == null) {
      throw new CaskadeException(code, why);
    }
    return service;
  }
}
