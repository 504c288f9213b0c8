package io.caskade.api.ecm;

import io.caskade.api.base.CaskadeException;
import java.net.URI;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** What an operator can see and do about profiles. Called by faces; may block for seconds. */
@ProviderType
public interface ProfileControl {
  List<InstalledProfile> profiles();

  /**
   * Planned swap: installs the bundle beside the present one, lets it pass the gate, publishes it,
   * waits for the barrier, then stops and uninstalls the old one. Nothing changes on failure.
   *
   * @return the profile that serves now
   * @throws CaskadeException SWAP_FAILED, PROFILE_REJECTED
   */
  InstalledProfile swap(URI bundle);

  /**
   * Makes one version serve, whatever ranking and version of the others; an empty version lifts the
   * pin.
   *
   * @throws CaskadeException PROFILE_UNKNOWN
   */
  void pin(String profile, String version);
}
