package io.caskade.ops.metrics;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Addresses and networks in CIDR form; an empty list holds nobody. */
final class AddressList {
  /** Only digits: a name would be looked up. */
  private static final Pattern NUMERIC =
      Pattern.compile("[0-9.]{7,15}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,3}");

  private final List<Block> blocks;

  private AddressList(List<Block> blocks) {
    this.blocks = blocks;
  }

  /** The addresses whose first {@code prefix} bits are those of {@code network}. */
  private record Block(InetAddress network, int prefix) {
    boolean holds(InetAddress address) {
      byte[] own = network.getAddress();
      byte[] other = address.getAddress();
      if (own.length != other.length) {
        return false;
      }
      for (int bit = 0; bit < prefix; bit += Byte.SIZE) {
        int mask = prefix - bit >= Byte.SIZE ? 0xFF : (0xFF << (Byte.SIZE - (prefix - bit))) & 0xFF;
        if (((own[bit / Byte.SIZE] ^ other[bit / Byte.SIZE]) & mask) != 0) {
          return false;
        }
      }
      return true;
    }
  }

  /**
   * Reads a list.
   *
   * @param text addresses and networks between commas or spaces
   * @throws IllegalArgumentException with the part that is no address
   */
  static AddressList of(String text) {
    return new AddressList(
        Arrays.stream(text.split("[,\\s]+", -1))
            .filter(part -> !part.isEmpty())
            .map(AddressList::block)
            .toList());
  }

  private static Block block(String text) {
    int slash = text.indexOf('/');
    InetAddress network = address(text, slash < 0 ? text : text.substring(0, slash));
    int bits = network.getAddress().length * Byte.SIZE;
    if (slash < 0) {
      return new Block(network, bits);
    }
    String prefix = text.substring(slash + 1);
    if (!DIGITS.matcher(prefix).matches() || Integer.parseInt(prefix) > bits) {
      throw new IllegalArgumentException("'" + text + "' has no prefix of 0.." + bits);
    }
    return new Block(network, Integer.parseInt(prefix));
  }

  private static InetAddress address(String text, String digits) {
    if (NUMERIC.matcher(digits).matches()) {
      try {
        return InetAddress.getByName(digits);
      } catch (UnknownHostException e) {
        throw new IllegalArgumentException("'" + text + "' is no address", e);
      }
    }
    throw new IllegalArgumentException("'" + text + "' is no address");
  }

  /** False also for what is no address. */
  boolean holds(String remote) {
    if (blocks.isEmpty() || !NUMERIC.matcher(remote).matches()) {
      return false;
    }
    try {
      InetAddress address = InetAddress.getByName(remote);
      return blocks.stream().anyMatch(block -> block.holds(address));
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
