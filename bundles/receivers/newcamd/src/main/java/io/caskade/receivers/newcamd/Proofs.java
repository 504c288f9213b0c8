package io.caskade.receivers.newcamd;

import io.caskade.api.receivers.ReceiverPassword;
import io.caskade.lib.newcamd.Md5Crypt;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Proofs of the passwords of those who logged in, since one costs a thousand rounds of MD5 and all
 * receivers come back at once after a break. As secret as the passwords. Any thread.
 */
final class Proofs {
  private final Map<String, Proof> known = new ConcurrentHashMap<>();

  /** Good for as long as the password is this one. */
  private static final class Proof {
    private final byte[] password;
    private final byte[] text;

    private Proof(byte[] password, byte[] text) {
      this.password = password;
      this.text = text;
    }
  }

  /**
   * What the log-in of an account has to contain; the caller wipes it.
   *
   * @return empty when it was not proved for this password yet
   */
  Optional<byte[]> of(String name, ReceiverPassword password) {
    Proof proof = known.get(name);
    if (proof == null) {
      return Optional.empty();
    }
    byte[] clear = password.bytes();
    try {
      return MessageDigest.isEqual(clear, proof.password)
          ? Optional.of(proof.text.clone())
          : Optional.empty();
    } finally {
      Arrays.fill(clear, (byte) 0);
    }
  }

  /** Makes the proof of a password; takes a millisecond. */
  void prove(String name, ReceiverPassword password) {
    byte[] clear = password.bytes();
    known.put(name, new Proof(clear, Md5Crypt.text(clear)));
  }

  /** There is no such account. */
  void forget(String name) {
    known.remove(name);
  }
}
