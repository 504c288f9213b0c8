package io.caskade.receivers.cccam.pages;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Who was let in a moment ago, by name, password and address. Holds no password: only what a keyed
 * hash makes of it, with a key that ends with the process. Any thread.
 */
final class LetIn {
  private static final int MOST = 256;
  private static final String HASH = "HmacSHA256";

  private final SecretKeySpec key;
  private final long nanosRemembered;
  private final LongSupplier nanos;

  /** When it ends, by hash; the oldest first. */
  private final Map<String, Long> ends = new LinkedHashMap<>();

  LetIn(byte[] key, Duration remembered, LongSupplier nanos) {
    this.key = new SecretKeySpec(key, HASH);
    this.nanosRemembered = remembered.toNanos();
    this.nanos = nanos;
  }

  boolean knows(Credentials credentials, String source) {
    String hash = hash(credentials, source);
    synchronized (ends) {
      Long end = ends.get(hash);
      return end != null && end - nanos.getAsLong() > 0;
    }
  }

  void remember(Credentials credentials, String source) {
    String hash = hash(credentials, source);
    synchronized (ends) {
      ends.remove(hash);
      ends.put(hash, nanos.getAsLong() + nanosRemembered);
      if (ends.size() > MOST) {
        ends.remove(ends.keySet().iterator().next());
      }
    }
  }

  void forget() {
    synchronized (ends) {
      ends.clear();
    }
  }

  private String hash(Credentials credentials, String source) {
    String all = source + '\0' + credentials.login() + '\0' + credentials.password();
    try {
      Mac mac = Mac.getInstance(HASH);
      mac.init(key);
      return HexFormat.of().formatHex(mac.doFinal(all.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + HASH, e);
    }
  }
}
