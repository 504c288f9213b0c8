package io.caskade.receivers.server.words;

import io.caskade.api.base.NetworkId;
import io.caskade.api.base.Octets;
import io.caskade.api.ecm.EcmDatagram;
import org.jspecify.annotations.Nullable;

/** An ECM of a network as a key; its hash is made once, under a key that no client knows. */
public final class EcmIdentity {
  private final NetworkId network;
  private final int caSystemId;
  private final EcmDatagram ecm;
  private final long print;

  EcmIdentity(NetworkId network, int caSystemId, EcmDatagram ecm, long hashKey) {
    this.network = network;
    this.caSystemId = caSystemId;
    this.ecm = ecm;
    Octets section = ecm.section();
    long hash = network.hashCode();
    for (int i = 0; i < section.length(); i++) {
      hash = (hash ^ section.at(i)) * hashKey;
      hash ^= hash >>> 32;
    }
    print = hash;
  }

  NetworkId network() {
    return network;
  }

  /** Of the network, so no part of what makes two of them the same. */
  int caSystemId() {
    return caSystemId;
  }

  EcmDatagram ecm() {
    return ecm;
  }

  /** A fingerprint of it. */
  public long print() {
    return print;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof EcmIdentity that
        && that.print == print
        && that.network.equals(network)
        && that.ecm.equals(ecm);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(print);
  }
}
