package io.caskade.rights.management;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.NetworkId;
import io.caskade.api.keys.KeyVault;
import io.caskade.api.keys.PasswordHasher;
import io.caskade.api.rights.OperatorNetwork;
import io.caskade.api.rights.Store;
import io.caskade.api.rights.journal.JournalArchive;
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

  /** Made by Declarative Services. */
  @Activate
  public Presence() {}

  /** Of these services; null where one is away. */
  public Presence(
      @Nullable Store store,
      @Nullable JournalArchive journal,
      @Nullable KeyVault vault,
      @Nullable PasswordHasher hasher) {
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

  /**
   * @throws CaskadeException NETWORK_UNKNOWN, DATABASE_UNAVAILABLE
   */
  public OperatorNetwork network(NetworkId id) {
    return store().networks().stream()
        .filter(known -> known.network().id().equals(id))
        .findFirst()
        .orElseThrow(() -> new CaskadeException(ErrorCode.NETWORK_UNKNOWN, id));
  }

  private static <T> T present(@Nullable T service, ErrorCode code, Object... why) {
    if (service == null) {
      throw new CaskadeException(code, why);
    }
    return service;
  }
}
