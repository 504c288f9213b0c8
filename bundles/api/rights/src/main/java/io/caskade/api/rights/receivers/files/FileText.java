package io.caskade.api.rights.receivers.files;

import io.caskade.api.base.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The bytes of a file that holds passwords in clear. Never printed. */
public final class FileText extends Secret {
  /** Copies the bytes; the caller wipes its own array. */
  public FileText(byte[] bytes) {
    super(bytes);
  }

  /**
   * As UTF-8 or, when it is none, as ISO 8859-1: such files are older than the one or the other.
   */
  public String text() {
    byte[] bytes = new byte[length()];
    copyTo(bytes, 0);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return new String(bytes, StandardCharsets.ISO_8859_1);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }
}
