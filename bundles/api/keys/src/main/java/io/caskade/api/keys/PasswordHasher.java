package io.caskade.api.keys;

import io.caskade.api.base.Secret;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Slow hashes of passwords: Argon2id, 19 MiB, two passes. Takes some 100 ms and as much memory on
 * purpose: callers bound how many run at a time.
 */
@ProviderType
public interface PasswordHasher {
  /** The hash in PHC form, {@code $argon2id$v=19$m=19456,t=2,p=1$...$...}, with a fresh salt. */
  String hash(Secret password);

  /** Compares in constant time; false also for a hash in a form that is not known. */
  boolean verify(Secret password, String phc);
}
