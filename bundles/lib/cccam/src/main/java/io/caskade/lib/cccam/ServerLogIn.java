package io.caskade.lib.cccam;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The server's end of a log-in. In this order: {@link #seed()} is sent, then each part is given as
 * it came, {@link #accepted()} is sent, and the ciphers go to {@link FrameInbox} and {@link
 * FrameOutbox}.
 *
 * <pre>
 * S-&gt;C 16  seed, clear            C-&gt;S 20  proof
 *                                C-&gt;S 20  name, zero padded
 * S-&gt;C 20  "CCcam", zeros         C-&gt;S  6  "CCcam\0", encrypted after a pass over the password
 * </pre>
 *
 * <p>The proof of a password tells no more than its length and the exclusive or of its characters:
 * whoever serves this must count failures.
 *
 * <p>Source: cw-protocols.md, 1.2.
 */
public final class ServerLogIn {
  /** Bytes of the client's first part. */
  public static final int PROOF_BYTES = LogInKeys.PROOF;

  /** Bytes of its second part. */
  public static final int NAME_BYTES = LogInKeys.NAME;

  /** Bytes of its third part. */
  public static final int PASSWORD_BYTES = 6;

  private static final int ACCEPTED_BYTES = 20;

  private final byte[] seed;
  private final LogInKeys keys;
  private CccamCipher fromClient;

  /**
   * @param random 12 bytes that nobody foresees
   */
  public ServerLogIn(byte[] random) {
    this(LogInKeys.seed(random), LogInKeys.of(LogInKeys.seed(random)));
  }

  private ServerLogIn(byte[] seed, LogInKeys keys) {
    this.seed = seed;
    this.keys = keys;
    fromClient = keys.toServer();
  }

  /** With a seed as another server sent it: not all have its check bytes. */
  static ServerLogIn seeded(byte[] seed) {
    return new ServerLogIn(seed.clone(), LogInKeys.of(seed));
  }

  /** 16 bytes, sent as they are. */
  public byte[] seed() {
    return seed.clone();
  }

  /** Whether a client of CCcam is there. */
  public boolean isProof(byte[] part) {
    fromClient.decrypt(part, 0, part.length);
    return Arrays.equals(part, keys.proof());
  }

  /** The account's name; empty when the part is none. */
  public String name(byte[] part) {
    fromClient.decrypt(part, 0, part.length);
    int length = 0;
    while (length < part.length && part[length] != 0) {
      length++;
    }
    return new String(part, 0, length, StandardCharsets.UTF_8);
  }

  /**
   * Whether the client knows a password; may be asked with several.
   *
   * @param part is left as it is
   * @param password the caller wipes it
   */
  public boolean isPassword(byte[] part, byte[] password) {
    CccamCipher tried = fromClient.copy();
    tried.pass(password);
    byte[] word = part.clone();
    tried.decrypt(word, 0, word.length);
    boolean right = Arrays.equals(word, LogInKeys.word());
    if (right) {
      fromClient = tried;
    }
    return right;
  }

  /** 20 bytes that tell the client that it is in. */
  public byte[] accepted() {
    byte[] word = Arrays.copyOf(LogInKeys.word(), ACCEPTED_BYTES);
    keys.toClient().encrypt(word, 0, word.length);
    return word;
  }

  /** For what comes, once a password was right. */
  public CccamCipher fromClient() {
    return fromClient;
  }

  /** For what goes. */
  public CccamCipher toClient() {
    return keys.toClient();
  }
}
