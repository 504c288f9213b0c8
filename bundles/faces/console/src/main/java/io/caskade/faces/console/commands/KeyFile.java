package io.caskade.faces.console.commands;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Function;

/** A key in hexadecimal digits in a file: keys are never arguments, which end up in histories. */
public final class KeyFile {
  private KeyFile() {}

  /**
   * Reads a key; the bytes read are wiped.
   *
   * @param of whose key it is, for messages
   * @throws CaskadeException KEY_FILE_UNREADABLE, KEY_NOT_HEX
   */
  public static <K> K read(String file, String of, Function<byte[], K> form) {
    byte[] text = bytes(file);
    try {
      byte[] key = HexFormat.of().parseHex(new String(text, StandardCharsets.US_ASCII).strip());
      try {
        return form.apply(key);
      } finally {
        Arrays.fill(key, (byte) 0);
      }
    } catch (IllegalArgumentException e) {
      // The cause would quote digits of the key.
      throw new CaskadeException(ErrorCode.KEY_NOT_HEX, of);
    } finally {
      Arrays.fill(text, (byte) 0);
    }
  }

  private static byte[] bytes(String file) {
    try {
      return Files.readAllBytes(Path.of(file));
    } catch (IOException e) {
      throw new CaskadeException(
          e, ErrorCode.KEY_FILE_UNREADABLE, file, e.getClass().getSimpleName());
    }
  }
}
