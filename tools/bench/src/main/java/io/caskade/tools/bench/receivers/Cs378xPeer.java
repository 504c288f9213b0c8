package io.caskade.tools.bench.receivers;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** A client of cs378x (cw-protocols, chapter 3). */
final class Cs378xPeer extends CwPeer {
  private static final int HEADER = 20;
  private static final int BLOCK = 16;
  private static final int FOUND = 1;
  private static final int NOT_FOUND = 0x44;
  private static final int SHORTEST = 36;

  private final Cipher encrypt;
  private final Cipher decrypt;
  private final int caSystemId;
  private int token;
  private short index;

  Cs378xPeer(InetSocketAddress target, int caSystemId)
      throws IOException, GeneralSecurityException {
    super(target);
    this.caSystemId = caSystemId;
    encrypt = Cipher.getInstance("AES/ECB/NoPadding");
    decrypt = Cipher.getInstance("AES/ECB/NoPadding");
  }

  @Override
  void greet(String name, byte[] password) throws GeneralSecurityException {
    MessageDigest md5 = MessageDigest.getInstance("MD5");
    CRC32 crc = new CRC32();
    crc.update(md5.digest(name.getBytes(StandardCharsets.US_ASCII)));
    token = (int) crc.getValue();
    SecretKeySpec key = new SecretKeySpec(md5.digest(password), "AES");
    encrypt.init(Cipher.ENCRYPT_MODE, key);
    decrypt.init(Cipher.DECRYPT_MODE, key);
  }

  @Override
  byte[] question(byte[] section) throws GeneralSecurityException {
    CRC32 crc = new CRC32();
    crc.update(section);
    ByteBuffer plain = ByteBuffer.allocate((HEADER + section.length + BLOCK - 1) / BLOCK * BLOCK);
    Arrays.fill(plain.array(), (byte) 0xFF);
    plain.put((byte) 0).put((byte) section.length).putShort((short) 0).putInt((int) crc.getValue());
    plain.putShort((short) 1).putShort((short) caSystemId).putInt(0).putShort(++index);
    plain.putShort((short) -1).put(section);
    byte[] coded = encrypt.doFinal(plain.array());
    return ByteBuffer.allocate(4 + coded.length).putInt(token).put(coded).array();
  }

  @Override
  byte @Nullable [] take(ByteBuffer in) throws GeneralSecurityException {
    if (in.remaining() < SHORTEST) {
      return null;
    }
    byte[] head = decrypt.doFinal(in.array(), in.position() + 4, SHORTEST - 4);
    int length = (HEADER + (head[1] & 0xFF) + BLOCK - 1) / BLOCK * BLOCK;
    if (in.remaining() < 4 + length) {
      return null;
    }
    byte[] frame = decrypt.doFinal(in.array(), in.position() + 4, length);
    in.position(in.position() + 4 + length);
    return frame;
  }

  @Override
  byte @Nullable [] answer(byte[] frame) {
    if (ByteBuffer.wrap(frame).getShort(16) != index) {
      return null;
    }
    return switch (frame[0]) {
      case FOUND -> Arrays.copyOfRange(frame, HEADER, HEADER + BLOCK);
      case NOT_FOUND -> new byte[0];
      default -> null;
    };
  }
}
