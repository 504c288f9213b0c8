package io.caskade.lib.newcamd;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** What a client sends to log in: its name and the proof of its password. */
public final class LogIn {
  private final String user;
  private final byte[] proof;

  private LogIn(String user, byte[] proof) {
    this.user = user;
    this.proof = proof;
  }

  /**
   * Of the data of {@link Command#LOG_IN}: two texts that end with a zero each.
   *
   * @return empty when they do not
   */
  public static Optional<LogIn> read(byte[] data) {
    int first = end(data, 0);
    int second = first < 0 ? first : end(data, first + 1);
    return second < 0
        ? Optional.empty()
        : Optional.of(
            new LogIn(
                new String(data, 0, first, StandardCharsets.UTF_8),
                Arrays.copyOfRange(data, first + 1, second)));
  }

  /**
   * Data of {@link Command#LOG_IN}.
   *
   * @param proof as {@link Md5Crypt#text}
   */
  public static byte[] data(String user, byte[] proof) {
    byte[] name = user.getBytes(StandardCharsets.UTF_8);
    byte[] data = new byte[name.length + 1 + proof.length + 1];
    System.arraycopy(name, 0, data, 0, name.length);
    System.arraycopy(proof, 0, data, name.length + 1, proof.length);
    return data;
  }

  private static int end(byte[] data, int from) {
    for (int i = from; i < data.length; i++) {
      if (data[i] == 0) {
        return i;
      }
    }
    return -1;
  }

  public String user() {
    return user;
  }

  /** A copy; the caller wipes it. */
  public byte[] proof() {
    return proof.clone();
  }

  @Override
  public String toString() {
    return "LogIn[" + user + "]";
  }
}
