package io.caskade.ecm.issuer;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.Network;
import io.caskade.api.ecm.InstalledProfile;
import io.caskade.ecm.issuer.BundleShelf.ShelfException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Planned swap (architecture section 3): the new bundle beside the old one, gate, publication,
 * barrier, and only then the old one goes. Until then every failure takes the new bundle away again
 * and nothing has changed. The operator asked for it, so it also goes back to an older version; the
 * new version is then pinned, as the older one would lose against the first one that reappears.
 */
final class ProfileSwap {
  private static final Logger LOG = LoggerFactory.getLogger(ProfileSwap.class);

  private final EcmIssuer issuer;
  private final BundleShelf shelf;
  private final ReentrantLock busy = new ReentrantLock();

  ProfileSwap(EcmIssuer issuer, BundleShelf shelf) {
    this.issuer = issuer;
    this.shelf = shelf;
  }

  /**
   * Runs on the caller's thread, which is no lane's.
   *
   * @param limit how long to wait for the profile of the new bundle
   * @return the profile that serves now
   * @throws CaskadeException SWAP_FAILED, PROFILE_REJECTED
   */
  InstalledProfile swap(URI source, Duration limit) {
    if (!busy.tryLock()) {
      throw failed(source, "another swap is under way");
    }
    try {
      long bundle = install(source);
      List<InstalledProfile> taken = takeOver(source, bundle, limit);
      List<InstalledProfile> before = issuer.profiles();
      removeReplaced(bundle);
      taken.forEach(profile -> keepChoice(profile, before));
      issuer.release(bundle);
      return issuer.profiles().stream()
          .filter(p -> p.bundleId() == bundle)
          .findFirst()
          .orElseThrow(() -> failed(source, "the new profile went away again"));
    } finally {
      busy.unlock();
    }
  }

  private long install(URI source) {
    try {
      return shelf.install(source);
    } catch (IOException | ShelfException e) {
      throw failed(source, text(e));
    }
  }

  private List<InstalledProfile> takeOver(URI source, long bundle, Duration limit) {
    boolean done = false;
    try {
      shelf.start(bundle);
      List<InstalledProfile> found = issuer.awaitVerdict(bundle, limit);
      if (found.isEmpty()) {
        throw failed(source, "no profile of it appeared within " + limit.toSeconds() + " s");
      }
      for (InstalledProfile profile : found) {
        if (profile.state().equals("rejected")) {
          throw new CaskadeException(
              ErrorCode.PROFILE_REJECTED, profile.name(), profile.version(), profile.detail());
        }
      }
      Optional<Network> unserved = issuer.force(bundle);
      if (unserved.isPresent()) {
        throw failed(source, "it cannot serve network " + unserved.get().id());
      }
      done = true;
      return found;
    } catch (ShelfException e) {
      throw failed(source, text(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(source, "it was interrupted");
    } finally {
      if (!done) {
        rollBack(bundle);
      }
    }
  }

  private void rollBack(long bundle) {
    issuer.release(bundle);
    try {
      shelf.remove(bundle);
    } catch (ShelfException e) {
      LOG.warn("Bundle {} of a failed swap could not be uninstalled: {}", bundle, text(e));
    }
  }

  private void removeReplaced(long bundle) {
    Set<Long> replaced = issuer.replacedBy(bundle);
    for (long old : replaced) {
      try {
        shelf.remove(old);
      } catch (ShelfException e) {
        LOG.warn(
            "Bundle {} no longer serves but could not be uninstalled ({}); uninstall it by hand.",
            old,
            text(e));
      }
    }
  }

  /** Pins the new version where the usual rule would choose, or a pin names, another one. */
  private void keepChoice(InstalledProfile profile, List<InstalledProfile> before) {
    boolean older =
        before.stream()
            .filter(p -> p.name().equals(profile.name()) && p.bundleId() != profile.bundleId())
            .anyMatch(p -> p.pinned() || isNewer(p, profile));
    if (!older) {
      return;
    }
    try {
      issuer.pin(profile.name(), profile.version());
    } catch (CaskadeException e) {
      LOG.warn(
          "Profile {} {} serves, but the choice does not survive a restart: {}",
          profile.name(),
          profile.version(),
          e.getMessage());
    }
  }

  private static boolean isNewer(InstalledProfile other, InstalledProfile profile) {
    try {
      return ProfileVersion.parse(other.version())
              .compareTo(ProfileVersion.parse(profile.version()))
          > 0;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static String text(Exception e) {
    return e instanceof ShelfException ? String.valueOf(e.getMessage()) : e.toString();
  }

  private static CaskadeException failed(URI source, String why) {
    return new CaskadeException(ErrorCode.SWAP_FAILED, source, why);
  }
}
