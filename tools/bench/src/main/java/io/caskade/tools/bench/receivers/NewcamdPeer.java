package io.caskade.tools.bench.receivers;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.digest.Md5Crypt;
import org.jspecify.annotations.Nullable;

/** A client of newcamd, protocol 525 (cw-protocols, chapter 2). */
final class NewcamdPeer extends CwPeer {
  static final String DES_KEY = "1f2e3d4c5b6a79880102030405f6";

  private static final String SALT = "$1$abcdefgh";
  private static final int HEADER = 10;
  private static final int BLOCK = 8;
  private static final int CLIENT_ID = 0x8888;
  private static final int LOG_IN = 0xE0;
  private static final int ACCEPTED = 0xE1;
  private static final int CARD_REQUEST = 0xE3;
  private static final int WORDS = 16;
  private static final byte[] IV = {9, 8, 7, 6, 5, 4, 3, 2};

  private final Cipher encrypt;
  private final Cipher decrypt;
  private SecretKeySpec key;
  private short id;

  NewcamdPeer(InetSocketAddress target) throws IOException, GeneralSecurityException {
    super(target);
    encrypt = Cipher.getInstance("DESede/CBC/NoPadding");
    decrypt = Cipher.getInstance("DESede/CBC/NoPadding");
    key = spread(HexFormat.of().parseHex(DES_KEY));
  }

  @Override
  void greet(String name, byte[] password) throws IOException, GeneralSecurityException {
    byte[] configured = HexFormat.of().parseHex(DES_KEY);
    byte[] random = readFully(configured.length);
    for (int i = 0; i < random.length; i++) {
      random[i] ^= configured[i];
    }
    key = spread(random);
    byte[] proof = Md5Crypt.md5Crypt(password.clone(), SALT).getBytes(StandardCharsets.US_ASCII);
    byte[] user = name.getBytes(StandardCharsets.US_ASCII);
    ByteBuffer data = ByteBuffer.allocate(3 + user.length + proof.length + 2);
    data.put((byte) LOG_IN).putShort((short) (data.capacity() - 3));
    data.put(user).put((byte) 0).put(proof).put((byte) 0);
    writeFully(frame(CLIENT_ID, data.array()));
    if ((readFrame()[HEADER] & 0xFF) != ACCEPTED) {
      throw new IOException("the server refused the log-in of " + name);
    }
    for (int i = 0; i < proof.length; i++) {
      configured[i % configured.length] ^= proof[i];
    }
    key = spread(configured);
    writeFully(frame(0, new byte[] {(byte) CARD_REQUEST, 0, 0}));
    readFrame();
  }

  @Override
  byte[] question(byte[] section) throws GeneralSecurityException {
    return frame(1, section);
  }

  @Override
  byte @Nullable [] take(ByteBuffer in) throws GeneralSecurityException {
    if (in.remaining() < 2) {
      return null;
    }
    int length = in.getShort(in.position()) & 0xFFFF;
    if (in.remaining() < 2 + length) {
      return null;
    }
    byte[] coded = new byte[length];
    in.getShort();
    in.get(coded);
    return open(coded);
  }

  @Override
  byte @Nullable [] answer(byte[] frame) {
    if (ByteBuffer.wrap(frame).getShort(0) != id) {
      return null;
    }
    int length = ByteBuffer.wrap(frame).getShort(HEADER + 1) & 0x0FFF;
    return length == WORDS
        ? Arrays.copyOfRange(frame, HEADER + 3, HEADER + 3 + WORDS)
        : new byte[0];
  }

  private byte[] readFrame() throws IOException, GeneralSecurityException {
    int length = ByteBuffer.wrap(readFully(2)).getShort() & 0xFFFF;
    return open(readFully(length));
  }

  private byte[] open(byte[] coded) throws GeneralSecurityException {
    int body = coded.length - BLOCK;
    decrypt.init(Cipher.DECRYPT_MODE, key, new IvParameterSpec(coded, body, BLOCK));
    return decrypt.doFinal(coded, 0, body);
  }

  private byte[] frame(int service, byte[] payload) throws GeneralSecurityException {
    int length = (HEADER + payload.length + 1 + BLOCK - 1) / BLOCK * BLOCK;
    ByteBuffer plain = ByteBuffer.allocate(length);
    plain.putShort(++id).putShort((short) service).putShort((short) 0).putInt(0).put(payload);
    byte check = 0;
    for (byte each : plain.array()) {
      check ^= each;
    }
    plain.put(length - 1, check);
    encrypt.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(IV));
    byte[] coded = encrypt.doFinal(plain.array());
    return ByteBuffer.allocate(2 + length + BLOCK)
        .putShort((short) (length + BLOCK))
        .put(coded)
        .put(IV)
        .array();
  }

  /** 14 bytes to two keys of eight, K1 K2 K1 (section 2.1). */
  private static SecretKeySpec spread(byte[] bytes) {
    byte[] spread = new byte[24];
    for (int half = 0; half < 2; half++) {
      long bits = 0;
      for (int i = 0; i < 7; i++) {
        bits = bits << 8 | bytes[7 * half + i] & 0xFF;
      }
      for (int i = 0; i < BLOCK; i++) {
        int seven = (int) (bits >> 49 - 7 * i) & 0x7F;
        spread[BLOCK * half + i] = (byte) (seven << 1 | 1 - Integer.bitCount(seven) % 2);
      }
    }
    System.arraycopy(spread, 0, spread, 16, BLOCK);
    return new SecretKeySpec(spread, "DESede");
  }
}
