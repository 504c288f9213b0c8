package io.caskade.rights.management.networks;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.Network;
import io.caskade.api.base.NetworkId;
import io.caskade.api.keys.EcmKey;
import io.caskade.api.keys.KeyVault;
import io.caskade.api.rights.AiringRules;
import io.caskade.api.rights.Caller;
import io.caskade.api.rights.CardQuery;
import io.caskade.api.rights.NetworkChange;
import io.caskade.api.rights.NetworkManagement;
import io.caskade.api.rights.NetworkPolicy;
import io.caskade.api.rights.OperatorNetwork;
import io.caskade.api.rights.Permission;
import io.caskade.api.rights.RecordFilter;
import io.caskade.api.rights.StateChange;
import io.caskade.api.rights.Store;
import io.caskade.api.rights.StoredRecord;
import io.caskade.api.rights.catalogue.Product;
import io.caskade.rights.management.ChangeIds;
import io.caskade.rights.management.Conflicts;
import io.caskade.rights.management.Gate;
import io.caskade.rights.management.Presence;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Adds and changes operator networks, and brings in the ECM key that their cards hold. Registered
 * also while store or vault are away.
 */
@Component(service = NetworkManagement.class)
public final class OperatorNetworks implements NetworkManagement {
  /** ECM key of the profile tvcas3: a half for even and one for odd crypto periods, in bytes. */
  static final int ECM_KEY_LENGTH = 32;

  private final Presence presence;
  private final Gate gate;
  private final ChangeIds ids;
  private final InstantSource clock;
  private final FirstProducts products;
  private final ToldSoFar told;

  /** Made by Declarative Services. */
  @Activate
  public OperatorNetworks(
      @Reference Presence presence, @Reference Gate gate, @Reference ChangeIds ids) {
    this(presence, gate, ids, InstantSource.system());
  }

  public OperatorNetworks(Presence presence, Gate gate, ChangeIds ids, InstantSource clock) {
    this.presence = presence;
    this.gate = gate;
    this.ids = ids;
    this.clock = clock;
    products = new FirstProducts(ids);
    told = new ToldSoFar(presence, ids, clock);
  }

  @Override
  public List<OperatorNetwork> list(Caller caller) {
    if (!caller.permissions().contains(Permission.NETWORKS_READ)) {
      throw gate.refused(caller, Permission.NETWORKS_READ.scope(), StoredRecord.HEAD_END);
    }
    return presence.store().networks().stream()
        .filter(known -> caller.sees(known.network().id()))
        .toList();
  }

  @Override
  public OperatorNetwork add(Caller caller, Network network, NetworkPolicy policy) {
    gate.require(caller, Permission.NETWORKS_WRITE, network.id());
    NetworkRules.require(network, policy);
    if (presence.done(caller)) {
      return presence.networkNow(network.id());
    }
    var added = new OperatorNetwork(network, policy, 1);
    var changes = new ArrayList<StateChange>();
    changes.add(change(caller, "ADD", network.id(), added));
    if (FirstProducts.wanted(network)) {
      changes.addAll(products.add(caller, clock.instant(), network, Set.of()));
    }
    presence.store().apply(changes);
    presence.networksChanged();
    return added;
  }

  /**
   * Also writes over what somebody else changed meanwhile, unless the caller named a version. When
   * cards are told less from now on, every active card is written as well, which takes a minute for
   * some hundred thousand of them.
   */
  @Override
  public OperatorNetwork change(
      Caller caller, Network network, NetworkPolicy policy, OptionalLong version) {
    gate.require(caller, Permission.NETWORKS_WRITE, network.id());
    NetworkRules.require(network, policy);
    OperatorNetwork present = presence.networkNow(network.id());
    if (presence.done(caller)) {
      return present;
    }
    requireVersion(present, version);
    AiringRules rules = present.policy().airing();
    boolean less = ToldSoFar.less(rules, policy.airing());
    if (less) {
      // With a day to spare: more is told until the new rules are there.
      told.write(caller, network.id(), rules, clock.instant().plus(Duration.ofDays(1)));
    }
    OperatorNetwork changed = Conflicts.insist(() -> changeOnce(caller, network, policy, version));
    if (less) {
      // Cards that were sold while the first round went on.
      told.write(caller, network.id(), rules, clock.instant());
    }
    return changed;
  }

  private OperatorNetwork changeOnce(
      Caller caller, Network network, NetworkPolicy policy, OptionalLong version) {
    OperatorNetwork present = presence.networkNow(network.id());
    requireVersion(present, version);
    var changed =
        new OperatorNetwork(
            new Network(
                network.id(),
                present.network().caSystemId(),
                network.profile(),
                network.zone(),
                network.legacyPhpZone()),
            policy,
            present.version() + 1);
    var changes = new ArrayList<StateChange>();
    changes.add(change(caller, "CHANGE", network.id(), changed));
    if (FirstProducts.wanted(network) && !FirstProducts.wanted(present.network())) {
      changes.addAll(products.add(caller, clock.instant(), network, bits(network.id())));
    }
    presence.store().apply(changes);
    presence.networksChanged();
    return changed;
  }

  /**
   * The vault comes first: when the journal cannot be written the call fails and may be repeated,
   * and the cards of the network never see a key that the vault does not hold.
   */
  @Override
  public void importEcmKey(Caller caller, NetworkId network, EcmKey key, boolean replace) {
    gate.require(caller, Permission.KEYS, network);
    if (key.length() != ECM_KEY_LENGTH) {
      throw new CaskadeException(
          ErrorCode.KEY_LENGTH,
          "network " + network,
          Integer.toString(key.length()),
          Integer.toString(ECM_KEY_LENGTH));
    }
    presence.network(network);
    Store store = presence.store();
    KeyVault vault = presence.vault();
    if (!replace && holdsAnother(vault, network, key)) {
      requireNoCards(store, network);
    }
    vault.importEcmKey(network, key);
    store.apply(List.of(change(caller, "IMPORT_KEY", network, null)));
  }

  private Set<Integer> bits(NetworkId network) {
    return presence
        .store()
        .records(Product.class, network, RecordFilter.page(Optional.empty(), Integer.SIZE))
        .stream()
        .map(Product::bit)
        .collect(Collectors.toSet());
  }

  private static void requireVersion(OperatorNetwork present, OptionalLong version) {
    if (version.isPresent() && version.getAsLong() != present.version()) {
      throw new CaskadeException(ErrorCode.VERSION_CONFLICT, present.network().id(), "network");
    }
  }

  /** False too when the present key is the same one: then this call repeats a former one. */
  private static boolean holdsAnother(KeyVault vault, NetworkId network, EcmKey key) {
    if (!vault.hasEcmKey(network)) {
      return false;
    }
    EcmKey present = vault.ecmKey(network);
    try {
      return !present.equals(key);
    } finally {
      present.destroy();
    }
  }

  private static void requireNoCards(Store store, NetworkId network) {
    long cards = store.countCards(CardQuery.all(network, Optional.empty(), 1));
    if (cards > 0) {
      throw new CaskadeException(ErrorCode.KEY_IN_USE, network, Long.toString(cards));
    }
  }

  private NetworkChange change(
      Caller caller, String operation, NetworkId network, @Nullable OperatorNetwork after) {
    return new NetworkChange(
        ids.of(caller), clock.instant(), caller.actor(), operation, network, after);
  }
}
