package io.caskade.api.base;

import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** An immutable string of bytes that is not secret. Secrets are {@link Secret}. */
public final class Octets {
  private static final Octets EMPTY = new Octets(new byte[0]);

  private final byte[] bytes;

  private Octets(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Copies the array. */
  public static Octets of(byte[] bytes) {
    return bytes.length == 0 ? EMPTY : new Octets(bytes.clone());
  }

  /** Copies {@code length} bytes from {@code offset}. */
  public static Octets of(byte[] bytes, int offset, int length) {
    return new Octets(Arrays.copyOfRange(bytes, offset, offset + length));
  }

  /**
   * Reads hexadecimal digits of either case, without separators.
   *
   * @throws IllegalArgumentException when the text is not hexadecimal
   */
  public static Octets parseHex(String hex) {
    return new Octets(HexFormat.of().parseHex(hex));
  }

  public static Octets empty() {
    return EMPTY;
  }

  public int length() {
    return bytes.length;
  }

  /** The byte at {@code index} as 0..255. */
  public int at(int index) {
    return bytes[index] & 0xFF;
  }

  public byte[] toByteArray() {
    return bytes.clone();
  }

  /** Copies all bytes to {@code target} at {@code offset}. */
  public void copyTo(byte[] target, int offset) {
    System.arraycopy(bytes, 0, target, offset, bytes.length);
  }

  /** Upper-case hexadecimal digits without separators. */
  public String hex() {
    return HexFormat.of().withUpperCase().formatHex(bytes);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Octets that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return hex();
  }
}
