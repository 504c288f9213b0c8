package io.caskade.ecm.issuer;

import io.caskade.api.base.Network;
import io.caskade.api.base.Octets;
import io.caskade.api.ecm.ProfileTraits;
import org.jspecify.annotations.Nullable;

/** Where the CA_system_id of one network leads at this moment. Immutable. */
sealed interface Route {
  Network network();

  /** Demands of the profile; of a past one while none serves, null when none was ever seen. */
  @Nullable ProfileTraits traits();

  /** One worker or opener per open lane; none is shared. */
  final class Serving implements Route {
    private final Network network;
    private final Candidate candidate;
    private final ProfileTraits traits;
    private final Octets keyFingerprint;
    private final @Nullable Confined[] workers;

    /** Takes the array over. */
    Serving(
        Network network,
        Candidate candidate,
        ProfileTraits traits,
        Octets keyFingerprint,
        @Nullable Confined[] workers) {
      this.network = network;
      this.candidate = candidate;
      this.traits = traits;
      this.keyFingerprint = keyFingerprint;
      this.workers = workers;
    }

    @Override
    public Network network() {
      return network;
    }

    @Override
    public ProfileTraits traits() {
      return traits;
    }

    Candidate candidate() {
      return candidate;
    }

    Octets keyFingerprint() {
      return keyFingerprint;
    }

    /** Lanes that it was built for. */
    int lanes() {
      return workers.length;
    }

    /**
     * Null for a lane that is closed, that came while the key could not be read, or for which the
     * profile made none.
     */
    @Nullable Confined worker(int lane) {
      return lane < workers.length ? workers[lane] : null;
    }
  }

  /** A known network that nobody serves. */
  record Down(Network network, @Nullable ProfileTraits traits, Reason reason) implements Route {}

  /** Why nobody serves. */
  enum Reason {
    /** Absent, being checked or rejected; comes back by itself. */
    NO_PROFILE,
    /** The vault is absent or cannot be read; comes back by itself. */
    NO_VAULT,
    /** The vault holds no key for the network: the operator must act. */
    NO_KEY,
    /** The profile does not take the network's key: the operator must act. */
    KEY_UNFIT
  }
}
