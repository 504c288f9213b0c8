package io.caskade.keys.crypto;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.random.RandomGenerator;

/** A password on the first line of a file that only its owner may read. */
final class PasswordFile {
  private static final int PASSWORD_LENGTH = 32;

  private PasswordFile() {}

  /** The password; the caller wipes it. */
  static char[] read(Path file) throws IOException {
    byte[] line = Files.readAllBytes(file);
    try {
      return characters(line);
    } finally {
      Arrays.fill(line, (byte) 0);
    }
  }

  /** The password, or a new one of 256 random bits when there is no file yet. */
  static char[] readOrMake(Path file, RandomGenerator random) throws IOException {
    try {
      return read(file);
    } catch (NoSuchFileException e) {
      byte[] line = random(random);
      try {
        OwnerOnlyFile.replace(file, line);
        return characters(line);
      } finally {
        Arrays.fill(line, (byte) 0);
      }
    }
  }

  /** A new password as a line of ASCII; the caller wipes it. */
  static byte[] random(RandomGenerator random) {
    byte[] bytes = new byte[PASSWORD_LENGTH];
    random.nextBytes(bytes);
    try {
      return Base64.getUrlEncoder().withoutPadding().encode(bytes);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  /** The first line of ASCII, without what an editor may have added at its end. */
  static char[] characters(byte[] bytes) {
    int length = 0;
    while (length < bytes.length && bytes[length] != '\n' && bytes[length] != '\r') {
      length++;
    }
    while (length > 0 && bytes[length - 1] <= ' ') {
      length--;
    }
    char[] characters = new char[length];
    for (int i = 0; i < length; i++) {
      characters[i] = (char) (bytes[i] & 0xFF);
    }
    return characters;
  }
}
