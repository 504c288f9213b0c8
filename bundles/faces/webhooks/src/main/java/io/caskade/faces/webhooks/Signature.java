package io.caskade.faces.webhooks;

import io.caskade.api.rights.webhooks.WebhookSecret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Header {@code Caskade-Signature: t=<seconds>,v1=<hex>}: HMAC-SHA-256 (RFC 2104) with the secret
 * of the webhook over the seconds since 1970 in digits, a full stop, and the body as it is sent.
 * The time lets a receiver refuse what somebody recorded and sends again.
 */
final class Signature {
  static final String HEADER = "Caskade-Signature";
  private static final String ALGORITHM = "HmacSHA256";

  private Signature() {}

  static String of(WebhookSecret secret, Instant at, String body) {
    String time = Long.toString(at.getEpochSecond());
    byte[] key = new byte[secret.length()];
    secret.copyTo(key, 0);
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      mac.update((time + ".").getBytes(StandardCharsets.US_ASCII));
      byte[] code = mac.doFinal(body.getBytes(StandardCharsets.UTF_8));
      return "t=" + time + ",v1=" + HexFormat.of().formatHex(code);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }
}
