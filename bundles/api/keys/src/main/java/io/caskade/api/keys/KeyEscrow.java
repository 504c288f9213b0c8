package io.caskade.api.keys;

import io.caskade.api.base.CaskadeException;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Recovery of the vault: losing it would kill every card. The master key is cut into shares
 * (Shamir's scheme); fewer than the threshold tell nothing.
 */
@ProviderType
public interface KeyEscrow {
  /**
   * Cuts the master key.
   *
   * @param threshold 2 to {@code shares}: how many bring it back
   * @param shares 2 to 16
   * @throws CaskadeException FIELD_INVALID, VAULT_UNREADABLE
   */
  List<RecoveryShare> shares(int threshold, int shares);

  /**
   * Brings a lost vault back from shares and its sealed recovery file {@code vault.recovery}.
   *
   * @throws CaskadeException FIELD_INVALID (too few shares, shares of different cuts, a mistyped
   *     one: says which), VAULT_UNREADABLE, RECORD_IN_USE (a vault is open)
   */
  void restore(List<RecoveryShare> shares);
}
