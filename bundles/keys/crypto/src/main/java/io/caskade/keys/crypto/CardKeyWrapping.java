package io.caskade.keys.crypto;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.Octets;
import io.caskade.api.keys.CardKey;
import io.caskade.api.keys.WrappedKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.random.RandomGenerator;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Card keys under the master key: AES-256-GCM, bound to network and serial.
 *
 * <pre>
 * 0      format 01
 * 1..12  nonce, random: with 2^32 keys the chance of two alike is 2^-33
 * 13..   card key (8 to 32 bytes), encrypted
 * end    tag (16)
 *
 * authenticated beside it: "caskade card key" | length of the network (1) | network | serial (4)
 * </pre>
 *
 * <p>Ciphers are lent out of a pool, since a million cards are unwrapped at each start and making a
 * cipher costs more than using it. (A ThreadLocal would tie the threads of others to this bundle's
 * classes.)
 */
final class CardKeyWrapping {
  static final int SHORTEST = 8;
  static final int LONGEST = 32;
  static final String LENGTHS = SHORTEST + ".." + LONGEST;

  private static final byte FORMAT = 1;
  private static final int NONCE = 12;
  private static final int TAG = 16;
  private static final int BODY = 1 + NONCE;
  private static final int POOL = 16;

  private final JceKey master;
  private final RandomGenerator random;
  private final BlockingQueue<Desk> idle = new ArrayBlockingQueue<>(POOL);

  /**
   * @param master stays the caller's, who destroys it
   * @param random a cryptographic source, safe for any thread
   */
  CardKeyWrapping(JceKey master, RandomGenerator random) {
    this.master = master;
    this.random = random;
  }

  /**
   * @throws CaskadeException KEY_LENGTH
   */
  WrappedKey wrap(NetworkId network, CardSerial serial, CardKey key) {
    if (key.length() < SHORTEST || key.length() > LONGEST) {
      throw new CaskadeException(ErrorCode.KEY_LENGTH, serial.toString(), key.length(), LENGTHS);
    }
    Desk desk = take();
    try {
      return desk.wrap(network, serial, key, random);
    } finally {
      idle.offer(desk);
    }
  }

  /**
   * @throws CaskadeException WRAPPED_KEY_INVALID
   */
  CardKey unwrap(NetworkId network, CardSerial serial, WrappedKey wrapped) {
    int length = wrapped.octets().length();
    if (length < BODY + SHORTEST + TAG
        || length > BODY + LONGEST + TAG
        || wrapped.octets().at(0) != FORMAT) {
      throw invalid(network, serial);
    }
    Desk desk = take();
    try {
      return desk.unwrap(network, serial, wrapped.octets());
    } finally {
      idle.offer(desk);
    }
  }

  private Desk take() {
    Desk desk = idle.poll();
    return desk == null ? new Desk(master) : desk;
  }

  private static CaskadeException invalid(NetworkId network, CardSerial serial) {
    return new CaskadeException(
        ErrorCode.WRAPPED_KEY_INVALID, network.toString(), serial.toString());
  }

  /** A cipher with the arrays it works on; one thread at a time. */
  private static final class Desk {
    private static final byte[] PURPOSE = "caskade card key".getBytes(StandardCharsets.US_ASCII);

    private final JceKey master;
    private final Cipher cipher;
    private final byte[] sealed = new byte[BODY + LONGEST + TAG];
    private final byte[] clear = new byte[LONGEST];
    private final byte[] owner = new byte[PURPOSE.length + 1 + 32 + 4];

    Desk(JceKey master) {
      this.master = master;
      try {
        cipher = Cipher.getInstance("AES/GCM/NoPadding");
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("this Java runtime has no AES-GCM", e);
      }
      System.arraycopy(PURPOSE, 0, owner, 0, PURPOSE.length);
    }

    WrappedKey wrap(NetworkId network, CardSerial serial, CardKey key, RandomGenerator random) {
      byte[] nonce = new byte[NONCE];
      random.nextBytes(nonce);
      sealed[0] = FORMAT;
      System.arraycopy(nonce, 0, sealed, 1, NONCE);
      key.copyTo(clear, 0);
      try {
        prepare(Cipher.ENCRYPT_MODE, network, serial);
        int written = cipher.doFinal(clear, 0, key.length(), sealed, BODY);
        return new WrappedKey(Octets.of(sealed, 0, BODY + written));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("AES-GCM failed", e);
      } finally {
        Arrays.fill(clear, (byte) 0);
      }
    }

    CardKey unwrap(NetworkId network, CardSerial serial, Octets wrapped) {
      wrapped.copyTo(sealed, 0);
      try {
        prepare(Cipher.DECRYPT_MODE, network, serial);
        int length = cipher.doFinal(sealed, BODY, wrapped.length() - BODY, clear, 0);
        byte[] exact = Arrays.copyOf(clear, length);
        CardKey key = new CardKey(exact);
        Arrays.fill(exact, (byte) 0);
        return key;
      } catch (AEADBadTagException e) {
        throw invalid(network, serial);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("AES-GCM failed", e);
      } finally {
        Arrays.fill(clear, (byte) 0);
      }
    }

    private void prepare(int mode, NetworkId network, CardSerial serial)
        throws GeneralSecurityException {
      cipher.init(mode, master, new GCMParameterSpec(TAG * Byte.SIZE, sealed, 1, NONCE));
      String name = network.value();
      int at = PURPOSE.length;
      owner[at++] = (byte) name.length();
      for (int i = 0; i < name.length(); i++) {
        owner[at++] = (byte) name.charAt(i);
      }
      for (int shift = 24; shift >= 0; shift -= 8) {
        owner[at++] = (byte) (serial.value() >>> shift);
      }
      cipher.updateAAD(owner, 0, at);
    }
  }
}
