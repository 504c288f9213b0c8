package io.caskade.lib.camd35;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * Messages of one account to frames and back, the same over TCP and UDP. One thread.
 *
 * <pre>
 *   0         4                    24                          4 + 16n
 *   +---------+--------------------+--------------+------------+
 *   |  token  |  header (20)       |  data        |  FF FF ... |
 *   +---------+--------------------+--------------+------------+
 *     clear     AES-128, each block by itself
 *
 *   header: 0 command, 1 length, 4 CRC-32 of the data, 8 service, 10 CAID, 12 provider,
 *           16 index, 18 trailer
 * </pre>
 */
public final class Camd35Codec {
  /** Longest frame. */
  public static final int LONGEST = Token.LENGTH + 1056;

  /** {@link #frameLength}: more bytes are needed to tell. */
  public static final int PARTIAL = 0;

  /** {@link #frameLength}: no frame of this account begins like this. */
  public static final int INVALID = -1;

  private static final int HEADER = 20;
  private static final int BLOCK = 16;

  /** Two blocks tell how long a frame is. */
  private static final int HEAD = 2 * BLOCK;

  private static final int SECTION_HEADER = 3;
  private static final int PASSED_ON = 0x34;

  private final int token;
  private final Cipher encrypt;
  private final Cipher decrypt;
  private final CRC32 crc = new CRC32();
  private final byte[] head = new byte[HEAD];

  /**
   * @param token of the account, {@link Token#of}
   * @param password in clear; not changed
   */
  public Camd35Codec(int token, byte[] password) {
    this.token = token;
    byte[] key = Token.md5(password);
    SecretKeySpec spec = new SecretKeySpec(key, "AES");
    Arrays.fill(key, (byte) 0);
    encrypt = cipher(Cipher.ENCRYPT_MODE, spec);
    decrypt = cipher(Cipher.DECRYPT_MODE, spec);
  }

  private static Cipher cipher(int mode, SecretKeySpec key) {
    try {
      Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
      cipher.init(mode, key);
      return cipher;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has AES", e);
    }
  }

  public int token() {
    return token;
  }

  /**
   * Length of the frame that begins here, from its first two blocks.
   *
   * @return with its token; {@link #PARTIAL}; {@link #INVALID} for another account's token, a
   *     command that does not exist, or lengths that contradict each other: another password
   */
  public int frameLength(byte[] bytes, int offset, int available) {
    if (available < Token.LENGTH + HEAD) {
      return PARTIAL;
    }
    if (Token.read(bytes, offset) != token) {
      return INVALID;
    }
    update(decrypt, bytes, offset + Token.LENGTH, HEAD, head, 0);
    int data = dataLength(head);
    Arrays.fill(head, (byte) 0);
    if (data < 0) {
      return INVALID;
    }
    int length = Token.LENGTH + roundUp(HEADER + data);
    return available < length ? PARTIAL : length;
  }

  /**
   * Opens a frame.
   *
   * @param length as {@link #frameLength} gave it
   * @return empty when its CRC is wrong: another password, or damaged
   */
  public Optional<Camd35Message> decode(byte[] bytes, int offset, int length) {
    byte[] plain = new byte[length - Token.LENGTH];
    update(decrypt, bytes, offset + Token.LENGTH, plain.length, plain, 0);
    try {
      int data = dataLength(plain);
      return data >= 0 && HEADER + data <= plain.length && crc(plain, data) == crcIn(plain)
          ? Command.of(plain[0] & 0xFF).map(command -> read(command, plain, data))
          : Optional.empty();
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  /** A frame ready for the wire. */
  public byte[] encode(Camd35Message message) {
    int data = message.length();
    byte[] plain = new byte[Math.max(HEAD, roundUp(HEADER + data))];
    Arrays.fill(plain, (byte) 0xFF);
    System.arraycopy(message.bytes(), 0, plain, HEADER, data);
    Camd35Message.Header header = message.header();
    ByteBuffer.wrap(plain)
        .put((byte) message.command().code())
        .put((byte) data)
        .putShort((short) 0)
        .putInt(crc(plain, data))
        .putShort((short) header.serviceId())
        .putShort((short) header.caSystemId())
        .putInt(header.provider())
        .putShort((short) header.index())
        .putShort((short) header.trailer());
    byte[] frame = new byte[Token.LENGTH + plain.length];
    ByteBuffer.wrap(frame).putInt(token);
    update(encrypt, plain, 0, plain.length, frame, Token.LENGTH);
    Arrays.fill(plain, (byte) 0);
    return frame;
  }

  private static Camd35Message read(Command command, byte[] plain, int length) {
    ByteBuffer in = ByteBuffer.wrap(plain);
    Camd35Message.Header header =
        new Camd35Message.Header(
            in.getShort(8) & 0xFFFF,
            in.getShort(10) & 0xFFFF,
            in.getInt(12),
            in.getShort(16) & 0xFFFF,
            in.getShort(18) & 0xFFFF);
    return new Camd35Message(command, header, Arrays.copyOfRange(plain, HEADER, HEADER + length));
  }

  /** Bytes of data in a message whose first two blocks are known, -1 when they contradict. */
  private static int dataLength(byte[] plain) {
    Command command = Command.of(plain[0] & 0xFF).orElse(null);
    if (command == null) {
      return INVALID;
    }
    int low = plain[1] & 0xFF;
    int length =
        switch (command) {
          case ECM -> sectionLength(plain, low);
          case ECM_PASSED_ON, WORDS_PASSED_ON -> low + PASSED_ON;
          case CACHE -> low | (plain[2] & 0xFF) << 8;
          default -> low;
        };
    return length <= Camd35Message.MOST ? length : INVALID;
  }

  /** An ECM may be longer than its length byte can say: its own header tells. */
  private static int sectionLength(byte[] plain, int low) {
    int tableId = plain[HEADER] & 0xFE;
    int length = ((plain[HEADER + 1] & 0x0F) << 8 | plain[HEADER + 2] & 0xFF) + SECTION_HEADER;
    return tableId == 0x80 && (length & 0xFF) == low ? length : INVALID;
  }

  private int crc(byte[] plain, int length) {
    crc.reset();
    crc.update(plain, HEADER, length);
    return (int) crc.getValue();
  }

  private static int crcIn(byte[] plain) {
    return ByteBuffer.wrap(plain).getInt(4);
  }

  private static int roundUp(int length) {
    return (length + BLOCK - 1) / BLOCK * BLOCK;
  }

  private static void update(
      Cipher cipher, byte[] from, int offset, int length, byte[] to, int target) {
    try {
      int done = cipher.update(from, offset, length, to, target);
      if (done != length) {
        throw new IllegalStateException("AES held back " + (length - done) + " bytes");
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return "Camd35Codec[%08X]".formatted(token);
  }
}
