package io.caskade.ecm.ecmg.session;

import io.caskade.lib.cidr.AddressList;
import java.net.InetAddress;
import java.util.List;

/** Which addresses may connect: single ones or networks in CIDR form; an empty list lets all in. */
public final class PeerFilter {
  private final AddressList allowed;

  private PeerFilter(AddressList allowed) {
    this.allowed = allowed;
  }

  public static PeerFilter everybody() {
    return of(List.of());
  }

  /**
   * Reads addresses and networks.
   *
   * @param texts for example {@code 10.1.2.3}, {@code 10.1.0.0/16}, {@code fd00::/8}
   * @throws IllegalArgumentException with the text that is not an address
   */
  public static PeerFilter of(List<String> texts) {
    return new PeerFilter(AddressList.of(texts));
  }

  public boolean allows(InetAddress address) {
    return allowed.isEmpty() || allowed.contains(address);
  }
}
