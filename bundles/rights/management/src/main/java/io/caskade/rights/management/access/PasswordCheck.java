package io.caskade.rights.management.access;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.Secret;
import io.caskade.api.rights.access.PasswordHash;
import io.caskade.rights.management.Presence;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** Slow hashes, a few at a time: each takes 19 MiB, and a crowd at the door must not take all. */
final class PasswordCheck {
  private static final int AT_A_TIME = 4;

  /** A hash of nothing: looking for somebody who is not there takes as long as a wrong password. */
  private static final PasswordHash NOBODY =
      new PasswordHash(
          "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5LW5vYm9keS0$"
              + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");

  private final Presence presence;
  private final Semaphore places = new Semaphore(AT_A_TIME);

  PasswordCheck(Presence presence) {
    this.presence = presence;
  }

  PasswordHash hash(Secret password) {
    return inPlace(() -> new PasswordHash(presence.hasher().hash(password)));
  }

  boolean verify(Secret password, PasswordHash hash) {
    return inPlace(() -> presence.hasher().verify(password, hash.phc()));
  }

  /** As long as {@link #verify}, for nobody. */
  void pretend(Secret password) {
    verify(password, NOBODY);
  }

  private <T> T inPlace(Supplier<T> work) {
    if (!places.tryAcquire()) {
      throw new CaskadeException(ErrorCode.RATE_LIMITED, "1");
    }
    try {
      return work.get();
    } finally {
      places.release();
    }
  }
}
