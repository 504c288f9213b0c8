package io.caskade.lib.cccam;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The client's end of a log-in: {@link #answer()} goes after the server's seed came, then the
 * server's 20 bytes are {@linkplain #isAccepted looked at}, and the ciphers go to {@link
 * FrameInbox} and {@link FrameOutbox}.
 */
public final class ClientLogIn {
  /** Bytes of the seed. */
  public static final int SEED_BYTES = LogInKeys.SEED;

  /** Bytes of the server's answer. */
  public static final int ACCEPTED_BYTES = 20;

  private final LogInKeys keys;
  private final byte[] answer;

  /**
   * @param seed 16 bytes as they came
   * @param name is cut to 20 bytes, as receivers do
   * @param password the caller wipes it
   */
  public ClientLogIn(byte[] seed, String name, byte[] password) {
    keys = LogInKeys.of(seed);
    answer = new byte[LogInKeys.PROOF + LogInKeys.NAME + LogInKeys.word().length];
    System.arraycopy(keys.proof(), 0, answer, 0, LogInKeys.PROOF);
    byte[] given = name.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(given, 0, answer, LogInKeys.PROOF, Math.min(given.length, LogInKeys.NAME));
    int word = LogInKeys.PROOF + LogInKeys.NAME;
    System.arraycopy(LogInKeys.word(), 0, answer, word, LogInKeys.word().length);
    keys.toServer().encrypt(answer, 0, word);
    keys.toServer().pass(password);
    keys.toServer().encrypt(answer, word, answer.length - word);
  }

  /** 46 bytes: the proof, the name, the proof of the password. */
  public byte[] answer() {
    return answer.clone();
  }

  /**
   * Whether the server took it.
   *
   * @param part 20 bytes as they came
   */
  public boolean isAccepted(byte[] part) {
    keys.toClient().decrypt(part, 0, part.length);
    byte[] word = LogInKeys.word();
    return Arrays.equals(part, 0, word.length, word, 0, word.length);
  }

  public CccamCipher toServer() {
    return keys.toServer();
  }

  public CccamCipher fromServer() {
    return keys.toClient();
  }
}
