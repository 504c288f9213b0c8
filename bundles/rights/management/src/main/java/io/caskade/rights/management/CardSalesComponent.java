package io.caskade.rights.management;

import io.caskade.api.keys.KeyVault;
import io.caskade.api.rights.CardManagement;
import io.caskade.api.rights.Store;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * {@link CardSales} in OSGi: registered also while store or vault are away, for then callers learn
 * why they are refused.
 */
@Component(service = CardManagement.class)
public final class CardSalesComponent extends CardSales {
  private final Present present;

  /** Made by Declarative Services. */
  @Activate
  public CardSalesComponent() {
    this(new Present(), InstantSource.system());
  }

  private CardSalesComponent(Present present, InstantSource clock) {
    super(present.presence(), new ChangeIds(clock, new SecureRandom()), clock);
    this.present = present;
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindStore(Store store) {
    present.store = store;
  }

  void unbindStore(Store store) {
    if (present.store == store) {
      present.store = null;
    }
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindVault(KeyVault vault) {
    present.vault = vault;
  }

  void unbindVault(KeyVault vault) {
    if (present.vault == vault) {
      present.vault = null;
    }
  }
}
