package io.caskade.api.base;

import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that are never printed: keys and control words. Equality takes constant time; {@link
 * #destroy()} overwrites the bytes, after which every use fails.
 *
 * <p>Not synchronised: a secret belongs to one thread, or is only read.
 */
public abstract class Secret {
  private final byte[] bytes;
  private boolean destroyed;

  /** Copies the bytes; the caller wipes its own array. */
  protected Secret(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  public final int length() {
    return bytes.length;
  }

  /**
   * Copies all bytes to {@code target} at {@code offset}; the caller wipes the copy.
   *
   * @throws IllegalStateException when destroyed
   */
  public final void copyTo(byte[] target, int offset) {
    copyTo(0, target, offset, bytes.length);
  }

  /** Copies {@code length} bytes from {@code from} to {@code target} at {@code offset}. */
  public final void copyTo(int from, byte[] target, int offset, int length) {
    requireAlive();
    System.arraycopy(bytes, from, target, offset, length);
  }

  /** True when every byte is zero; takes constant time. */
  public final boolean isZero() {
    requireAlive();
    int sum = 0;
    for (byte b : bytes) {
      sum |= b;
    }
    return sum == 0;
  }

  /** Overwrites the bytes. May be called more than once. */
  public final void destroy() {
    Arrays.fill(bytes, (byte) 0);
    destroyed = true;
  }

  private void requireAlive() {
    if (destroyed) {
      throw new IllegalStateException(getClass().getSimpleName() + " was destroyed");
    }
  }

  @Override
  public final boolean equals(@Nullable Object other) {
    return other instanceof Secret that
        && that.getClass() == getClass()
        && MessageDigest.isEqual(bytes, that.bytes);
  }

  /** The same for every secret of a class: a hash would tell something of the bytes. */
  @Override
  public final int hashCode() {
    return getClass().hashCode();
  }

  @Override
  public final String toString() {
    return getClass().getSimpleName() + "[" + bytes.length + " bytes]";
  }
}
