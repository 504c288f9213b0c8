package io.caskade.api.ecm.sample;

import io.caskade.api.keys.EcmKey;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Seals ECM sections with AES-256-GCM.
 *
 * <pre>
 * 0      table_id 80 (even cp_number) or 81 (odd)
 * 1..2   7x xx  section_length; bytes 0..2 are authenticated too
 * 3..14  nonce
 * 15..   encrypted message, then the tag of 16 bytes
 * </pre>
 */
final class CissaSampleCipher implements AutoCloseable {
  static final int NONCE_LENGTH = 12;

  private static final int HEADER_LENGTH = 3;
  private static final int MESSAGE = HEADER_LENGTH + NONCE_LENGTH;
  private static final int TAG_LENGTH = 16;
  private static final int SECTION_SYNTAX = 0x7000;

  private @Nullable SecretKey key;

  CissaSampleCipher(EcmKey key) {
    byte[] bytes = new byte[key.length()];
    key.copyTo(bytes, 0);
    this.key = new SecretKeySpec(bytes, "AES");
    Arrays.fill(bytes, (byte) 0);
  }

  byte[] seal(int tableId, byte[] nonce, byte[] message) {
    byte[] section = new byte[MESSAGE + message.length + TAG_LENGTH];
    int sectionLength = SECTION_SYNTAX | section.length - HEADER_LENGTH;
    section[0] = (byte) tableId;
    section[1] = (byte) (sectionLength >> 8);
    section[2] = (byte) sectionLength;
    System.arraycopy(nonce, 0, section, HEADER_LENGTH, NONCE_LENGTH);
    try {
      cipher(Cipher.ENCRYPT_MODE, section).doFinal(message, 0, message.length, section, MESSAGE);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM does not encrypt", e);
    }
    return section;
  }

  /** The message, empty when the section was not sealed under this key. */
  Optional<byte[]> open(byte[] section) {
    requireOpen();
    if (section.length < MESSAGE + TAG_LENGTH) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          cipher(Cipher.DECRYPT_MODE, section).doFinal(section, MESSAGE, section.length - MESSAGE));
    } catch (AEADBadTagException e) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM does not decrypt", e);
    }
  }

  private Cipher cipher(int mode, byte[] section) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        mode,
        requireOpen(),
        new GCMParameterSpec(TAG_LENGTH * Byte.SIZE, section, HEADER_LENGTH, NONCE_LENGTH));
    cipher.updateAAD(section, 0, HEADER_LENGTH);
    return cipher;
  }

  private SecretKey requireOpen() {
    if (key == null) {
      throw new IllegalStateException("used after it was closed");
    }
    return key;
  }

  @Override
  public void close() {
    key = null;
  }
}
