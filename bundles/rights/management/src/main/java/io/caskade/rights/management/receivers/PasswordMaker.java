package io.caskade.rights.management.receivers;

import io.caskade.api.receivers.ReceiverPassword;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Makes passwords that a person can copy from a sheet with a remote control: 16 letters and digits,
 * none of which is taken for another, 92 bits of chance.
 */
final class PasswordMaker {
  static final int LENGTH = 16;

  /** Without 0 and O and o, 1 and I and l. */
  static final String ALPHABET = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

  private final RandomGenerator random;

  PasswordMaker(RandomGenerator random) {
    this.random = random;
  }

  ReceiverPassword make() {
    byte[] bytes = new byte[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      bytes[i] = (byte) ALPHABET.charAt(random.nextInt(ALPHABET.length()));
    }
    try {
      return new ReceiverPassword(bytes);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }
}
