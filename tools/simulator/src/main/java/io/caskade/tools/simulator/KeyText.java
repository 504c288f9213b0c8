package io.caskade.tools.simulator;

import io.caskade.tools.commandline.OptionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/** Keys in files of hexadecimal digits, as the console reads them. */
public final class KeyText {
  private KeyText() {}

  /**
   * Reads a key; the caller wipes it.
   *
   * @param what for messages
   * @throws OptionException when the file cannot be read or holds no key of this length
   */
  public static byte[] read(String what, Path file, int length) {
    String text;
    try {
      text = Files.readString(file).strip();
    } catch (IOException e) {
      throw new OptionException("The " + what + " file " + file + " cannot be read.");
    }
    byte[] key;
    try {
      key = HexFormat.of().parseHex(text);
    } catch (IllegalArgumentException e) {
      throw new OptionException(
          "The " + what + " in " + file + " is not made of hexadecimal digits alone.");
    }
    if (key.length != length) {
      throw new OptionException(
          String.format(
              "The %s in %s has %d bytes, it must have %d.", what, file, key.length, length));
    }
    return key;
  }
}
