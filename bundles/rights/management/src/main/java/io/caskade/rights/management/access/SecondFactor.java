package io.caskade.rights.management.access;

import io.caskade.api.base.Secret;
import io.caskade.api.keys.WrappedKey;
import io.caskade.api.rights.access.Account;
import io.caskade.rights.management.Presence;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** One-time passwords of accounts; their secrets are sealed under the vault. */
final class SecondFactor {
  private static final String PURPOSE = "totp";
  private static final Duration ENROLMENT = Duration.ofMinutes(10);
  private static final int ENROLMENTS = 1_000;

  private final Presence presence;
  private final RandomGenerator random;
  private final InstantSource clock;

  /** Secrets that wait for their first code. */
  private final Map<String, Enrolment> enrolments =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Enrolment> eldest) {
          return size() > ENROLMENTS;
        }
      };

  private record Enrolment(WrappedKey secret, Instant until) {}

  private static final class TotpSecret extends Secret {
    TotpSecret(byte[] bytes) {
      super(bytes);
    }
  }

  SecondFactor(Presence presence, RandomGenerator random, InstantSource clock) {
    this.presence = presence;
    this.random = random;
    this.clock = clock;
  }

  /** Address for an app: {@code otpauth://totp/Caskade:ann?secret=...&issuer=Caskade}. */
  String begin(String login) {
    byte[] bytes = new byte[Totp.SECRET];
    random.nextBytes(bytes);
    var secret = new TotpSecret(bytes);
    try {
      keep(
          login,
          new Enrolment(presence.vault().seal(PURPOSE, secret), clock.instant().plus(ENROLMENT)));
      return "otpauth://totp/Caskade:%s?secret=%s&issuer=Caskade"
          .formatted(URLEncoder.encode(login, StandardCharsets.UTF_8), Base32.of(bytes));
    } finally {
      secret.destroy();
      Arrays.fill(bytes, (byte) 0);
    }
  }

  private synchronized void keep(String login, Enrolment enrolment) {
    enrolments.put(login, enrolment);
  }

  /** The sealed secret that is being enrolled; null when there is none or it took too long. */
  synchronized @Nullable WrappedKey enrolling(String login) {
    Enrolment enrolment = enrolments.get(login);
    return enrolment == null || clock.instant().isAfter(enrolment.until())
        ? null
        : enrolment.secret();
  }

  synchronized void enrolled(String login) {
    enrolments.remove(login);
  }

  /** The time step of a code that is right now and was not taken before. */
  OptionalLong match(Account account, String code) {
    return account.totp().isEmpty()
        ? OptionalLong.empty()
        : match(account.totp().get(), code, account.lastTotpStep());
  }

  OptionalLong match(WrappedKey sealed, String code, long after) {
    byte[] secret = presence.vault().unseal(PURPOSE, sealed);
    try {
      return Totp.match(secret, code, clock.instant(), after);
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }
}
