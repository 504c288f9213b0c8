package io.caskade.lib.cccam;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * What both ends make of the seed: a cipher for each direction and the proof that this was done.
 * None of it is secret: whoever saw the seed makes the same.
 *
 * <p>Source: cw-protocols.md, 1.2.
 */
final class LogInKeys {
  static final int SEED = 16;
  static final int PROOF = 20;
  static final int NAME = 20;

  private static final int RANDOM = 12;
  private static final byte[] WORD = "CCcam\0".getBytes(StandardCharsets.US_ASCII);

  private final CccamCipher toServer;
  private final CccamCipher toClient;
  private final byte[] proof;

  private LogInKeys(CccamCipher toServer, CccamCipher toClient, byte[] proof) {
    this.toServer = toServer;
    this.toClient = toClient;
    this.proof = proof;
  }

  /** The word that both ends show each other. */
  static byte[] word() {
    return WORD.clone();
  }

  /**
   * A seed with the four check bytes by which clients know a CCcam server.
   *
   * @param random 12 bytes
   */
  static byte[] seed(byte[] random) {
    if (random.length != RANDOM) {
      throw new IllegalArgumentException("a seed has 12 random bytes");
    }
    byte[] seed = new byte[SEED];
    System.arraycopy(random, 0, seed, 0, RANDOM);
    for (int i = 0; i < 4; i++) {
      seed[RANDOM + i] = (byte) (seed[i] + seed[4 + i] + seed[8 + i]);
    }
    return seed;
  }

  static LogInKeys of(byte[] seed) {
    byte[] mixed = seed.clone();
    for (int i = 0; i < 8; i++) {
      mixed[8 + i] = (byte) (i * mixed[i]);
      if (i < WORD.length) {
        mixed[i] ^= WORD[i];
      }
    }
    byte[] proof = sha1(mixed);
    CccamCipher toClient = CccamCipher.keyed(proof);
    toClient.decrypt(mixed, 0, mixed.length);
    CccamCipher toServer = CccamCipher.keyed(mixed);
    toServer.decrypt(proof, 0, proof.length);
    return new LogInKeys(toServer, toClient, proof);
  }

  CccamCipher toServer() {
    return toServer;
  }

  CccamCipher toClient() {
    return toClient;
  }

  byte[] proof() {
    return proof.clone();
  }

  private static byte[] sha1(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-1").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-1", e);
    }
  }
}
