package io.caskade.ops.doctor;

import io.caskade.api.base.Network;
import io.caskade.api.base.NetworkDirectory;
import io.caskade.api.keys.KeyVault;
import io.caskade.api.ops.Checkup;
import io.caskade.api.ops.Finding;
import io.caskade.api.ops.FindingCode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Is the vault open, and does it hold a key for each network? */
@Component
public final class KeysCheckup implements Checkup {
  private final @Nullable KeyVault vault;
  private final @Nullable NetworkDirectory directory;

  /** Made by Declarative Services. */
  @Activate
  public KeysCheckup(
      @Reference(
              cardinality = ReferenceCardinality.OPTIONAL,
              policyOption = ReferencePolicyOption.GREEDY)
          @Nullable KeyVault vault,
      @Reference(
              cardinality = ReferenceCardinality.OPTIONAL,
              policyOption = ReferencePolicyOption.GREEDY)
          @Nullable NetworkDirectory directory) {
    this.vault = vault;
    this.directory = directory;
  }

  @Override
  public String subject() {
    return "keys";
  }

  @Override
  public List<Finding> findings() {
    if (vault == null) {
      return List.of(Finding.of(FindingCode.VAULT_AWAY));
    }
    if (directory == null) {
      return List.of(Finding.of(FindingCode.PART_AWAY, "NetworkDirectory"));
    }
    KeyVault open = vault;
    List<Network> networks = directory.networks();
    List<Finding> missing =
        networks.stream()
            .filter(network -> !open.hasEcmKey(network.id()))
            .map(network -> Finding.of(FindingCode.KEY_MISSING, network.id()))
            .toList();
    return missing.isEmpty()
        ? List.of(Finding.of(FindingCode.KEYS_RIGHT, networks.size()))
        : missing;
  }
}
