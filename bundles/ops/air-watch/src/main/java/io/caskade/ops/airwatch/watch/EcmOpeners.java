package io.caskade.ops.airwatch.watch;

import io.caskade.api.base.NetworkId;
import io.caskade.api.base.Octets;
import io.caskade.api.ecm.EcmDatagram;
import io.caskade.api.ecm.EcmOpener;
import io.caskade.api.ecm.OpenedEcm;
import java.util.Map;
import java.util.Optional;

/** What opens the ECMs of each network, each with that network's own key. Confined to a thread. */
public final class EcmOpeners implements AutoCloseable {
  private final Map<NetworkId, EcmOpener> openers;

  /** The openers are closed with this. */
  public EcmOpeners(Map<NetworkId, EcmOpener> openers) {
    this.openers = Map.copyOf(openers);
  }

  /** Opens nothing. */
  public static EcmOpeners none() {
    return new EcmOpeners(Map.of());
  }

  boolean has(NetworkId network) {
    return openers.containsKey(network);
  }

  Optional<OpenedEcm> open(NetworkId network, Octets section) {
    EcmOpener opener = openers.get(network);
    return opener == null ? Optional.empty() : opener.open(new EcmDatagram(section));
  }

  /** Wipes the keys. */
  @Override
  public void close() {
    openers.values().forEach(EcmOpener::close);
  }
}
