package io.caskade.rights.mirror;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.Octets;
import io.caskade.api.keys.WrappedKey;
import io.caskade.api.rights.receivers.ReceiverAccount;
import io.caskade.api.rights.receivers.ReceiverRules;
import java.util.List;
import java.util.Set;

/** Receiver accounts for tests. */
final class TestAccounts {
  private TestAccounts() {}

  static ReceiverAccount account(NetworkId network, String name, long version) {
    return new ReceiverAccount(
        network,
        name,
        version,
        new CardSerial(name.length()),
        new WrappedKey(Octets.parseHex("0A0B0C")),
        new ReceiverRules(
            3, Set.of("cccam", "cs378x"), List.of("192.0.2.0/24", "2001:db8::/32"), false, 1),
        version % 2 == 1);
  }
}
