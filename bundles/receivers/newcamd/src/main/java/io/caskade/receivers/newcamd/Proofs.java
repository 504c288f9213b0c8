package io.caskade.receivers.newcamd;

import io.caskade.api.receivers.ReceiverPassword;
import io.caskade.api.receivers.ReceiverService;
import io.caskade.lib.newcamd.Md5Crypt;
import java.lang.ref.WeakReference;
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
  private volatile WeakReference<ReceiverService> server = new WeakReference<>(null);

  /** Good while the server's generation is this one. */
  private static final class Proof {
    private final long generation;
    private final byte[] text;

    private Proof(long generation, byte[] text) {
      this.generation = generation;
      this.text = text;
    }
  }

  /**
   * What the log-in of an account has to contain; the caller wipes it.
   *
   * @return empty when there is no such account
   */
  Optional<byte[]> of(ReceiverService service, String name) {
    if (server.get() != service) {
      known.clear();
      server = new WeakReference<>(service);
    }
    // Read before the password, so that a proof is never taken for newer than it is.
    long generation = service.generation();
    Proof proof = known.get(name);
    if (proof != null && proof.generation == generation) {
      return Optional.of(proof.text.clone());
    }
    Optional<byte[]> fresh = service.password(name).map(Proofs::prove);
    fresh.ifPresentOrElse(
        text -> known.put(name, new Proof(generation, text.clone())), () -> known.remove(name));
    return fresh;
  }

  private static byte[] prove(ReceiverPassword password) {
    byte[] clear = password.bytes();
    try {
      return Md5Crypt.text(clear);
    } finally {
      Arrays.fill(clear, (byte) 0);
      password.destroy();
    }
  }
}
