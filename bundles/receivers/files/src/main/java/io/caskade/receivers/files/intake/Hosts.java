package io.caskade.receivers.files.intake;

import io.caskade.lib.cidr.AddressList;
import java.util.List;
import java.util.Optional;

/** Hosts that accounts are bound to. */
final class Hosts {
  private Hosts() {}

  /** The list of an account that may come from this host only; a name is left out and remarked. */
  static List<String> of(Optional<String> host, int line, Remarks remarks) {
    if (host.isEmpty()) {
      return List.of();
    }
    if (AddressList.address(host.get()).isPresent()) {
      return List.of(host.get());
    }
    remarks.add(line, RemarkCode.HOST_DROPPED);
    return List.of();
  }
}
