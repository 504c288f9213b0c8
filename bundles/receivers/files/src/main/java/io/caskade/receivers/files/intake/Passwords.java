package io.caskade.receivers.files.intake;

import io.caskade.api.receivers.ReceiverPassword;
import java.util.Optional;

/** What a password has to be, so that every protocol carries it. */
final class Passwords {
  private static final int SHORTEST = 8;
  private static final int LONGEST = 63;

  private Passwords() {}

  /** Empty when it is none that an account may have. */
  static Optional<ReceiverPassword> taken(String written) {
    return written.length() >= SHORTEST
            && written.length() <= LONGEST
            && written.chars().allMatch(c -> c > ' ' && c < 0x7F)
        ? Optional.of(ReceiverPassword.of(written))
        : Optional.empty();
  }
}
