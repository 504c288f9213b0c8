package io.caskade.rights.management.receivers;

import io.caskade.api.keys.WrappedKey;
import io.caskade.api.receivers.ReceiverPassword;
import io.caskade.api.rights.receivers.ReceiverAccount;
import io.caskade.rights.management.Presence;
import java.util.Arrays;

/** Passwords under the vault. */
final class SealedPasswords {
  private final Presence presence;

  SealedPasswords(Presence presence) {
    this.presence = presence;
  }

  WrappedKey seal(ReceiverPassword password) {
    return presence.vault().seal(ReceiverAccount.PURPOSE, password);
  }

  /** A copy that the caller destroys. */
  ReceiverPassword open(ReceiverAccount account) {
    return taken(presence.vault().unseal(ReceiverAccount.PURPOSE, account.password()));
  }

  static ReceiverPassword copy(ReceiverPassword password) {
    return taken(password.bytes());
  }

  private static ReceiverPassword taken(byte[] bytes) {
    try {
      return new ReceiverPassword(bytes);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }
}
