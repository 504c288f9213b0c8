package io.caskade.api.base;

import java.util.regex.Pattern;

/**
 * Name of an operator network: 1 to 32 of {@code a-z 0-9 -}, beginning with a letter, for example
 * {@code main}.
 */
public record NetworkId(String value) implements Comparable<NetworkId> {
  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,31}");

  /** The network that exists from the first start. */
  public static final NetworkId MAIN = new NetworkId("main");

  /**
   * @throws CaskadeException {@link ErrorCode#NETWORK_NAME_INVALID}
   */
  public NetworkId {
    if (!FORM.matcher(value).matches()) {
      throw new CaskadeException(ErrorCode.NETWORK_NAME_INVALID, value);
    }
  }

  @Override
  public int compareTo(NetworkId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
